/** What generated validation imports: the checks that rules are made of. */
export type { Scheme } from "../../apimachinery/runtime/index.js";
export * from "../../apimachinery/validation/declarative/index.js";
export type { ErrorList, Path } from "../../apimachinery/validation/field/index.js";

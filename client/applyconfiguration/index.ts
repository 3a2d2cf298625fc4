/** What generated apply configurations are made of. */
export {
  defineBuilder,
  defineObjectBuilder,
  identify,
  type Builder,
  type FieldStyle,
  type FieldStyles,
  type ObjectBuilder,
} from "./builder.js";
export { extractApplied } from "./extract.js";

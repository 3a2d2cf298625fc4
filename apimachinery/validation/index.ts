/** Validation: field errors, the forms of names, and the types that every group shares. */
export * from "./content/index.js";
export * from "./field/index.js";
export * from "./meta/index.js";

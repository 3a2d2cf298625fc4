/** The vocabulary of the API machinery; everything else builds on it. */
export * from "./schema/index.js";
export * from "./runtime/index.js";
export * from "./clock/index.js";
export * from "./strategy/index.js";
export * from "./validation/field/index.js";

/** The vocabulary of the API machinery; everything else builds on it. */
export * from "./api/errors/index.js";
export * from "./clock/index.js";
export * from "./fields/index.js";
export * from "./intstr/index.js";
export * from "./labels/index.js";
export * from "./meta/index.js";
export * from "./names/index.js";
export * from "./openapi/index.js";
export * from "./resource/index.js";
export * from "./runtime/index.js";
export * from "./scalars/index.js";
export * from "./schema/index.js";
export * from "./strategy/index.js";
export * from "./text/index.js";
export * from "./validation/index.js";
export * from "./watch/index.js";

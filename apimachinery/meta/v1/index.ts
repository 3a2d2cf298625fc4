/** The types that every group shares. */
export type * from "./scalars.js";
export type * from "./types.js";

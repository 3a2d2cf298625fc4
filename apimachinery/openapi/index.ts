/** The shape of published schemas. */
export type { OpenAPIDefinitions, OpenAPISchema } from "./types.js";
export { scalarDefinitions } from "./scalars.js";

/** Quantities: `500m`, `1Gi`. */
export { canonicalQuantity } from "./canonical.js";
export type { Format as QuantityFormat } from "./format.js";
export { QuantityError } from "./parse.js";
export { newMilliQuantity, newQuantity, parseQuantity, Quantity } from "./quantity.js";

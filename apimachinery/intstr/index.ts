/** Values that are a whole number or a text, such as a port or its name, `3` or `25%`. */
export { intOrStringToString, intValue, parseIntOrString, scaledIntOrPercent } from "./int-or-string.js";

/** Comparing rules of roles, for clients as for servers. */
export { uncoveredRules, type Rule } from "./covers.js";

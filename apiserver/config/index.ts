/** Configuration files that flags name, read strictly. */
export { ConfigObject, type NumberRange } from "./config-object.js";
export { configProblems, readConfigText } from "./config-document.js";

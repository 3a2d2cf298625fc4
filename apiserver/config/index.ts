/** Configuration files that flags name, read strictly. */
export { ConfigObject, type NumberRange } from "./config-object.js";
export { configProblems, readConfigText, readConfigValue, type ExpectedConfig } from "./config-document.js";

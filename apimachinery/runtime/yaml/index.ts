/** YAML to JSON values and back. */
export { YAMLSyntaxError } from "./errors.js";
export { toYAML } from "./to-yaml.js";
export { parseYAMLInTurns } from "./parse-yaml-in-turns.js";
export { parseYAML, type ParsedYAML } from "./parse-yaml.js";

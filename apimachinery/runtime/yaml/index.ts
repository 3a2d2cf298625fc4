/** YAML to JSON values and back. */
export { YAMLSyntaxError } from "./errors.js";
export { toYAML } from "./to-yaml.js";
export { parseYAML, parseYAMLInTurns, type ParsedYAML } from "./parse-yaml.js";

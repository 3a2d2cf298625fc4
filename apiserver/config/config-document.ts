import { parseYAML } from "../../apimachinery/runtime/yaml/index.js";
import type { ErrorList } from "../../apimachinery/validation/index.js";
import { ConfigObject } from "./config-object.js";

export interface ExpectedConfig {
  readonly apiVersions: readonly string[];
  readonly kind: string;
}

/**
 * The object that a configuration file holds, in YAML or JSON; its apiVersion and kind are checked.
 * @throws Error when the text is no YAML, or has a key twice
 */
export function readConfigText(text: string, expected: ExpectedConfig, errors: ErrorList): ConfigObject {
  const { value, repeatedKeys } = parseYAML(Buffer.from(text));
  if (repeatedKeys !== undefined) throw new Error(repeatedKeys);
  return readConfigValue(value, expected, errors);
}

/** As {@link readConfigText}, of what is parsed already. */
export function readConfigValue(value: unknown, expected: ExpectedConfig, errors: ErrorList): ConfigObject {
  const document = new ConfigObject(value, undefined, errors);
  document.choice("apiVersion", expected.apiVersions, { required: true });
  document.choice("kind", [expected.kind], { required: true });
  return document;
}

/** One line for each error, in the order in which they were found. */
export function configProblems(errors: ErrorList): string[] {
  return [...new Set(errors.map(String))];
}

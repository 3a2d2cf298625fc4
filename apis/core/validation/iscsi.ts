import { invalid, required, type ErrorList, type Path } from "kindsmith/apimachinery";

const FORMATS: readonly (readonly [prefix: string, pattern: RegExp])[] = [
  ["iqn", /iqn\.\d{4}-\d{2}\.([a-zA-Z0-9\-.]+)(:[^,;*&$|\s]+)$/],
  ["eui", /^eui.[a-zA-Z0-9]{16}$/],
  ["naa", /^naa.[a-zA-Z0-9]{32}$/],
];

/** The qualified name of a target; `unknown` is what is said of names of no known kind. */
export function validateIQN(iqn: string, path: Path, unknown: string): ErrorList {
  return iqn === "" ? [required(path, "")] : validateInitiator(iqn, path, unknown);
}

export function validateInitiator(name: string, path: Path, unknown: string): ErrorList {
  const format = FORMATS.find(([prefix]) => name.startsWith(prefix));
  if (format === undefined) return [invalid(path, name, unknown)];
  return format[1].test(name) ? [] : [invalid(path, name, "must be valid format")];
}

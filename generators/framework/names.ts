import type { KindNames } from "./model.js";

/** Kinds whose plural does not follow the rules. */
const PLURAL_EXCEPTIONS: ReadonlyMap<string, string> = new Map([["Endpoints", "Endpoints"]]);

const CONSONANTS = "bcdfghjklmnpqrstvwxyz";

/**
 * `NetworkPolicy` → `NetworkPolicies`. The only place that pluralises.
 * @see kubernetes/gengo namer/plural_namer.go: same rules, odd ones included (`Proof` → `Prooves`).
 */
export function pluralize(singular: string): string {
  const exception = PLURAL_EXCEPTIONS.get(singular);
  if (exception !== undefined) return exception;
  if (singular.length < 2) return singular;
  const last = singular.at(-1)!.toLowerCase();
  const before = singular.at(-2)!.toLowerCase();
  switch (last) {
    case "s":
    case "x":
    case "z":
      return `${singular}es`;
    case "y":
      return CONSONANTS.includes(before) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
    case "h":
      return before === "c" || before === "s" ? `${singular}es` : `${singular}s`;
    case "e":
      return before === "f" ? `${singular.slice(0, -2)}ves` : `${singular}s`;
    case "f":
      return `${singular.slice(0, -1)}ves`;
    default:
      return `${singular}s`;
  }
}

/** `ConfigMap` → `configMap`, `CSIDriver` → `csiDriver`, `IPAddress` → `ipAddress`, `APIs` → `apis`. */
export function camelCase(name: string): string {
  if (/^[A-Z][A-Z0-9]+s?$/.test(name)) return name.toLowerCase();
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (head) => head.toLowerCase());
}

/** `v1alpha1` → `V1alpha1`, `my-group` → `MyGroup`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== "")
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join("");
}

/** Every name of a kind. `plural` and `singular` override what the rules give. */
export function kindNames(
  kind: string,
  overrides: { readonly plural?: string; readonly singular?: string } = {},
): KindNames {
  const pluralPascal = pluralize(kind);
  return {
    kind,
    list: `${kind}List`,
    plural: overrides.plural ?? pluralPascal.toLowerCase(),
    singular: overrides.singular ?? kind.toLowerCase(),
    pluralPascal,
    pluralCamel: camelCase(pluralPascal),
    camel: camelCase(kind),
    file: kind.toLowerCase(),
  };
}

const VERSION = /^v([1-9][0-9]*)(?:(alpha|beta)([1-9][0-9]*))?$/;

/** True for `v1`, `v2beta3`: names that may serve as an API version. */
export function isVersionName(name: string): boolean {
  return VERSION.test(name);
}

/** Orders versions as clients prefer them: v2, v1, v1beta2, v1beta1, v1alpha1. */
export function compareVersions(a: string, b: string): number {
  const [rankA, rankB] = [rank(a), rank(b)];
  for (let i = 0; i < rankA.length; i++) {
    const difference = rankB[i]! - rankA[i]!;
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function rank(version: string): readonly [number, number, number] {
  const match = VERSION.exec(version);
  if (match === null) return [-1, 0, 0];
  const stability = match[2] === undefined ? 2 : match[2] === "beta" ? 1 : 0;
  return [stability, Number(match[1]), Number(match[3] ?? 0)];
}

import { apiGroups } from "../../../../generated/registry/index.js";

/**
 * A resource as rules name it, from what people type: plural, singular, kind or short name. Without a group it is looked for
 * among Kubernetes' own, the core group first; what is not found there stays as it is.
 */
export function resourceNameOf(typed: string): string {
  if (typed.startsWith("/") || typed.includes(".")) return typed;
  const [name = "", ...subresource] = typed.split("/");
  for (const { group, resources } of [...apiGroups].sort((a, b) => (a.group < b.group ? -1 : 1))) {
    const found = resources.find(
      ({ plural, singular, shortNames, kind }) =>
        plural === name || singular === name || shortNames.includes(name) || kind === name,
    );
    if (found === undefined) continue;
    return [group === "" ? found.plural : `${found.plural}.${group}`, ...subresource].join("/");
  }
  return typed;
}

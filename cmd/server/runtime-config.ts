import { suggest } from "../../generators/framework/suggest.js";
import type { APIGroupDefinition } from "../../apiserver/registry/rest/resource-definition.js";

/** Which groups a server can serve, and which of them are served in all versions unless told otherwise. */
export interface GroupSelection {
  /** Their alpha and beta versions are off unless switched on, as in kube-apiserver. */
  readonly builtIn: readonly APIGroupDefinition[];
  /** Everything in them is on. */
  readonly own: readonly APIGroupDefinition[];
}

type Stage = "ga" | "beta" | "alpha";

/**
 * The groups with only what `--runtime-config` leaves of them. Later keys do not win over earlier ones, but particular
 * ones over general ones: a resource over its version, a version over api/ga, api/beta, api/alpha, and those over api/all.
 * @returns problems, each naming the key, when keys or values mean nothing.
 */
export function applyRuntimeConfig(
  groups: GroupSelection,
  config: ReadonlyMap<string, string>,
): { readonly groups: readonly APIGroupDefinition[]; readonly problems: readonly string[] } {
  const problems = problemsOf([...groups.builtIn, ...groups.own], config);
  const isOn = (key: string): boolean | undefined => {
    const value = config.get(key);
    return value === undefined ? undefined : value === "true";
  };
  const select = (group: APIGroupDefinition, ownGroup: boolean): APIGroupDefinition[] => {
    const versionIsOn = (version: string): boolean => {
      const stage = stageOf(version);
      const byDefault = ownGroup || stage === "ga";
      return isOn(versionKey(group.group, version)) ?? isOn(`api/${stage}`) ?? isOn("api/all") ?? byDefault;
    };
    const selected = selectVersions(group, (version, resource) =>
      resource === undefined
        ? versionIsOn(version)
        : (isOn(`${versionKey(group.group, version)}/${resource}`) ?? versionIsOn(version)),
    );
    return selected.versions.length === 0 ? [] : [selected];
  };
  return {
    groups: [
      ...groups.builtIn.flatMap((group) => select(group, false)),
      ...groups.own.flatMap((group) => select(group, true)),
    ],
    problems,
  };
}

/** The group with only the versions and resources that `isOn` allows. Everything stays known to the scheme. */
function selectVersions(
  group: APIGroupDefinition,
  isOn: (version: string, resource?: string) => boolean,
): APIGroupDefinition {
  const only = <T extends { readonly plural: string; readonly versions: readonly string[] }>(resource: T): T[] => {
    const versions = resource.versions.filter((version) => isOn(version, resource.plural));
    if (versions.length === resource.versions.length) return [resource];
    return versions.length === 0 ? [] : [{ ...resource, versions }];
  };
  const resources = group.resources.flatMap(only);
  const virtualResources = group.virtualResources.flatMap(only);
  const served = new Set([...resources, ...virtualResources].flatMap((resource) => resource.versions));
  const versions = group.versions.filter((version) => isOn(version) || served.has(version));
  return { ...group, versions, resources, virtualResources };
}

function problemsOf(groups: readonly APIGroupDefinition[], config: ReadonlyMap<string, string>): string[] {
  const known = new Set(["api/all", "api/ga", "api/beta", "api/alpha"]);
  for (const group of groups) {
    for (const version of group.versions) known.add(versionKey(group.group, version));
    for (const { plural, versions } of [...group.resources, ...group.virtualResources]) {
      for (const version of versions) known.add(`${versionKey(group.group, version)}/${plural}`);
    }
  }
  return [...config].flatMap(([key, value]) => {
    if (!known.has(key)) {
      const near = suggest(key, known);
      return [`--runtime-config: nothing is called ${key}${near === undefined ? "" : `; did you mean ${near}?`}`];
    }
    return value === "true" || value === "false" ? [] : [`--runtime-config: ${key}=${value} must be true or false`];
  });
}

/** `v1` of the core group is `v1`, as upstream writes it here; `api/v1` means the same there and is not needed. */
function versionKey(group: string, version: string): string {
  return group === "" ? version : `${group}/${version}`;
}

function stageOf(version: string): Stage {
  if (/alpha/.test(version)) return "alpha";
  return /beta/.test(version) ? "beta" : "ga";
}

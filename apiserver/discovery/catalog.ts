import { apiVersionOf } from "../../apimachinery/schema/index.js";
import type { DiscoveredGroup, DiscoveredResource, DiscoveredVersion } from "./types.js";

/** Who contributes a group. Where two contribute the same version, the earlier one here wins. */
export type DiscoverySource = "aggregated" | "builtin" | "custom";

const SOURCES: readonly DiscoverySource[] = ["aggregated", "builtin", "custom"];

/** All groups that the server serves at the moment. `generation` grows with every change. */
export class DiscoveryCatalog {
  readonly #bySource = new Map<DiscoverySource, Map<string, DiscoveredGroup>>();
  #generation = 0;
  #merged: readonly DiscoveredGroup[] | undefined;
  #versions: ReadonlySet<string> | undefined;
  #resources: ReadonlyMap<string, DiscoveredResource> | undefined;

  get generation(): number {
    return this.#generation;
  }

  setGroup(source: DiscoverySource, group: DiscoveredGroup): void {
    let groups = this.#bySource.get(source);
    if (groups === undefined) this.#bySource.set(source, (groups = new Map()));
    groups.set(group.name, group);
    this.#changed();
  }

  removeGroup(source: DiscoverySource, name: string): void {
    if (this.#bySource.get(source)?.delete(name) === true) this.#changed();
  }

  /** In order of priority, then of name. */
  groups(): readonly DiscoveredGroup[] {
    return (this.#merged ??= this.#merge());
  }

  group(name: string): DiscoveredGroup | undefined {
    return this.groups().find((group) => group.name === name);
  }

  version(group: string, version: string): DiscoveredVersion | undefined {
    return this.group(group)?.versions.find((candidate) => candidate.version === version);
  }

  /** True when the version is served, whatever its resources. */
  has(group: string, version: string): boolean {
    this.#versions ??= new Set(
      this.groups().flatMap((g) => g.versions.map((v) => apiVersionOf({ group: g.name, version: v.version }))),
    );
    return this.#versions.has(group === "" ? version : `${group}/${version}`);
  }

  resource(group: string, version: string, name: string): DiscoveredResource | undefined {
    this.#resources ??= new Map(
      this.groups().flatMap((g) =>
        g.versions.flatMap((v) => v.resources.map((r) => [`${g.name}/${v.version}/${r.name}`, r] as const)),
      ),
    );
    return this.#resources.get(`${group}/${version}/${name}`);
  }

  #merge(): readonly DiscoveredGroup[] {
    const merged = new Map<string, DiscoveredGroup>();
    for (const source of SOURCES) {
      for (const group of this.#bySource.get(source)?.values() ?? []) {
        const before = merged.get(group.name);
        merged.set(group.name, before === undefined ? group : join(before, group));
      }
    }
    return [...merged.values()].sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1));
  }

  #changed(): void {
    this.#generation++;
    this.#merged = undefined;
    this.#versions = undefined;
    this.#resources = undefined;
  }
}

function join(first: DiscoveredGroup, second: DiscoveredGroup): DiscoveredGroup {
  const known = new Set(first.versions.map((version) => version.version));
  return {
    name: first.name,
    priority: Math.max(first.priority, second.priority),
    versions: [...first.versions, ...second.versions.filter((version) => !known.has(version.version))],
  };
}

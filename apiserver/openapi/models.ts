import type { OpenAPISchema } from "../../apimachinery/openapi/index.js";
import type { GroupVersion, GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { SchemaSet } from "./schema-set.js";

/** What the names of shared models begin with. */
export const META_MODEL = "io.k8s.apimachinery.pkg.apis.meta.v1.";
export const DELETE_OPTIONS = `${META_MODEL}DeleteOptions`;
export const STATUS = `${META_MODEL}Status`;
export const PATCH = `${META_MODEL}Patch`;
export const WATCH_EVENT = `${META_MODEL}WatchEvent`;

const PATCH_SCHEMA: OpenAPISchema = {
  description: "A change to an object, in the form that its media type says.",
  type: "object",
};

export const VERSION_INFO = "io.k8s.apimachinery.pkg.version.Info";

const VERSION_FIELDS = [
  "major",
  "minor",
  "gitVersion",
  "gitCommit",
  "gitTreeState",
  "buildDate",
  "goVersion",
  "compiler",
  "platform",
];
const VERSION_SCHEMA: OpenAPISchema = {
  description: "What a server says of its own build.",
  type: "object",
  required: VERSION_FIELDS,
  properties: Object.fromEntries(
    [...VERSION_FIELDS, "emulationMajor", "emulationMinor", "minCompatibilityMajor", "minCompatibilityMinor"].map(
      (name) => [name, VERSION_FIELDS.includes(name) ? { type: "string", default: "" } : { type: "string" }],
    ),
  ),
};

/** Finds schemas of kinds over all groups. A kind's references are resolved within its own group's definitions. */
export class Models {
  readonly #setOf: (group: string) => SchemaSet | undefined;
  readonly #sets: () => Iterable<SchemaSet>;

  /** `sets` gives those of all groups: every one has the shared models. */
  constructor(setOf: (group: string) => SchemaSet | undefined, sets: () => Iterable<SchemaSet>) {
    this.#setOf = setOf;
    this.#sets = sets;
  }

  /** True for a shared model that some group has. */
  hasShared(name: string): boolean {
    if (name === VERSION_INFO) return true;
    for (const set of this.#sets()) if (set.get(name) !== undefined) return true;
    return false;
  }

  /** Shared models and what they refer to. Those that no group has are left out. */
  collectShared(names: Iterable<string>): Map<string, OpenAPISchema> {
    const found = new Map<string, OpenAPISchema>();
    for (const name of names) {
      if (name === VERSION_INFO) found.set(name, VERSION_SCHEMA);
      for (const set of this.#sets()) {
        set.collect(name, found);
        if (found.has(name)) break;
      }
    }
    return found;
  }

  /** undefined when nobody defines the kind; clients then take the object as it is. */
  nameOf(gvk: GroupVersionKind): string | undefined {
    return this.#setOf(gvk.group)?.nameOf(gvk);
  }

  /** Everything that operations of `gv` on these kinds refer to, by model name in alphabetical order. */
  collect(gv: GroupVersion, kinds: Iterable<GroupVersionKind>): Map<string, OpenAPISchema> {
    const found = new Map<string, OpenAPISchema>([[PATCH, PATCH_SCHEMA]]);
    for (const gvk of kinds) {
      const set = this.#setOf(gvk.group);
      const name = set?.nameOf(gvk);
      if (name !== undefined) set?.collect(name, found);
    }
    const own = this.#setOf(gv.group);
    for (const name of [DELETE_OPTIONS, STATUS, WATCH_EVENT]) own?.collect(name, found);
    for (const name of [DELETE_OPTIONS, WATCH_EVENT]) scopeKinds(found, name, gv);
    const status = found.get(STATUS);
    if (status !== undefined) found.set(STATUS, withKinds(status, [{ group: "", kind: "Status", version: "v1" }]));
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Kinds that every group has: each says that it belongs to the document's group, and to the core group. */
function scopeKinds(found: Map<string, OpenAPISchema>, name: string, gv: GroupVersion): void {
  const schema = found.get(name);
  if (schema === undefined) return;
  const kind = name.slice(META_MODEL.length);
  const kinds: GroupVersionKind[] = [{ group: "", kind, version: "v1" }];
  if (gv.group !== "" || gv.version !== "v1") kinds.push({ group: gv.group, kind, version: gv.version });
  found.set(name, withKinds(schema, kinds));
}

function withKinds(schema: OpenAPISchema, kinds: readonly GroupVersionKind[]): OpenAPISchema {
  return { ...schema, "x-kubernetes-group-version-kind": kinds };
}

import type { OpenAPISchema } from "../../apimachinery/openapi/index.js";
import type { GroupVersion, GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { SchemaSet } from "./schema-set.js";

const META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
export const DELETE_OPTIONS = `${META}DeleteOptions`;
export const STATUS = `${META}Status`;
export const PATCH = `${META}Patch`;
const WATCH_EVENT = `${META}WatchEvent`;

const PATCH_SCHEMA: OpenAPISchema = {
  description: "A change to an object, in the form that its media type says.",
  type: "object",
};

/** Finds schemas of kinds over all groups. A kind's references are resolved within its own group's definitions. */
export class Models {
  readonly #setOf: (group: string) => SchemaSet | undefined;

  constructor(setOf: (group: string) => SchemaSet | undefined) {
    this.#setOf = setOf;
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
  const kind = name.slice(META.length);
  const kinds: GroupVersionKind[] = [{ group: "", kind, version: "v1" }];
  if (gv.group !== "" || gv.version !== "v1") kinds.push({ group: gv.group, kind, version: gv.version });
  found.set(name, withKinds(schema, kinds));
}

function withKinds(schema: OpenAPISchema, kinds: readonly GroupVersionKind[]): OpenAPISchema {
  return { ...schema, "x-kubernetes-group-version-kind": kinds };
}

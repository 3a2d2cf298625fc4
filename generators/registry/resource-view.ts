import type { Diagnostics } from "../framework/diagnostics.js";
import type { GroupModel, KindModel, PackageModel, StructModel, TagSet } from "../framework/model.js";
import { parseMarkers, type Marker } from "../framework/markers.js";
import { deprecationOf } from "./lifecycle.js";

/** A kind of a group over all its versions. */
export interface GroupKind {
  readonly group: GroupModel;
  /** The kind in the preferred version that has it: tags of the resource are read here. */
  readonly preferred: KindModel;
  readonly preferredPackage: PackageModel;
  readonly hubType: StructModel;
  /** Served versions, the preferred one first. */
  readonly versions: readonly { readonly pkg: PackageModel; readonly kind: KindModel }[];
  readonly storageVersion: string;
}

const SELECTABLE = "kubebuilder:selectablefield";
const ALL_VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

/** The kinds of a group, sorted by name; reports kinds that cannot be stored. */
export function groupKinds(group: GroupModel, diagnostics: Diagnostics): readonly GroupKind[] {
  const names = new Set(group.versions.flatMap((pkg) => pkg.kinds.map((kind) => kind.names.kind)));
  const out: GroupKind[] = [];
  for (const name of [...names].sort()) {
    const versions = group.versions.flatMap((pkg) =>
      pkg.kinds.filter((kind) => kind.names.kind === name).map((kind) => ({ pkg, kind })),
    );
    const served = versions.filter(({ kind }) => !kind.tags.has("kubebuilder:unservedversion"));
    const first = served[0];
    if (first === undefined) continue;
    const hubType = group.hub.types.find((type) => type.name === name);
    if (hubType === undefined || hubType.kind !== "struct") {
      diagnostics.error(
        "KS4001",
        first.kind.type.position,
        `kind ${name} has no type of that name among the hub types: add it to ${group.hub.id}/types.ts`,
      );
      continue;
    }
    const storage = versions.filter(({ kind }) => kind.tags.has("kubebuilder:storageversion"));
    const second = storage[1];
    if (second !== undefined) {
      diagnostics.error(
        "KS4002",
        second.kind.type.position,
        `kind ${name} has more than one +kubebuilder:storageversion: keep one`,
      );
    }
    out.push({
      group,
      preferred: first.kind,
      preferredPackage: first.pkg,
      hubType,
      versions: served,
      storageVersion: (storage[0] ?? first).pkg.version,
    });
  }
  return out;
}

/** Kinds with a list are stored; others are only answered. */
export function isStored(kind: GroupKind): boolean {
  return kind.preferred.list !== undefined && kind.preferred.type.hasObjectMeta;
}

export function resourceData(kind: GroupKind, diagnostics: Diagnostics): object {
  const { preferred, group } = kind;
  const resource = parseMarkers(preferred.tags, "kubebuilder:resource")[0];
  const columns = columnsOf(preferred.tags);
  const versionColumns = Object.fromEntries(
    kind.versions
      .filter(({ kind: k }) => k !== preferred && !sameJSON(columnsOf(k.tags), columns))
      .map(({ pkg, kind: k }) => [pkg.version, columnsOf(k.tags)]),
  );
  const deprecations = kind.versions.flatMap(({ pkg, kind: k }) => {
    const deprecation = deprecationOf(pkg, k, diagnostics);
    return deprecation === undefined ? [] : [[pkg.version, deprecation]];
  });
  const shapeTags = hubTags(kind);
  const ttl = preferred.tags.value("kindsmith:ttlSeconds");
  const scale = parseMarkers(shapeTags, "kubebuilder:subresource:scale")[0];
  return {
    group: group.group,
    kind: preferred.names.kind,
    listKind: preferred.names.list,
    plural: preferred.names.plural,
    singular: resource?.get("singular") ?? preferred.names.singular,
    shortNames: split(resource?.get("shortName")),
    categories: split(resource?.get("categories")),
    namespaced: preferred.namespaced,
    hub: { group: group.group, version: group.hub.version, kind: preferred.names.kind },
    storageVersion: storageVersionOf(kind),
    versions: kind.versions.map(({ pkg }) => pkg.version),
    verbs: verbsOf(preferred, diagnostics),
    hasSpec: kind.hubType.fields.some((field) => field.name === "spec"),
    statusSubresource: preferred.statusSubresource,
    ...(scale === undefined ? {} : { scale: scaleOf(scale) }),
    columns,
    versionColumns,
    selectableFields: selectableFieldsOf(shapeTags, diagnostics),
    storagePrefix:
      preferred.tags.value("kindsmith:storagePrefix") ?? defaultStoragePrefix(group.group, preferred.names.plural),
    ...(ttl === undefined ? {} : { ttlSeconds: Number(ttl) }),
    ...(deprecations.length === 0 ? {} : { deprecations: Object.fromEntries(deprecations) }),
  };
}

/** Of another group where the kind lives with that one's objects. */
function storageVersionOf({ group, preferred, storageVersion }: GroupKind): { group: string; version: string } {
  const storedAs = preferred.tags.value("kindsmith:storedAs");
  if (storedAs === undefined) return { group: group.group, version: storageVersion };
  const slash = storedAs.indexOf("/");
  return { group: slash < 0 ? "" : storedAs.slice(0, slash), version: storedAs.slice(slash + 1) };
}

export interface SubresourceView {
  readonly name: string;
  readonly kind: { readonly group: string; readonly version: string; readonly kind: string };
  readonly verbs: readonly string[];
}

/** A subresource whose behaviour the server brings: what it does needs more than the object. */
export function isBound(kind: GroupKind, { name }: SubresourceView): boolean {
  const markers = parseMarkers(kind.preferred.tags, "kindsmith:subresource");
  return markers.some((marker) => marker.get("name") === name && marker.get("behaviour") === "server");
}

/** `+kindsmith:subresource:name=approval,verbs=get;update[,kind=Scale][,group=…,version=…][,behaviour=server]` */
export function subresourcesOf(kind: GroupKind): readonly SubresourceView[] {
  return parseMarkers(kind.preferred.tags, "kindsmith:subresource").map((marker) => ({
    name: marker.get("name") ?? "",
    kind: {
      group: marker.get("group") ?? kind.group.group,
      version:
        marker.get("version") ??
        (marker.get("kind") === undefined ? kind.group.hub.version : kind.preferredPackage.version),
      kind: marker.get("kind") ?? kind.preferred.names.kind,
    },
    verbs: split(marker.get("verbs")),
  }));
}

export function virtualData(kind: GroupKind): object {
  const { preferred, group } = kind;
  return {
    group: group.group,
    kind: preferred.names.kind,
    plural: preferred.names.plural,
    singular: preferred.names.singular,
    namespaced: preferred.namespaced,
    hub: { group: group.group, version: group.hub.version, kind: preferred.names.kind },
    versions: kind.versions.map(({ pkg }) => pkg.version),
    verbs: preferred.tags.value("kindsmith:verbs")?.split(",") ?? ["create"],
  };
}

/** Paths are read in the hub: its tags decide when it has any, else those of the preferred version. */
function hubTags(kind: GroupKind): TagSet {
  const names = ["kubebuilder:subresource:scale", SELECTABLE];
  const onHub = names.some((name) => parseMarkers(kind.hubType.tags, name).length > 0);
  return onHub ? kind.hubType.tags : kind.preferred.tags;
}

function columnsOf(tags: TagSet): readonly object[] {
  return parseMarkers(tags, "kubebuilder:printcolumn").map((marker) => ({
    name: marker.get("name") ?? "",
    type: marker.get("type") ?? "string",
    ...optional("format", marker.get("format")),
    ...optional("description", marker.get("description")),
    priority: Number(marker.get("priority") ?? 0),
    ...optional("jsonPath", marker.get("JSONPath")),
  }));
}

function selectableFieldsOf(tags: TagSet, diagnostics: Diagnostics): readonly object[] {
  const paths = parseMarkers(tags, SELECTABLE).map((marker) => marker.get("JSONPath") ?? "");
  const tag = tags.first("kindsmith:indexedFields");
  const indexed = tag === undefined ? [] : tag.value.split(",").map((path) => path.trim());
  for (const path of indexed.filter((p) => !paths.includes(p))) {
    diagnostics.error(
      "KS4004",
      tag!.position,
      `indexed field ${JSON.stringify(path)} is not selectable: add +${SELECTABLE}:JSONPath=${path}`,
    );
  }
  return paths.map((jsonPath) => ({
    label: jsonPath.replace(/^\./, ""),
    jsonPath,
    ...(indexed.includes(jsonPath) ? { indexed: true } : {}),
  }));
}

function scaleOf(marker: Marker): object {
  return {
    specReplicasPath: marker.get("specpath") ?? ".spec.replicas",
    statusReplicasPath: marker.get("statuspath") ?? ".status.replicas",
    ...optional("labelSelectorPath", marker.get("selectorpath")),
  };
}

function verbsOf(kind: KindModel, diagnostics: Diagnostics): readonly string[] {
  const tag = kind.tags.first("kindsmith:verbs");
  if (tag === undefined) return ALL_VERBS;
  const verbs = tag.value.split(",").map((verb) => verb.trim());
  for (const verb of verbs.filter((v) => !ALL_VERBS.includes(v))) {
    diagnostics.error(
      "KS4003",
      tag.position,
      `unknown verb ${JSON.stringify(verb)}: use some of ${ALL_VERBS.join(", ")}`,
    );
  }
  return verbs;
}

/**
 * Kubernetes' own groups store under the resource's name alone, others under group and resource.
 * @see kubernetes/apiserver pkg/server/storage/storage_factory.go
 */
function defaultStoragePrefix(group: string, plural: string): string {
  return !group.includes(".") || group.endsWith(".k8s.io") ? plural : `${group}/${plural}`;
}

function split(list: string | undefined): string[] {
  return list === undefined || list === "" ? [] : list.split(";").map((item) => item.trim());
}

function optional(name: string, value: string | undefined): object {
  return value === undefined ? {} : { [name]: value };
}

function sameJSON(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import type { Diagnostics } from "./diagnostics.js";
import type { KindModel, StructModel, TypeModel } from "./model.js";
import { parseMarkerFields } from "./markers.js";
import { kindNames } from "./names.js";

export interface KindContext {
  readonly packageId: string;
  readonly group: string;
  readonly version: string;
  readonly diagnostics: Diagnostics;
  /** Kinds of the group's preferred version, for a hub whose types carry no tags of their own. */
  readonly external: readonly KindModel[];
}

/** The kinds among a package's types: objects with an ObjectMeta. Sorted as `types` is. */
export function kindsOf(types: readonly TypeModel[], ctx: KindContext): KindModel[] {
  const structs = types.filter((type): type is StructModel => type.kind === "struct");
  const byName = new Map(structs.map((struct) => [struct.name, struct]));
  const kinds = structs.filter((struct) => struct.hasObjectMeta).map((struct) => kindOf(struct, byName, ctx));
  checkPlurals(kinds, ctx.diagnostics);
  return kinds;
}

function kindOf(type: StructModel, byName: ReadonlyMap<string, StructModel>, ctx: KindContext): KindModel {
  const { tags } = type;
  const resource = parseMarkerFields(tags.value("kubebuilder:resource") ?? "");
  const external = ctx.external.find((kind) => kind.type.name === type.name);
  const hasOwnTags = tags.all.some((tag) => tag.name.startsWith("genclient") || tag.name.startsWith("kubebuilder:"));
  const inherits = external !== undefined && !hasOwnTags;
  const plural = tags.value("resourceName") ?? resource.get("path") ?? (inherits ? external.names.plural : undefined);
  const singular = resource.get("singular") ?? (inherits ? external.names.singular : undefined);
  const hasStatusField = type.fields.some((field) => field.name === "status");
  return {
    names: kindNames(type.name, {
      ...(plural === undefined ? {} : { plural }),
      ...(singular === undefined ? {} : { singular }),
    }),
    type,
    packageId: ctx.packageId,
    group: ctx.group,
    version: ctx.version,
    namespaced: inherits
      ? external.namespaced
      : !tags.has("genclient:nonNamespaced") && resource.get("scope") !== "Cluster",
    hasStatusField,
    statusSubresource: hasStatusField && (inherits ? external.statusSubresource : !tags.has("genclient:noStatus")),
    list: listOf(type, byName, ctx.diagnostics),
    tags,
  };
}

function listOf(
  type: StructModel,
  byName: ReadonlyMap<string, StructModel>,
  diagnostics: Diagnostics,
): StructModel | undefined {
  const list = byName.get(`${type.name}List`);
  if (list === undefined || !list.hasListMeta) return undefined;
  const items = list.fields.find((field) => field.name === "items");
  const element = items?.type.kind === "array" ? items.type.element : undefined;
  if (element?.kind === "ref" && element.ref.name === type.name) return list;
  diagnostics.error(
    "KS1105",
    items?.position ?? list.position,
    `${list.name} must hold its objects in \`items: ${type.name}[]\``,
  );
  return undefined;
}

/** Two kinds of one resource would answer at the same path. */
function checkPlurals(kinds: readonly KindModel[], diagnostics: Diagnostics): void {
  const seen = new Map<string, KindModel>();
  for (const kind of kinds) {
    if (!kind.tags.has("genclient")) continue;
    const other = seen.get(kind.names.plural);
    if (other === undefined) {
      seen.set(kind.names.plural, kind);
      continue;
    }
    diagnostics.error(
      "KS1106",
      kind.type.position,
      `${kind.names.kind} and ${other.names.kind} are both served as ${kind.names.plural}; ` +
        "give one of them another name with `+resourceName=`",
    );
  }
}

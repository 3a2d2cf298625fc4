import { clientVersions, type ClientKind } from "../client/select.js";
import type { GeneratorContext } from "../framework/generator.js";
import type { FieldModel, FieldType, PackageModel, StructModel, TypeRef } from "../framework/model.js";
import { META_PACKAGE_ID } from "../framework/package-resolver.js";

/** A struct that gets an apply configuration. */
export interface Configured {
  readonly pkg: PackageModel;
  readonly type: StructModel;
  /** Set for kinds with a client: they get a constructor that takes a name. */
  readonly client: ClientKind | undefined;
}

// Meta types that configurations of any project may hold, whether one of ours does or not.
const META_TYPES = [
  "Condition",
  "DeleteOptions",
  "LabelSelector",
  "LabelSelectorRequirement",
  "ManagedFieldsEntry",
  "ObjectMeta",
  "OwnerReference",
];

// What the server writes and nobody applies.
const UNAPPLIED_METADATA = new Set(["managedFields", "selfLink"]);

/**
 * The project's structs that get an apply configuration: kinds with a client, what their methods apply, and every struct
 * within; sorted by package and name.
 * @see kubernetes/code-generator cmd/applyconfiguration-gen
 */
export function configuredTypes(ctx: GeneratorContext): readonly Configured[] {
  const found = new Map<string, Configured>();
  const visit = (pkg: PackageModel, name: string, client?: ClientKind): void => {
    const type = pkg.types.find((one) => one.name === name);
    if (type?.kind !== "struct" || found.has(`${pkg.id} ${name}`)) return;
    found.set(`${pkg.id} ${name}`, { pkg, type, client });
    for (const field of appliedFields(ctx, type)) {
      const ref = structOf(ctx, field.type);
      if (ref !== undefined) visit(ctx.model.package(ref.packageId), ref.name);
    }
  };
  const clients = clientVersions(ctx).flatMap((version) => version.kinds);
  // Kinds first, so that one that lies within another is still known as a kind.
  for (const client of clients) {
    found.set(`${client.pkg.id} ${client.kind.names.kind}`, { pkg: client.pkg, type: client.kind.type, client });
  }
  for (const { type } of [...found.values()]) {
    for (const field of appliedFields(ctx, type)) {
      const ref = structOf(ctx, field.type);
      if (ref !== undefined) visit(ctx.model.package(ref.packageId), ref.name);
    }
  }
  for (const { methods } of clients) {
    for (const { verb, input } of methods)
      if (verb === "apply" && input?.pkg !== undefined) visit(input.pkg, input.name);
  }
  const meta = ctx.own.find((pkg) => pkg.id === META_PACKAGE_ID);
  if (meta !== undefined) for (const name of META_TYPES) visit(meta, name);
  return [...found.values()].filter(({ pkg }) => pkg.own).sort(byPackageAndName);
}

/** The fields of a struct that can be applied. */
export function appliedFields(ctx: GeneratorContext, type: StructModel): readonly FieldModel[] {
  const isObjectMeta = ctx.model.packages.some((pkg) => pkg.id === META_PACKAGE_ID && pkg.types.includes(type));
  if (type.name !== "ObjectMeta" || !isObjectMeta) return type.fields;
  return type.fields.filter((field) => !UNAPPLIED_METADATA.has(field.name));
}

/** The field that holds an ObjectMeta under the name `metadata`. */
export function isObjectMetaField(field: FieldModel): boolean {
  const { type } = field;
  return (
    field.name === "metadata" &&
    type.kind === "ref" &&
    type.ref.packageId === META_PACKAGE_ID &&
    type.ref.name === "ObjectMeta"
  );
}

/** The struct that a field's type is, or is a list or map of. */
export function structOf(ctx: GeneratorContext, type: FieldType): TypeRef | undefined {
  switch (type.kind) {
    case "array":
      return structOf(ctx, type.element);
    case "map":
      return structOf(ctx, type.value);
    case "ref":
      return ctx.model.type(type.ref).kind === "struct" ? type.ref : undefined;
    case "primitive":
    case "scalar":
      return undefined;
  }
}

function byPackageAndName(a: Configured, b: Configured): number {
  return compare(a.pkg.id, b.pkg.id) || compare(a.type.name, b.type.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

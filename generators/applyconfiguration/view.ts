import type { GeneratorContext } from "../framework/generator.js";
import type { ImportSet } from "../framework/imports.js";
import type { FieldModel, FieldType } from "../framework/model.js";
import { camelCase } from "../framework/names.js";
import { META_PACKAGE_ID } from "../framework/package-resolver.js";
import { propertyKey } from "../framework/property-access.js";
import { typeText } from "../framework/type-text.js";
import { applyConfigurationModule, applyConfigurationName } from "./paths.js";
import { appliedFields, isObjectMetaField, type Configured } from "./select.js";

const RUNTIME = "kindsmith/codegen/v1/applyconfiguration";

/** What the template of one type's apply configuration sees. */
export interface ConfigurationView {
  readonly name: string;
  readonly doc: string;
  /** Has apiVersion and kind. */
  readonly isObject: boolean;
  readonly fields: readonly {
    readonly key: string;
    readonly type: string;
    readonly style: string;
    readonly doc: string;
  }[];
  readonly stylesName: string;
  readonly stylesType: string;
  readonly builderType: string;
  readonly define: string;
  /** Further argument of `define`: the styles of the metadata; "" for types without it. */
  readonly metadataStyles: string;
  /** The function that starts a configuration. */
  readonly start: string;
  readonly typeName: string;
  readonly kind: KindView | null;
}

interface KindView {
  readonly type: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly identify: string;
  readonly extract: string;
  readonly extractApplied: string;
  readonly readonlyType: string;
}

export function configurationView(
  ctx: GeneratorContext,
  configured: Configured,
  imports: ImportSet,
): ConfigurationView {
  const { pkg, type, client } = configured;
  const name = applyConfigurationName(type.name);
  const start = startName(type.name);
  const stylesName = stylesNameOf(type.name);
  imports.reserve(
    name,
    start,
    stylesName,
    `extract${type.name}`,
    "create",
    "GVK",
    "obj",
    "fieldManager",
    "subresource",
  );
  const fields = appliedFields(ctx, type);
  const metadata = fields.find(isObjectMetaField);
  const isObjectBuilder = metadata !== undefined;
  return {
    name,
    doc: type.doc === "" ? `What can be set of a ${type.name}.` : type.doc,
    isObject: type.isObject,
    fields: fields.map((field) => ({
      key: propertyKey(field.name),
      type: configurationType(ctx, imports, configured, field.type) + (field.nullable ? " | null" : ""),
      style: styleOf(ctx, field),
      doc: field.doc,
    })),
    stylesName,
    stylesType: imports.type(RUNTIME, "FieldStyles"),
    builderType: `${imports.type(RUNTIME, isObjectBuilder ? "ObjectBuilder" : "Builder")}<${name}>`,
    define: imports.value(RUNTIME, isObjectBuilder ? "defineObjectBuilder" : "defineBuilder"),
    metadataStyles: isObjectBuilder
      ? imports.value(
          applyConfigurationModule(ctx.model.package(META_PACKAGE_ID), "ObjectMeta"),
          stylesNameOf("ObjectMeta"),
        )
      : "",
    start,
    typeName: type.name,
    kind:
      client === undefined
        ? null
        : {
            type: imports.type(pkg.importPath, type.name),
            group: pkg.group,
            version: pkg.version,
            kind: type.name,
            namespaced: client.kind.namespaced,
            identify: imports.value(RUNTIME, "identify"),
            extract: `extract${type.name}`,
            extractApplied: imports.value(RUNTIME, "extractApplied"),
            readonlyType: imports.type(RUNTIME, "DeepReadonly"),
          },
  };
}

/** The field's type with the configurations of structs in their place. */
function configurationType(ctx: GeneratorContext, imports: ImportSet, self: Configured, type: FieldType): string {
  switch (type.kind) {
    case "array": {
      const element = configurationType(ctx, imports, self, type.element);
      return type.element.kind === "map" ? `(${element})[]` : `${element}[]`;
    }
    case "map":
      return `{ [key: string]: ${configurationType(ctx, imports, self, type.value)} }`;
    case "ref": {
      if (ctx.model.type(type.ref).kind !== "struct") return typeText(ctx.model, imports, type);
      const pkg = ctx.model.package(type.ref.packageId);
      const name = applyConfigurationName(type.ref.name);
      // A type within itself needs no import.
      if (pkg === self.pkg && type.ref.name === self.type.name) return name;
      return imports.type(applyConfigurationModule(pkg, type.ref.name), name);
    }
    case "primitive":
    case "scalar":
      return typeText(ctx.model, imports, type);
  }
}

function styleOf(ctx: GeneratorContext, field: FieldModel): "value" | "list" | "map" {
  // null cannot be appended to.
  if (field.nullable) return "value";
  let { type } = field;
  for (;;) {
    if (type.kind === "array") return "list";
    if (type.kind === "map") return "map";
    if (type.kind !== "ref") return "value";
    const target = ctx.model.type(type.ref);
    if (target.kind === "struct") return "value";
    type = target.target;
  }
}

/** `OBJECT_META_STYLES` */
function stylesNameOf(typeName: string): string {
  return `${typeName.replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3_$2").toUpperCase()}_STYLES`;
}

const RESERVED = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if implements import in instanceof interface let new null package private protected public return static " +
    "super switch this throw true try typeof var void while with yield arguments eval"
  ).split(" "),
);

/** `flunderSpec`; words of the language get a suffix. */
function startName(typeName: string): string {
  const name = camelCase(typeName);
  return RESERVED.has(name) ? `${name}Configuration` : name;
}

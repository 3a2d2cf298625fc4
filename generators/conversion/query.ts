import type { GeneratorContext } from "../framework/generator.js";
import type { ImportSet } from "../framework/imports.js";
import type { ApiModel, FieldType, PackageModel, StructModel } from "../framework/model.js";
import { propertyKey } from "../framework/property-access.js";
import { isLeftOut, packageAlias } from "./peers.js";
import { EXPLICIT_FROM_TAG } from "./tags.js";

export interface QueryView {
  readonly name: string;
  readonly type: string;
  readonly read: string;
  readonly fields: readonly { readonly key: string; readonly kind: string }[];
}

/** The types of a package that are read from query parameters. */
export function queryTypes(pkg: PackageModel): readonly StructModel[] {
  return pkg.types.filter((type): type is StructModel => type.kind === "struct" && type.tags.has(EXPLICIT_FROM_TAG));
}

/** `Convert_url_Values_To_v1_PodLogOptions` */
export function queryFunctionName(pkg: PackageModel, type: string): string {
  return `Convert_url_Values_To_${packageAlias(pkg)}_${type}`;
}

export function queryViews(ctx: GeneratorContext, pkg: PackageModel, imports: ImportSet): readonly QueryView[] {
  return queryTypes(pkg).map((type) => {
    const tag = type.tags.first(EXPLICIT_FROM_TAG)!;
    if (tag.value !== "net/url.Values") {
      ctx.diagnostics.error(
        "KS2408",
        tag.position,
        `${tag.value} is nothing that a type can be read from: write +${EXPLICIT_FROM_TAG}=net/url.Values`,
      );
    }
    return {
      name: queryFunctionName(pkg, type.name),
      type: imports.type(pkg.importPath, type.name),
      read: imports.value("kindsmith/codegen/v1/runtime", "readQuery"),
      fields: type.fields
        .filter((field) => !isLeftOut(field))
        .flatMap((field) => {
          const kind = queryKind(ctx.model, field.type);
          if (kind !== undefined) return [{ key: propertyKey(field.name), kind }];
          ctx.diagnostics.error(
            "KS2409",
            field.position,
            `${type.name}.${field.name} cannot be read from a query parameter: parameters are texts, numbers, booleans, ` +
              "times or lists of texts; leave the field out with +k8s:conversion-gen=false",
          );
          return [];
        }),
    };
  });
}

function queryKind(model: ApiModel, type: FieldType): string | undefined {
  switch (type.kind) {
    case "primitive":
      return type.name === "float64" ? undefined : type.name;
    case "scalar":
      return type.name === "Time"
        ? "time"
        : type.name === "Duration" || type.name === "Quantity"
          ? "string"
          : undefined;
    case "array":
      return queryKind(model, type.element) === "string" ? "strings" : undefined;
    case "map":
      return undefined;
    case "ref": {
      const target = model.type(type.ref);
      return target.kind === "alias" ? queryKind(model, target.target) : undefined;
    }
  }
}

import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import type { ApiModel, PackageModel, TypeModel } from "../framework/model.js";
import { gvkExtension } from "./gvk.js";
import { structSchema, type SchemaObject } from "./schema.js";
import { openAPITags } from "./tags.js";

interface DefinitionsView {
  readonly package: string;
  readonly definitionsType: string;
  readonly lazyTable: string;
  /** `kind`: the model is looked at to find the model of a kind. */
  readonly definitions: readonly { readonly name: string; readonly json: string; readonly kind: boolean }[];
}

/** Emits the OpenAPI v3 component schemas of each package, by model name. */
export const openapiGen: Generator = {
  name: "openapi-gen",
  revision: 1,
  tags: openAPITags,
  *plan(ctx) {
    for (const pkg of ctx.own) {
      const types = selectTypes(pkg);
      if (types.length > 0) yield definitionsFile(ctx, pkg, types);
    }
  },
};

/** Packages opt in as a whole, types out of it or in by themselves. Hub types are never published. */
export function selectTypes(pkg: PackageModel): readonly TypeModel[] {
  if (pkg.internal) return [];
  const all = pkg.tags.value("k8s:openapi-gen") === "true";
  return pkg.types.filter((type) => {
    const own = type.tags.value("k8s:openapi-gen");
    return type.kind === "struct" && (own === undefined ? all : own === "true");
  });
}

/** True when the generator writes a file for the package. */
export function hasDefinitions(pkg: PackageModel): boolean {
  return selectTypes(pkg).length > 0;
}

function definitionsFile(ctx: GeneratorContext, pkg: PackageModel, types: readonly TypeModel[]): PlannedFile {
  const path = `${pkg.generatedPath}/zz_generated.openapi.ts`;
  const imports = ctx.imports(path);
  imports.reserve("openAPIDefinitions");
  const view: DefinitionsView = {
    package: pkg.group === "" ? pkg.version : `${pkg.group}/${pkg.version}`,
    definitionsType: imports.type("kindsmith/codegen/v1/openapi", "OpenAPIDefinitions"),
    lazyTable: imports.value("kindsmith/codegen/v1/openapi", "lazyTable"),
    definitions: types.map((type) => {
      const schema = definition(ctx.model, pkg, type);
      const kind = "x-kubernetes-group-version-kind" in schema;
      return { name: type.openAPIName, json: JSON.stringify(schema), kind };
    }),
  };
  return {
    path,
    template: "openapi/definitions",
    view,
    imports,
    origin: { packageId: pkg.id, types: types.map((type) => type.name) },
  };
}

function definition(model: ApiModel, pkg: PackageModel, type: TypeModel): SchemaObject {
  if (type.kind !== "struct") throw new Error(`${type.name} is no struct`);
  return { ...structSchema(model, type), ...gvkExtension(pkg, type) };
}

import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import type { PackageModel, StructModel } from "../framework/model.js";
import { messageFields } from "./fields.js";
import { protobufTags } from "./tags.js";

/** Emits the message descriptors of packages that opt in, by OpenAPI model name. */
export const protobufGen: Generator = {
  name: "protobuf-gen",
  revision: 1,
  tags: protobufTags,
  *plan(ctx) {
    for (const pkg of ctx.own) {
      const types = selectMessages(pkg);
      if (types.length > 0) yield descriptorsFile(ctx, pkg, types);
    }
  },
};

/** Structs of a package with `+k8s:protobuf-gen=package`, unless they say `+protobuf=false`. */
export function selectMessages(pkg: PackageModel): readonly StructModel[] {
  if (pkg.internal || pkg.tags.value("k8s:protobuf-gen") !== "package") return [];
  return pkg.types.filter(
    (type): type is StructModel => type.kind === "struct" && type.tags.value("protobuf") !== "false",
  );
}

function descriptorsFile(ctx: GeneratorContext, pkg: PackageModel, types: readonly StructModel[]): PlannedFile {
  const path = `${pkg.generatedPath}/zz_generated.protobuf.ts`;
  const imports = ctx.imports(path);
  imports.reserve("protobufDescriptors");
  return {
    path,
    template: "protobuf/descriptors",
    view: {
      package: pkg.group === "" ? pkg.version : `${pkg.group}/${pkg.version}`,
      descriptorsType: imports.type("kindsmith/codegen/v1/protobuf", "MessageDescriptors"),
      lazyTable: imports.value("kindsmith/codegen/v1/protobuf", "lazyTable"),
      messages: types.map((type) => ({
        name: type.openAPIName,
        fields: messageFields(ctx.model, type, ctx.diagnostics).map((field) => JSON.stringify(field)),
      })),
    },
    imports,
    origin: { packageId: pkg.id, types: types.map((type) => type.name) },
  };
}

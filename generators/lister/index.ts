import { clientVersions, expansionOf, type ClientKind } from "../client/select.js";
import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import type { FunctionModel } from "../framework/model.js";
import { listerPath } from "./paths.js";

const RUNTIME = "kindsmith/codegen/v1/cache";

/**
 * Emits a lister, which reads from an informer's cache, for each kind that can be got and listed. Tags are client-gen's.
 * @see kubernetes/code-generator cmd/lister-gen
 */
export const listerGen: Generator = {
  name: "lister-gen",
  revision: 1,
  tags: [],
  *plan(ctx) {
    for (const { kinds } of clientVersions(ctx)) {
      for (const client of kinds.filter(hasLister)) yield listerFile(ctx, client);
    }
  },
};

/** True for kinds that get a lister. */
export function hasLister({ verbs }: ClientKind): boolean {
  return verbs.includes("list") && verbs.includes("get");
}

function listerFile(ctx: GeneratorContext, { kind, pkg }: ClientKind): PlannedFile {
  const { names } = kind;
  const path = listerPath(pkg, names.file);
  const imports = ctx.imports(path);
  const lister = `${names.kind}Lister`;
  const namespaceLister = `${names.kind}NamespaceLister`;
  imports.reserve(lister, namespaceLister, `new${lister}`, `new${namespaceLister}`, "RESOURCE", "indexer", "namespace");
  imports.reserve("lister", "objects", "selector", "name");
  const expansion = (fn: FunctionModel | undefined): string =>
    fn === undefined ? "" : imports.value(fn.file, fn.name);
  return {
    path,
    template: "lister/lister",
    view: {
      kind: names.kind,
      plural: names.plural,
      lister,
      namespaceLister,
      type: imports.type(pkg.importPath, names.kind),
      readonlyType: imports.type(RUNTIME, "DeepReadonly"),
      selectorType: imports.type(RUNTIME, "Selector"),
      indexerType: imports.type(RUNTIME, "Indexer"),
      resourceIndexer: imports.value(RUNTIME, "ResourceIndexer"),
      namespaced: kind.namespaced,
      accessor: names.pluralCamel,
      group: pkg.group,
      // Upstream's habit: NotFound errors of listers name the resource in the singular.
      resource: names.kind.toLowerCase(),
      expansion: expansion(expansionOf(pkg, `expand${lister}`)),
      namespaceExpansion: expansion(expansionOf(pkg, `expand${namespaceLister}`)),
    },
    imports,
    origin: { packageId: pkg.id, types: [names.kind] },
  };
}

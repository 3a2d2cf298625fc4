import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import { clientsetFiles } from "./clientset.js";
import { kindClientView } from "./kind-view.js";
import { groupClientPath, kindClientPath } from "./paths.js";
import { checkClientTags, clientVersions, type ClientKind, type ClientVersion } from "./select.js";
import { clientTags } from "./tags.js";

const RUNTIME = "kindsmith/codegen/v1/client";

/**
 * Emits the typed clients of all kinds with `+genclient`, the clientset that holds them and a fake of it. What a client
 * does is the runtime's; what it can do is a matter of types.
 * @see kubernetes/code-generator cmd/client-gen
 */
export const clientGen: Generator = {
  name: "client-gen",
  revision: 1,
  tags: clientTags,
  *plan(ctx) {
    for (const pkg of ctx.own) checkClientTags(ctx, pkg);
    const versions = clientVersions(ctx);
    for (const version of versions) {
      for (const client of version.kinds) yield kindFile(ctx, client);
      yield groupFile(ctx, version);
    }
    if (versions.length > 0) yield* clientsetFiles(ctx, versions);
  },
};

function kindFile(ctx: GeneratorContext, client: ClientKind): PlannedFile {
  const { names } = client.kind;
  const path = kindClientPath(client.pkg, names.file);
  const imports = ctx.imports(path);
  return {
    path,
    template: "client/kind",
    view: kindClientView(client, imports),
    imports,
    origin: { packageId: client.pkg.id, types: [names.kind] },
  };
}

function groupFile(ctx: GeneratorContext, { pkg, kinds }: ClientVersion): PlannedFile {
  const path = groupClientPath(pkg);
  const imports = ctx.imports(path);
  const stem = `${pkg.groupPascal}${pkg.versionPascal}`;
  imports.reserve(`${stem}Interface`, `${stem}Client`, "rest", "namespace");
  return {
    path,
    template: "client/group",
    view: {
      stem,
      doc: `The kinds of ${pkg.group === "" ? pkg.version : `${pkg.group}/${pkg.version}`}.`,
      restType: imports.type(RUNTIME, "RESTInterface"),
      kinds: kinds.map(({ kind: { names, namespaced } }) => ({
        accessor: names.pluralCamel,
        interfaceName: imports.type(kindClientPath(pkg, names.file), `${names.kind}Interface`),
        factory: imports.value(kindClientPath(pkg, names.file), `new${names.pluralPascal}`),
        namespaced,
      })),
    },
    imports,
    origin: { packageId: pkg.id, types: kinds.map(({ kind }) => kind.names.kind) },
  };
}

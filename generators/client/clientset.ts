import type { GeneratorContext, PlannedFile } from "../framework/generator.js";
import { helperModule } from "../framework/helper-module.js";
import { camelCase } from "../framework/names.js";
import { CLIENTSET_FOLDER, groupClientPath } from "./paths.js";
import type { ClientVersion } from "./select.js";

const RUNTIME = "kindsmith/codegen/v1/client";
const FAKE = "kindsmith/codegen/v1/fake";

/** The clientset, its scheme and its fake. */
export function* clientsetFiles(ctx: GeneratorContext, versions: readonly ClientVersion[]): Iterable<PlannedFile> {
  yield clientsetFile(ctx, versions);
  yield schemeFile(ctx, versions);
  yield fakeFile(ctx, versions);
}

function origin(versions: readonly ClientVersion[]): PlannedFile["origin"] {
  const kinds = versions.flatMap((version) => version.kinds.map(({ kind }) => kind.names.kind));
  return { packageId: versions[0]!.pkg.id, types: [...new Set(kinds)].sort() };
}

function clientsetFile(ctx: GeneratorContext, versions: readonly ClientVersion[]): PlannedFile {
  const path = `${CLIENTSET_FOLDER}/index.ts`;
  const imports = ctx.imports(path);
  imports.reserve("Clientset", "ClientsetInterface", "createClientset", "rest", "config");
  return {
    path,
    template: "client/clientset",
    view: {
      restType: imports.type(RUNTIME, "RESTInterface"),
      restClient: imports.value(RUNTIME, "RESTClient"),
      configType: imports.type(RUNTIME, "RestConfig"),
      discovery: imports.value(RUNTIME, "DiscoveryClient"),
      versions: versions.map(({ pkg }) => {
        const stem = `${pkg.groupPascal}${pkg.versionPascal}`;
        return {
          accessor: camelCase(stem),
          interfaceName: imports.type(groupClientPath(pkg), `${stem}Interface`),
          className: imports.value(groupClientPath(pkg), `${stem}Client`),
        };
      }),
    },
    imports,
    origin: origin(versions),
  };
}

function schemeFile(ctx: GeneratorContext, versions: readonly ClientVersion[]): PlannedFile {
  const path = `${CLIENTSET_FOLDER}/scheme.ts`;
  const imports = ctx.imports(path);
  imports.reserve("addToScheme", "newScheme", "scheme");
  return {
    path,
    template: "client/scheme",
    view: {
      schemeType: imports.value("kindsmith/codegen/v1/client", "Scheme"),
      modules: versions.map(({ pkg }) =>
        imports.namespace(
          helperModule(pkg, "zz_generated.register"),
          camelCase(`${pkg.groupPascal}${pkg.versionPascal}`),
          { value: true },
        ),
      ),
    },
    imports,
    origin: origin(versions),
  };
}

function fakeFile(ctx: GeneratorContext, versions: readonly ClientVersion[]): PlannedFile {
  const path = `${CLIENTSET_FOLDER}/fake.ts`;
  const imports = ctx.imports(path);
  imports.reserve("FakeClientset", "FAKE_RESOURCES", "createFakeClientset", "objects", "opts", "fake");
  return {
    path,
    template: "client/fake",
    view: {
      clientset: imports.value(`${CLIENTSET_FOLDER}/index.ts`, "Clientset"),
      create: imports.value(FAKE, "createFakeREST"),
      fakeType: imports.type(FAKE, "FakeREST"),
      optionsType: imports.type(FAKE, "FakeClientsetOptions"),
      objectType: imports.type(FAKE, "KubeObject"),
      readonlyType: imports.type(FAKE, "DeepReadonly"),
      resourceType: imports.type(FAKE, "FakeResource"),
      resources: versions.flatMap(({ pkg, kinds }) =>
        kinds.map(({ kind }) => ({
          group: pkg.group,
          version: pkg.version,
          kind: kind.names.kind,
          listKind: kind.list?.name ?? kind.names.list,
          resource: kind.names.plural,
          singular: kind.names.singular,
          namespaced: kind.namespaced,
          statusSubresource: kind.statusSubresource,
        })),
      ),
    },
    imports,
    origin: origin(versions),
  };
}

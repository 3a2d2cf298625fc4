import { clientVersions, type ClientKind, type ClientVersion } from "../client/select.js";
import { CLIENTSET_FOLDER } from "../client/paths.js";
import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import { camelCase, pascalCase } from "../framework/names.js";
import { hasLister } from "../lister/index.js";
import { listerPath } from "../lister/paths.js";

const RUNTIME = "kindsmith/codegen/v1/cache";
const FOLDER = "generated/informers";

/**
 * Emits an informer for each kind that can be listed and watched, and the factory that shares them. Tags are client-gen's.
 * @see kubernetes/code-generator cmd/informer-gen
 */
export const informerGen: Generator = {
  name: "informer-gen",
  revision: 1,
  tags: [],
  *plan(ctx) {
    const versions = clientVersions(ctx)
      .map((version) => ({ ...version, kinds: version.kinds.filter(hasInformer) }))
      .filter((version) => version.kinds.length > 0);
    for (const version of versions) {
      for (const client of version.kinds) yield kindFile(ctx, client);
      yield versionFile(ctx, version);
    }
    const groups = byGroup(versions);
    for (const members of groups) yield groupFile(ctx, members);
    if (versions.length > 0) {
      yield genericFile(ctx, versions);
      yield factoryFile(ctx, groups);
    }
  },
};

/** True for kinds that get an informer. */
function hasInformer({ verbs }: ClientKind): boolean {
  return verbs.includes("list") && verbs.includes("watch");
}

function byGroup(versions: readonly ClientVersion[]): readonly (readonly ClientVersion[])[] {
  const dirs = [...new Set(versions.map(({ pkg }) => pkg.groupDir))];
  return dirs.map((dir) => versions.filter(({ pkg }) => pkg.groupDir === dir));
}

function versionFolder({ pkg }: Pick<ClientVersion, "pkg">): string {
  return `${FOLDER}/${pkg.groupDir}/${pkg.version}`;
}

function informerPath(client: ClientKind): string {
  return `${versionFolder(client)}/${client.kind.names.file}.ts`;
}

function originOf(versions: readonly ClientVersion[]): PlannedFile["origin"] {
  const kinds = versions.flatMap((version) => version.kinds.map(({ kind }) => kind.names.kind));
  return { packageId: versions[0]!.pkg.id, types: [...new Set(kinds)].sort() };
}

function kindFile(ctx: GeneratorContext, client: ClientKind): PlannedFile {
  const { kind, pkg } = client;
  const { names } = kind;
  const path = informerPath(client);
  const imports = ctx.imports(path);
  const informer = `${names.kind}Informer`;
  const shared = `${names.camel}Informer`;
  imports.reserve(informer, `new${informer}`, shared, "GVK", "client", "namespace", "opts", "factory");
  return {
    path,
    template: "informer/kind",
    view: {
      kind: names.kind,
      plural: names.plural,
      type: imports.type(pkg.importPath, names.kind),
      informer,
      shared,
      namespaced: kind.namespaced,
      client: imports.type(`${CLIENTSET_FOLDER}/index.ts`, "ClientsetInterface"),
      clientVersion: camelCase(`${pkg.groupPascal}${pkg.versionPascal}`),
      accessor: names.pluralCamel,
      name: pkg.group === "" ? names.plural : `${names.plural}.${pkg.group}`,
      gvk: `${pkg.group}/${pkg.version}/${names.kind}`,
      factoryType: imports.type(RUNTIME, "InformerFactory"),
      optionsType: imports.type(RUNTIME, "InformerOptions"),
      sharedType: imports.type(RUNTIME, "SharedIndexInformer"),
      create: imports.value(RUNTIME, "createInformer"),
      lister: hasLister(client)
        ? {
            type: imports.type(listerPath(pkg, names.file), `${names.kind}Lister`),
            create: imports.value(listerPath(pkg, names.file), `new${names.kind}Lister`),
          }
        : null,
    },
    imports,
    origin: { packageId: pkg.id, types: [names.kind] },
  };
}

function versionFile(ctx: GeneratorContext, version: ClientVersion): PlannedFile {
  const { pkg, kinds } = version;
  const path = `${versionFolder(version)}/index.ts`;
  const imports = ctx.imports(path);
  const className = `${pkg.groupPascal}${pkg.versionPascal}Informers`;
  imports.reserve(className, "factory");
  return {
    path,
    template: "informer/version",
    view: {
      doc: `The informers of ${pkg.group === "" ? pkg.version : `${pkg.group}/${pkg.version}`}.`,
      className,
      client: imports.type(`${CLIENTSET_FOLDER}/index.ts`, "ClientsetInterface"),
      factoryType: imports.type(RUNTIME, "InformerFactory"),
      kinds: kinds.map((client) => ({
        accessor: client.kind.names.pluralCamel,
        type: imports.type(informerPath(client), `${client.kind.names.kind}Informer`),
        shared: imports.value(informerPath(client), `${client.kind.names.camel}Informer`),
      })),
    },
    imports,
    origin: originOf([version]),
  };
}

function groupFile(ctx: GeneratorContext, versions: readonly ClientVersion[]): PlannedFile {
  const { pkg } = versions[0]!;
  const path = `${FOLDER}/${pkg.groupDir}/index.ts`;
  const imports = ctx.imports(path);
  const className = groupClassName(versions);
  imports.reserve(className, "factory");
  return {
    path,
    template: "informer/group",
    view: {
      doc: `The informers of ${pkg.group === "" ? "the core group" : pkg.group}.`,
      className,
      client: imports.type(`${CLIENTSET_FOLDER}/index.ts`, "ClientsetInterface"),
      factoryType: imports.type(RUNTIME, "InformerFactory"),
      versions: versions.map((version) => ({
        accessor: camelCase(pascalCase(version.pkg.version)),
        className: imports.value(
          `${versionFolder(version)}/index.ts`,
          `${version.pkg.groupPascal}${version.pkg.versionPascal}Informers`,
        ),
      })),
    },
    imports,
    origin: originOf(versions),
  };
}

function genericFile(ctx: GeneratorContext, versions: readonly ClientVersion[]): PlannedFile {
  const path = `${FOLDER}/generic.ts`;
  const imports = ctx.imports(path);
  imports.reserve("forResource", "factory", "gvr");
  return {
    path,
    template: "informer/generic",
    view: {
      client: imports.type(`${CLIENTSET_FOLDER}/index.ts`, "ClientsetInterface"),
      factoryType: imports.type(RUNTIME, "InformerFactory"),
      genericType: imports.type(RUNTIME, "GenericInformer"),
      gvrType: imports.type(RUNTIME, "GroupVersionResource"),
      create: imports.value(RUNTIME, "createGenericInformer"),
      resources: versions.flatMap(({ pkg, kinds }) =>
        kinds.map((client) => ({
          key: `${pkg.group}/${pkg.version}/${client.kind.names.plural}`,
          group: pkg.group,
          resource: client.kind.names.plural,
          shared: imports.value(informerPath(client), `${client.kind.names.camel}Informer`),
        })),
      ),
    },
    imports,
    origin: originOf(versions),
  };
}

function factoryFile(ctx: GeneratorContext, groups: readonly (readonly ClientVersion[])[]): PlannedFile {
  const path = `${FOLDER}/factory.ts`;
  const imports = ctx.imports(path);
  imports.reserve("SharedInformerFactory", "gvr");
  return {
    path,
    template: "informer/factory",
    view: {
      client: imports.type(`${CLIENTSET_FOLDER}/index.ts`, "ClientsetInterface"),
      factory: imports.value(RUNTIME, "InformerFactory"),
      genericType: imports.type(RUNTIME, "GenericInformer"),
      gvrType: imports.type(RUNTIME, "GroupVersionResource"),
      forResource: imports.value(`${FOLDER}/generic.ts`, "forResource"),
      groups: groups.map((versions) => ({
        accessor: camelCase(versions[0]!.pkg.groupPascal),
        className: imports.value(`${FOLDER}/${versions[0]!.pkg.groupDir}/index.ts`, groupClassName(versions)),
      })),
    },
    imports,
    origin: originOf(groups.flat()),
  };
}

function groupClassName(versions: readonly ClientVersion[]): string {
  return `${versions[0]!.pkg.groupPascal}Informers`;
}

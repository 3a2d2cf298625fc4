import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import type { FieldType, GroupModel, PackageModel } from "../framework/model.js";
import { helperModule } from "../framework/helper-module.js";
import { hasDefinitions } from "../openapi/index.js";
import { selectMessages } from "../protobuf/index.js";
import {
  groupKinds,
  isBound,
  isStored,
  resourceData,
  subresourcesOf,
  virtualData,
  type GroupKind,
} from "./resource-view.js";
import { registryTags } from "./tags.js";

const RUNTIME = "kindsmith/codegen/v1/registry";
const VOCABULARY = "kindsmith/apimachinery";

/** Emits each kind's ResourceDefinition, a group's APIGroupDefinition, and once the file for hand-written hooks. */
export const registryGen: Generator = {
  name: "registry-gen",
  revision: 2,
  tags: registryTags,
  *plan(ctx) {
    const groups = ctx.model.groups.filter((group) => group.versions.some((pkg) => pkg.own && pkg.kinds.length > 0));
    for (const group of groups) {
      const kinds = groupKinds(group, ctx.diagnostics);
      for (const kind of kinds.filter(isStored)) {
        yield strategyFile(ctx, kind);
        yield resourceFile(ctx, kind);
      }
      yield groupFile(ctx, group, kinds);
    }
    // Also without groups: a server imports it before the first kind is there.
    yield indexFile(ctx, groups);
  },
};

function strategyPath(kind: GroupKind): string {
  return `apis/${kind.group.groupDir}/${kind.preferred.names.file}-strategy.ts`;
}

function strategyFile(ctx: GeneratorContext, kind: GroupKind): PlannedFile {
  const path = strategyPath(kind);
  const imports = ctx.imports(path);
  const { names } = kind.preferred;
  return {
    path,
    template: "registry/strategy",
    view: {
      kind: names.kind,
      strategy: `${names.camel}Strategy`,
      hooksType: imports.type(VOCABULARY, "StrategyHooks"),
      type: imports.type(kind.group.hub.importPath, names.kind),
    },
    imports,
    once: true,
    origin: { packageId: kind.group.hub.id, types: [names.kind] },
  };
}

function resourceFile(ctx: GeneratorContext, kind: GroupKind): PlannedFile {
  const { names } = kind.preferred;
  const path = `generated/registry/${kind.group.groupDir}/${names.file}.ts`;
  const imports = ctx.imports(path);
  imports.reserve(`${names.camel}Resource`);
  const subresources = subresourcesOf(kind);
  const behaviours = subresources.every((sub) => isBound(kind, sub))
    ? undefined
    : imports.value(strategyPath(kind), `${names.camel}Subresources`);
  return {
    path,
    template: "registry/resource",
    view: {
      kind: names.kind,
      resource: `${names.camel}Resource`,
      definitionType: imports.type(RUNTIME, "ResourceDefinition"),
      type: imports.type(kind.group.hub.importPath, names.kind),
      data: entries(resourceData(kind, ctx.diagnostics)),
      hooks: imports.value(strategyPath(kind), `${names.camel}Strategy`),
      subresources: subresources.map((sub) => ({
        data: entries(sub),
        storage: isBound(kind, sub) ? "" : `${behaviours}[${JSON.stringify(sub.name)}]`,
      })),
    },
    imports,
    origin: { packageId: kind.preferredPackage.id, types: [names.kind] },
  };
}

function groupFile(ctx: GeneratorContext, group: GroupModel, kinds: readonly GroupKind[]): PlannedFile {
  const path = `generated/registry/${group.groupDir}/index.ts`;
  const imports = ctx.imports(path);
  const reached = reachedPackages(ctx, group);
  const definitions = reached
    .filter(hasDefinitions)
    .map((pkg, index) =>
      imports.namespace(helperModule(pkg, "zz_generated.openapi"), `definitions${index}`, { value: true }),
    );
  const messages = reached
    .filter((pkg) => selectMessages(pkg).length > 0)
    .map((pkg, index) =>
      imports.namespace(helperModule(pkg, "zz_generated.protobuf"), `messages${index}`, { value: true }),
    );
  const speaksProtobuf = group.versions.some((pkg) => selectMessages(pkg).length > 0);
  return {
    path,
    template: "registry/group",
    view: {
      group: group.group === "" ? "core" : group.group,
      export: `${camel(group.groupDir)}Group`,
      groupType: imports.type(RUNTIME, "APIGroupDefinition"),
      data: entries({ group: group.group, versions: group.versions.map((pkg) => pkg.version) }),
      install: imports.value(`generated/${group.groupDir}/zz_generated.install.ts`, "install"),
      resources: kinds
        .filter(isStored)
        .map((kind) =>
          imports.value(
            `generated/registry/${group.groupDir}/${kind.preferred.names.file}.ts`,
            `${kind.preferred.names.camel}Resource`,
          ),
        ),
      virtualResources: kinds.filter((kind) => !isStored(kind)).map((kind) => JSON.stringify(virtualData(kind))),
      mergeTables: imports.value(RUNTIME, "mergeTables"),
      scalars: imports.value(RUNTIME, "scalarDefinitions"),
      definitions,
      messages: speaksProtobuf ? messages : [],
    },
    imports,
    origin: { packageId: group.hub.id, types: [] },
  };
}

function indexFile(ctx: GeneratorContext, groups: readonly GroupModel[]): PlannedFile {
  const path = "generated/registry/index.ts";
  const imports = ctx.imports(path);
  imports.reserve("apiGroups");
  return {
    path,
    template: "registry/index",
    view: {
      groupType: imports.type(RUNTIME, "APIGroupDefinition"),
      groups: groups.map((group) =>
        imports.value(`generated/registry/${group.groupDir}/index.ts`, `${camel(group.groupDir)}Group`),
      ),
    },
    imports,
    origin: { packageId: groups[0]?.hub.id ?? "", types: [] },
  };
}

/** The group's versions and every package that their types lead to, sorted by id, so that all references resolve. */
function reachedPackages(ctx: GeneratorContext, group: GroupModel): readonly PackageModel[] {
  const found = new Map<string, PackageModel>();
  const visit = (pkg: PackageModel): void => {
    if (found.has(pkg.id)) return;
    found.set(pkg.id, pkg);
    for (const type of pkg.types) {
      if (type.kind === "alias") follow(type.target);
      else for (const field of type.fields) follow(field.type);
    }
  };
  const follow = (type: FieldType): void => {
    if (type.kind === "array") follow(type.element);
    else if (type.kind === "map") follow(type.value);
    else if (type.kind === "ref") visit(ctx.model.package(type.ref.packageId));
  };
  group.versions.forEach(visit);
  const meta = ctx.model.packages.find((pkg) => pkg.group === "meta.k8s.io");
  if (meta !== undefined) visit(meta);
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function entries(data: object): readonly { name: string; json: string }[] {
  return Object.entries(data).map(([name, value]) => ({ name, json: JSON.stringify(value) }));
}

/** `admission-registration` → `admissionRegistration` */
function camel(name: string): string {
  return name.replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

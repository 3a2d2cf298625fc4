import type { Generator, GeneratorContext, PlannedFile } from "../framework/generator.js";
import { helperModule } from "../framework/helper-module.js";
import type { FieldType, GroupModel, PackageModel } from "../framework/model.js";
import { inventsZeros } from "../conversion/invents-zeros.js";
import { registeredTypes } from "../register/select.js";
import { fuzzTypeName, fuzzTypeText } from "./fuzz-types.js";

const TESTING = "kindsmith/codegen/v1/testing";
const FUZZ_FILE = "zz_generated.fuzz";
const FUNCTION_PREFIX = "Fuzz_";

/**
 * Emits for each package what fuzzing has to know of its types, and for each group a test that puts random objects of
 * every kind through copies, JSON, conversions and defaults. A function `Fuzz_<T>` beside the types turns a random value
 * into one that means something.
 */
export const roundtripGen: Generator = {
  name: "roundtrip-gen",
  revision: 1,
  tags: [],
  *plan(ctx) {
    for (const pkg of ctx.own) {
      checkFunctions(ctx, pkg);
      if (pkg.types.length > 0) yield fuzzFile(ctx, pkg);
    }
    for (const group of ctx.model.groups) {
      if (group.versions.some((pkg) => pkg.own && kindsOf(pkg).length > 0)) yield testFile(ctx, group);
    }
  },
};

function fuzzFile(ctx: GeneratorContext, pkg: PackageModel): PlannedFile {
  const path = `${pkg.generatedPath}/${FUZZ_FILE}.ts`;
  const imports = ctx.imports(path);
  imports.reserve("fuzz");
  const functions = pkg.types.flatMap((type) => {
    const fn = pkg.functions.find((one) => one.name === `${FUNCTION_PREFIX}${type.name}`);
    return fn === undefined ? [] : [{ name: fuzzTypeName(pkg, type.name), fn: imports.value(fn.file, fn.name) }];
  });
  return {
    path,
    template: "roundtrip/fuzz",
    view: {
      packageType: imports.type(TESTING, "FuzzPackage"),
      types: pkg.types.map((type) => ({ name: fuzzTypeName(pkg, type.name), text: fuzzTypeText(ctx.model, type) })),
      functions,
    },
    imports,
    origin: { packageId: pkg.id, types: pkg.types.map((type) => type.name) },
  };
}

function testFile(ctx: GeneratorContext, group: GroupModel): PlannedFile {
  const path = `generated/${group.groupDir}/zz_generated.roundtrip.test.ts`;
  const imports = ctx.imports(path);
  const kinds = (pkg: PackageModel): readonly { kind: string; type: string }[] =>
    kindsOf(pkg).map((kind) => ({ kind, type: fuzzTypeName(pkg, kind) }));
  return {
    path,
    template: "roundtrip/test",
    view: {
      run: imports.value(TESTING, "runRoundTripTests"),
      group: group.group,
      install: imports.value(`generated/${group.groupDir}/zz_generated.install.ts`, "install"),
      versions: group.versions.map((pkg) => ({
        version: pkg.version,
        kinds: kinds(pkg),
        inventsZeros: !group.hubIsVersion && inventsZeros({ version: pkg, hub: group.hub }),
      })),
      hubKinds: group.hubIsVersion ? [] : kinds(group.hub),
      packages: reachable(ctx, group).map((pkg) => {
        const alias = pkg.id.replace(/^apis\//, "").replace(/[^A-Za-z0-9]+/g, "_");
        return `${imports.namespace(helperModule(pkg, FUZZ_FILE), alias, { value: true })}.fuzz`;
      }),
    },
    imports,
    origin: { packageId: group.hub.id, types: [] },
  };
}

function kindsOf(pkg: PackageModel): readonly string[] {
  return registeredTypes(pkg).map((type) => type.name);
}

/** The group's packages and all that their types lead to, sorted by id. */
function reachable(ctx: GeneratorContext, group: GroupModel): readonly PackageModel[] {
  const found = new Set<PackageModel>();
  const visit = (pkg: PackageModel): void => {
    if (found.has(pkg)) return;
    found.add(pkg);
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
  [group.hub, ...group.versions].forEach(visit);
  return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function checkFunctions(ctx: GeneratorContext, pkg: PackageModel): void {
  for (const fn of pkg.functions) {
    if (!fn.name.startsWith(FUNCTION_PREFIX)) continue;
    const name = fn.name.slice(FUNCTION_PREFIX.length);
    if (pkg.types.some((type) => type.name === name)) continue;
    ctx.diagnostics.error("KS2701", fn.position, `${fn.name} is for no type of ${pkg.id}: there is no type ${name}`);
  }
}

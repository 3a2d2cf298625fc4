import type { Diagnostics } from "../framework/diagnostics.js";
import type { GeneratorContext } from "../framework/generator.js";
import type { FunctionModel, KindModel, PackageModel } from "../framework/model.js";
import { suggest } from "../framework/suggest.js";
import { methodsOf, methodTag, type ExtensionMethod } from "./methods.js";
import { clientTags } from "./tags.js";
import { checkListKind, verbsOf, type Verb } from "./verbs.js";

/** A kind that gets a client. */
export interface ClientKind {
  readonly kind: KindModel;
  readonly pkg: PackageModel;
  readonly verbs: readonly Verb[];
  readonly methods: readonly ExtensionMethod[];
}

/** One version of one group, with its kinds that get a client. */
export interface ClientVersion {
  readonly pkg: PackageModel;
  readonly kinds: readonly ClientKind[];
}

/** The project's versions that have clients, by group and then the preferred version first. */
export function clientVersions(ctx: GeneratorContext): readonly ClientVersion[] {
  return ctx.model.groups
    .flatMap((group) => group.versions)
    .filter((pkg) => pkg.own)
    .map((pkg) => ({ pkg, kinds: clientKinds(ctx, pkg) }))
    .filter((version) => version.kinds.length > 0);
}

/** The kinds of a package that get a client. */
export function clientKinds(ctx: GeneratorContext, pkg: PackageModel): readonly ClientKind[] {
  return pkg.kinds
    .filter((kind) => kind.tags.has("genclient"))
    .map((kind) => ({
      kind,
      pkg,
      verbs: verbsOf(kind, ctx.diagnostics),
      methods: methodsOf(ctx.model, kind, ctx.diagnostics),
    }));
}

/** Reports what is wrong with a package's `+genclient…` tags, beside what reading them reports. */
export function checkClientTags(ctx: GeneratorContext, pkg: PackageModel): void {
  const { diagnostics } = ctx;
  for (const type of pkg.types) {
    const ours = type.tags.all.filter(({ name }) => name === "readonly" || name.startsWith("genclient"));
    for (const tag of ours) {
      if (clientTags.some((known) => known.name === tag.name)) continue;
      const best =
        tag.name === "readonly"
          ? "genclient:readonly"
          : suggest(
              tag.name,
              clientTags.map(({ name }) => name),
            );
      const hint = best === undefined ? "`kindsmith tags` lists those there are" : `did you mean +${best}?`;
      diagnostics.error("KS2601", tag.position, `unknown tag detected: +${tag.name}; ${hint}`);
    }
    if (ours.length === 0) continue;
    if (!type.tags.has("genclient")) {
      diagnostics.error(
        "KS2605",
        ours[0]!.position,
        `+${ours[0]!.name} does nothing without +genclient on ${type.name}`,
      );
    } else if (!pkg.kinds.some((kind) => kind.type.name === type.name)) {
      const message = `${type.name} gets a client and needs \`extends TypeMeta\` and \`metadata: ObjectMeta\``;
      diagnostics.error("KS2606", type.position, message);
    }
  }
  for (const { kind, verbs, methods } of clientKinds(ctx, pkg)) {
    checkListKind(kind, verbs, diagnostics);
    checkMethodNames(kind, verbs, methods, diagnostics);
  }
}

/** A method must not hide a verb or another method. */
function checkMethodNames(
  kind: KindModel,
  verbs: readonly Verb[],
  methods: readonly ExtensionMethod[],
  diagnostics: Diagnostics,
): void {
  const taken = new Set<string>(verbs);
  for (const { name } of methods) {
    if (!taken.has(name)) taken.add(name);
    else diagnostics.error("KS2604", methodTag(kind, name)!.position, `+genclient:method: ${name} is there already`);
  }
}

/** A function beside the types that adds methods: `expand<Kind>Client`, `expand<Kind>Lister`. */
export function expansionOf(pkg: PackageModel, name: string): FunctionModel | undefined {
  return pkg.functions.find((fn) => fn.name === name);
}

import type { GeneratorContext } from "../framework/generator.js";
import type { FieldModel, PackageModel, Tag, TagSet } from "../framework/model.js";
import { parseTypedTag, TagSyntaxError, type TypedTag } from "../framework/typed-tag.js";
import { NOLINT_TAG, STABILITY, type Stability } from "./tags.js";

const RANK: Readonly<Record<Stability, number>> = { alpha: 0, beta: 1, stable: 2 };

/**
 * Hints on how rules are used: rules that are less settled than their package, and fields whose rules do not say whether
 * they may be left out. @see kubernetes/code-generator cmd/validation-gen/lint_rules.go
 */
export function lintValidation(ctx: GeneratorContext, pkg: PackageModel): void {
  if (pkg.tags.has(NOLINT_TAG)) return;
  const level: Stability = pkg.version.includes("alpha") ? "alpha" : pkg.version.includes("beta") ? "beta" : "stable";
  for (const type of pkg.types) {
    lintStability(ctx, type.tags, level);
    if (type.kind === "alias") continue;
    for (const field of type.fields) {
      lintStability(ctx, field.tags, level);
      lintPresence(ctx, type.name, field);
    }
  }
}

function lintStability(ctx: GeneratorContext, tags: TagSet, level: Stability): void {
  for (const { tag, at } of parsed(tags)) {
    const prefix: Stability | undefined =
      tag.name === "k8s:alpha" ? "alpha" : tag.name === "k8s:beta" ? "beta" : undefined;
    const first = prefix === undefined ? tag : tag.nested;
    let allowed = prefix ?? level;
    // A rule behind an option may be younger than its package.
    if (allowed === "stable" && (first?.name === "k8s:ifEnabled" || first?.name === "k8s:ifDisabled")) allowed = "beta";
    for (let one = first; one !== undefined; one = one.nested) {
      const stability = STABILITY.get(one.name);
      if (stability === undefined || RANK[stability] >= RANK[allowed]) continue;
      ctx.diagnostics.warning(
        "KS2507",
        at.position,
        `+${one.name} is ${stability} and its place is ${allowed}: write +k8s:${stability}=+${one.name}…, or add ` +
          `+${NOLINT_TAG} to the package`,
      );
      break;
    }
  }
}

const PRESENCE = ["k8s:required", "k8s:optional", "k8s:forbidden"];
// They say nothing about the field's own value.
const NEUTRAL: ReadonlySet<string> = new Set([...PRESENCE, "k8s:opaqueType", "k8s:listType", "k8s:listMapKey"]);

function lintPresence(ctx: GeneratorContext, owner: string, field: FieldModel): void {
  if (!field.optional) return;
  const tags = parsed(field.tags);
  const names = tags.flatMap(({ tag }) => chain(tag));
  const rule = tags.find(({ tag }) => STABILITY.has(tag.name) && !NEUTRAL.has(tag.name));
  if (rule === undefined || names.some((name) => PRESENCE.includes(name))) return;
  ctx.diagnostics.warning(
    "KS2508",
    rule.at.position,
    `${owner}.${field.name} has rules and may be absent: add +k8s:optional, +k8s:required or +k8s:forbidden`,
  );
}

function chain(tag: TypedTag): readonly string[] {
  return tag.nested === undefined ? [tag.name] : [tag.name, ...chain(tag.nested)];
}

/** Tags that do not parse have their own diagnostic. */
function parsed(tags: TagSet): readonly { tag: TypedTag; at: Tag }[] {
  return tags.all.flatMap((at) => {
    if (!STABILITY.has(at.name)) return [];
    try {
      return [{ tag: parseTypedTag(at.text), at }];
    } catch (err) {
      if (err instanceof TagSyntaxError) return [];
      throw err;
    }
  });
}

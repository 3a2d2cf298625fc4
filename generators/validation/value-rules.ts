import type { SourcePosition } from "../framework/model.js";
import type { TypedTag } from "../framework/typed-tag.js";
import { textValue } from "./list-metadata.js";
import {
  deferredRules,
  isSetExpression,
  NO_RULES,
  report,
  rule,
  valueKind,
  type Place,
  type RuleContext,
  type Rules,
  type ValueKind,
} from "./place.js";

type Handler = (ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition) => Rules;

export const FORMATS: readonly string[] = [
  "k8s-extended-resource-name",
  "k8s-ip",
  "k8s-label-key",
  "k8s-label-value",
  "k8s-long-name",
  "k8s-long-name-caseless",
  "k8s-path-segment-name",
  "k8s-prefixed-label-key",
  "k8s-resource-fully-qualified-name",
  "k8s-resource-pool-name",
  "k8s-short-name",
  "k8s-uuid",
];

/** Rules that look at one value by itself. @see kubernetes/code-generator validators/{limits,format,equality,update}.go */
export const valueRules: Readonly<Record<string, Handler>> = {
  "k8s:format": (ctx, place, tag, at) =>
    onKind(ctx, place, tag, at, ["string"], () => {
      const name = textValue(tag) ?? "";
      if (FORMATS.includes(name)) return rule(`${ctx.use("format")}(${JSON.stringify(name)})`);
      return report(
        ctx,
        "KS2505",
        at,
        tag,
        `unsupported validation format "${name}": write one of ${FORMATS.join(", ")}`,
      );
    }),
  "k8s:minimum": (ctx, place, tag, at) => limit(ctx, place, tag, at, "minimum", ["integer"]),
  "k8s:maximum": (ctx, place, tag, at) => limit(ctx, place, tag, at, "maximum", ["integer"]),
  "k8s:maxLength": (ctx, place, tag, at) => size(ctx, place, tag, at, "maxLength", ["string"]),
  "k8s:minLength": (ctx, place, tag, at) =>
    // Every text has at least no characters.
    tag.value?.value === 0n ? NO_RULES : size(ctx, place, tag, at, "minLength", ["string"]),
  "k8s:maxBytes": (ctx, place, tag, at) => size(ctx, place, tag, at, "maxBytes", ["string"]),
  "k8s:maxItems": (ctx, place, tag, at) => size(ctx, place, tag, at, "maxItems", ["list"], true),
  "k8s:minItems": (ctx, place, tag, at) => size(ctx, place, tag, at, "minItems", ["list"]),
  "k8s:maxProperties": (ctx, place, tag, at) => size(ctx, place, tag, at, "maxProperties", ["map"], true),
  "k8s:minProperties": (ctx, place, tag, at) => size(ctx, place, tag, at, "minProperties", ["map"]),
  "k8s:neq": notEqual,
  "k8s:immutable": (ctx) => rule(ctx.use("immutable"), true),
  "k8s:update": update,
};

/** Refuses a tag on a value of another kind. */
export function onKind(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
  kinds: readonly ValueKind[],
  make: () => Rules,
): Rules {
  const kind = valueKind(ctx.model, place.type);
  if (kinds.includes(kind)) return make();
  const wanted = kinds.join(" or ");
  return report(
    ctx,
    "KS2502",
    at,
    tag,
    `can only be used on ${wanted} types, and ${place.name} is ${withArticle(kind)}`,
  );
}

export function withArticle(kind: ValueKind): string {
  if (kind === "other") return "none";
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function limit(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
  fn: string,
  kinds: readonly ValueKind[],
): Rules {
  return onKind(ctx, place, tag, at, kinds, () => {
    const value = integer(tag);
    if (value !== undefined) return rule(`${ctx.use(fn)}(${value})`);
    return report(ctx, "KS2501", at, tag, `${JSON.stringify(textValue(tag) ?? "")} is no whole number`);
  });
}

function size(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
  fn: string,
  kinds: readonly ValueKind[],
  stops = false,
): Rules {
  return onKind(ctx, place, tag, at, kinds, () => {
    const value = integer(tag);
    if (value === undefined) {
      return report(ctx, "KS2501", at, tag, `${JSON.stringify(textValue(tag) ?? "")} is no whole number`);
    }
    if (value < 0n) return report(ctx, "KS2501", at, tag, "must be greater than or equal to zero");
    return rule(`${ctx.use(fn)}(${value})`, stops);
  });
}

function integer(tag: TypedTag): bigint | undefined {
  return tag.value?.kind === "int" ? tag.value.value : undefined;
}

function notEqual(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  return onKind(ctx, place, tag, at, ["string", "integer", "boolean"], () => {
    const kind = valueKind(ctx.model, place.type);
    const value = tag.value;
    if (value === undefined) return report(ctx, "KS2501", at, tag, "missing required payload");
    const given = value.kind === "int" ? "integer" : value.kind === "bool" ? "boolean" : "string";
    if (given !== kind) {
      return report(
        ctx,
        "KS2501",
        at,
        tag,
        `type mismatch: ${place.name} is ${withArticle(kind)}, and ${textValue(tag) ?? ""} is not`,
      );
    }
    const literal = value.kind === "int" ? String(value.value) : JSON.stringify(value.value);
    return rule(`${ctx.use("notEqual")}<${kind === "integer" ? "number" : kind}>(${literal})`);
  });
}

const CONSTRAINTS = ["NoSet", "NoUnset", "NoModify"];

/** One tag for each constraint; upstream joins those of a field to one check, in this order. */
function update(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  const constraint = textValue(tag) ?? "";
  if (!CONSTRAINTS.includes(constraint)) {
    return report(
      ctx,
      "KS2505",
      at,
      tag,
      `unknown constraint ${JSON.stringify(constraint)}: write ${CONSTRAINTS.join(", ")}`,
    );
  }
  const kind = valueKind(ctx.model, place.type);
  if (kind === "list" || kind === "map") {
    return report(
      ctx,
      "KS2502",
      at,
      tag,
      `can not be used on list or map types, and ${place.name} is ${withArticle(kind)}`,
    );
  }
  const isSet = isSetExpression(ctx, place);
  if (isSet === undefined && constraint !== "NoModify") {
    return report(
      ctx,
      "KS2502",
      at,
      tag,
      `${constraint} cannot be used on a struct that is always there: it cannot be unset`,
    );
  }
  return deferredRules([
    { check: `${ctx.use("update")}(${isSet ?? "undefined"}, ${JSON.stringify(constraint)})`, stops: true },
  ]);
}

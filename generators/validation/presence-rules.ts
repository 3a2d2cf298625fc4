import type { SourcePosition } from "../framework/model.js";
import type { TypedTag } from "../framework/typed-tag.js";
import {
  isSetExpression,
  mergeRules,
  NO_RULES,
  report,
  rule,
  valueKind,
  type Place,
  type RuleContext,
  type Rules,
} from "./place.js";

type Handler = (ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition) => Rules;

/** `+k8s:required`, `+k8s:optional`, `+k8s:forbidden`. @see kubernetes/code-generator validators/required.go */
export const presenceRules: Readonly<Record<string, Handler>> = {
  "k8s:required": (ctx, place, tag, at) => whereAbsent(ctx, place, tag, at, () => required(ctx, place)),
  "k8s:optional": (ctx, place, tag, at) => whereAbsent(ctx, place, tag, at, (isSet) => optional(ctx, place, isSet)),
  "k8s:forbidden": (ctx, place, tag, at) =>
    whereAbsent(ctx, place, tag, at, (isSet) =>
      // What is not forbidden is not given, and so needs no further look.
      mergeRules([rule(`${ctx.use("forbidden")}(${isSet})`, true), rule(`${ctx.use("optional")}(${isSet})`, true)]),
    ),
};

/** Refuses the tag on a struct that is always there. */
function whereAbsent(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
  make: (isSet: string) => Rules,
): Rules {
  const isSet = isSetExpression(ctx, place);
  if (isSet !== undefined) return make(isSet);
  const advice = `write \`${place.field?.name ?? "name"}?: …\` when it may be absent, or remove the tag`;
  return report(ctx, "KS2502", at, tag, `${place.name} is a struct that is always there; ${advice}`);
}

function required(ctx: RuleContext, place: Place): Rules {
  return rule(`${ctx.use("required")}(${isSetExpression(ctx, place, true)!})`, true);
}

/** An optional field with a default always has a value once defaults are applied. */
function optional(ctx: RuleContext, place: Place, isSet: string): Rules {
  const literal = place.field?.tags.value("default");
  if (literal === undefined) return rule(`${ctx.use("optional")}(${isSet})`, true);
  const kind = valueKind(ctx.model, place.type);
  const mayBeNil = place.optional || kind === "list" || kind === "map";
  // A zero value cannot be told from one that was not given, so that the tag only informs readers.
  return !mayBeNil && isZero(literal) ? NO_RULES : required(ctx, place);
}

function isZero(literal: string): boolean {
  return literal === '""' || literal === "0" || literal === "false";
}

import type { SourcePosition } from "../framework/model.js";
import type { TypedTag } from "../framework/typed-tag.js";
import { isSetExpression, NO_RULES, report, valueKind, type Place, type RuleContext, type Rules } from "./place.js";

type Handler = (ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition) => Rules;

/**
 * Rules that a field or an item means for what is around it: they go to the place's parent.
 * @see kubernetes/code-generator validators/{union,zeroorone}.go
 */
export const unionRules: Readonly<Record<string, Handler>> = {
  "k8s:unionMember": (ctx, place, tag, at) => member(ctx, place, tag, at, "union"),
  "k8s:zeroOrOneOfMember": (ctx, place, tag, at) => member(ctx, place, tag, at, "zeroOrOneOf"),
  "k8s:unionDiscriminator": discriminator,
};

/** The value of a named argument. */
export function argument(tag: TypedTag, name: string): string | undefined {
  const found = tag.args.find((arg) => arg.name === name);
  return found === undefined ? undefined : String(found.value.value);
}

function member(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
  kind: "union" | "zeroOrOneOf",
): Rules {
  const { parent } = place;
  if (parent === undefined) return report(ctx, "KS2504", at, tag, "can only be used on fields and list items");
  const union = argument(tag, "union") ?? "";
  const one = place.scope === "field" ? fieldMember(ctx, place, tag, at) : itemMember(ctx, place, tag, at);
  if (one === undefined) return NO_RULES;
  if (parent.addMember(kind, union, { ...one, at }, place.wrap)) return NO_RULES;
  return report(ctx, "KS2504", at, tag, `union member ${JSON.stringify(one.name)} already exists`);
}

function fieldMember(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
): { name: string; literal: string } | undefined {
  const isSet = isSetExpression(ctx, place);
  const { field } = place;
  if (isSet === undefined || field === undefined) {
    report(ctx, "KS2502", at, tag, `can only be used on fields that may be absent, and ${place.name} is always there`);
    return undefined;
  }
  // Go names the field itself, which begins with a capital.
  const value = argument(tag, "memberName") ?? field.name.charAt(0).toUpperCase() + field.name.slice(1);
  const literal = `{ field: ${JSON.stringify(field.name)}, isSet: ${isSet}, value: ${JSON.stringify(value)} }`;
  return { name: field.name, literal };
}

function itemMember(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
): { name: string; literal: string } | undefined {
  if (place.selector === undefined) {
    report(ctx, "KS2504", at, tag, "needs +k8s:item(…) around it, which says what item is the member");
    return undefined;
  }
  const { label, criteria } = place.selector;
  return { name: label, literal: `{ name: ${JSON.stringify(label)}, criteria: ${criteria} }` };
}

function discriminator(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  if (valueKind(ctx.model, place.type) !== "string") {
    return report(ctx, "KS2502", at, tag, `can only be used on string types, and ${place.name} is none`);
  }
  if (place.scope !== "field" || place.parent === undefined || place.field === undefined) {
    return report(ctx, "KS2504", at, tag, "can only be used on fields");
  }
  const union = argument(tag, "union") ?? "";
  if (place.parent.setDiscriminator(union, place.field.name, place.wrap)) return NO_RULES;
  return report(
    ctx,
    "KS2504",
    at,
    tag,
    `duplicate discriminator${union === "" ? "" : ` of union ${JSON.stringify(union)}`}`,
  );
}

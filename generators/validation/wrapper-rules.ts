import type { SourcePosition } from "../framework/model.js";
import type { TypedTag } from "../framework/typed-tag.js";
import { ParentRules } from "./parent-rules.js";
import {
  allRules,
  deferredRules,
  isSetExpression,
  mapRules,
  NO_RULES,
  report,
  structOf,
  textOf,
  valueKind,
  zeroExpression,
  type Place,
  type RuleContext,
  type Rules,
} from "./place.js";
import { argument } from "./union-rules.js";

type Handler = (ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition) => Rules;

/** Tags that put something around another tag. @see kubernetes/code-generator validators/{subfield,options,levels,mode}.go */
export const wrapperRules: Readonly<Record<string, Handler>> = {
  "k8s:subfield": subfield,
  "k8s:ifEnabled": (ctx, place, tag, at) => ifOption(ctx, place, tag, at, "ifEnabled"),
  "k8s:ifDisabled": (ctx, place, tag, at) => ifOption(ctx, place, tag, at, "ifDisabled"),
  "k8s:alpha": (ctx, place, tag, at) => level(ctx, place, tag, at, (check) => `${ctx.use("alpha")}(${check})`),
  // A rule in beta holds.
  "k8s:beta": (ctx, place, tag, at) => level(ctx, place, tag, at, (check) => check),
  "k8s:opaqueType": () => ({ ...NO_RULES, opaque: { ...NO_RULES.opaque, type: true } }),
  "k8s:discriminator": discriminator,
  "k8s:member": member,
};

function subfield(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  const struct = structOf(ctx.model, place.type);
  if (struct === undefined) {
    return report(
      ctx,
      "KS2502",
      at,
      tag,
      `can only be used on struct types, and ${place.name} is ${valueKind(ctx.model, place.type)}`,
    );
  }
  const name = positional(tag);
  const field = struct.fields.find((one) => one.name === name);
  if (field === undefined) {
    return report(ctx, "KS2501", at, tag, `no field for json name ${JSON.stringify(name ?? "")} in ${struct.name}`);
  }
  if (tag.nested === undefined) return report(ctx, "KS2501", at, tag, "requires a validation tag as its value payload");
  for (let one: TypedTag | undefined = tag.nested; one !== undefined; one = one.nested) {
    if (one.name !== "k8s:subfield") continue;
    return report(
      ctx,
      "KS2505",
      at,
      tag,
      "nested +k8s:subfield tags are unsupported; apply validations directly to the nested type instead",
    );
  }
  const inner = ctx.read(
    {
      scope: "field",
      type: field.type,
      name: `${place.name}.${field.name}`,
      optional: field.optional,
      field,
      ...(place.inner === undefined ? {} : { parent: place.inner }),
      wrap: place.wrap,
    },
    tag.nested,
    at,
  );
  const type = textOf(ctx, place.type);
  const zero = zeroExpression(ctx, field.type, field.optional);
  const text = JSON.stringify(field.name);
  return deferredRules(
    allRules(inner).map(({ check, stops }) => ({
      check: `${ctx.use("subfield")}<${type}, ${text}>(${text}, ${check}${zero === undefined ? "" : `, ${zero}`})`,
      stops,
    })),
  );
}

function ifOption(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition, fn: string): Rules {
  const option = positional(tag);
  if (option === undefined) return report(ctx, "KS2501", at, tag, "missing required option name positional argument");
  if (tag.nested === undefined) return report(ctx, "KS2501", at, tag, "requires a validation tag as its value payload");
  const around = (check: string): string => `${ctx.use(fn)}(${JSON.stringify(option)}, ${check})`;
  return mapRules(ctx.read({ ...place, wrap: (check) => place.wrap(around(check)) }, tag.nested, at), around);
}

const VERSION = /^\d+\.\d+$/;

function level(
  ctx: RuleContext,
  place: Place,
  tag: TypedTag,
  at: SourcePosition,
  around: (check: string) => string,
): Rules {
  if (tag.nested === undefined) return report(ctx, "KS2501", at, tag, "requires a validation tag as its value payload");
  const [since, ...rest] = tag.args;
  if (rest.length > 0)
    return report(ctx, "KS2501", at, tag, "at most one optional kubernetes version argument is supported");
  const version = since === undefined ? undefined : String(since.value.value);
  if (version !== undefined && !VERSION.test(version)) {
    return report(
      ctx,
      "KS2501",
      at,
      tag,
      `invalid kubernetes version format, expected <major>.<minor>, got ${version}`,
    );
  }
  return mapRules(ctx.read({ ...place, wrap: (check) => place.wrap(around(check)) }, tag.nested, at), around);
}

function discriminator(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  const kind = valueKind(ctx.model, place.type);
  if (kind !== "string" && kind !== "boolean") {
    return report(ctx, "KS2502", at, tag, `can only be used on string or boolean types, and ${place.name} is none`);
  }
  if (place.parent === undefined || place.field === undefined) {
    return report(ctx, "KS2504", at, tag, "can only be used on fields");
  }
  const group = argument(tag, "modality") ?? "";
  if (place.parent.setMode(group, place.field.name)) return NO_RULES;
  return report(ctx, "KS2504", at, tag, `duplicate discriminator: ${JSON.stringify(group)}`);
}

function member(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  const { parent, field } = place;
  if (parent === undefined || field === undefined) return report(ctx, "KS2504", at, tag, "can only be used on fields");
  const value = argument(tag, "mode") ?? positional(tag);
  if (value === undefined)
    return report(ctx, "KS2501", at, tag, "missing required mode: write +k8s:member(VALUE)=+TAG");
  if (tag.nested === undefined) return report(ctx, "KS2501", at, tag, "missing required payload");
  const isSet = isSetExpression(ctx, place);
  if (isSet === undefined) {
    return report(
      ctx,
      "KS2502",
      at,
      tag,
      `${place.name} is a struct that is always there; write \`${field.name}?: …\``,
    );
  }
  const checks = allRules(ctx.read(place, tag.nested, at)).map(({ check }) => place.wrap(check));
  const forbidden = place.wrap(`${ctx.use("forbidden")}(${isSet})`);
  parent.addModeRules(argument(tag, "modality") ?? "", field.name, value, checks, { forbidden, at });
  return NO_RULES;
}

function positional(tag: TypedTag): string | undefined {
  const found = tag.args.find((arg) => arg.name === undefined);
  return found === undefined ? undefined : String(found.value.value);
}

/** A collector for what is below a struct or a list. */
export function innerRules(ctx: RuleContext, place: Place): ParentRules | undefined {
  const kind = valueKind(ctx.model, place.type);
  return kind === "list" || kind === "struct" ? new ParentRules({ ofItems: kind === "list" }) : undefined;
}

import type { SourcePosition } from "../framework/model.js";
import type { TypedTag, TypedTagArg } from "../framework/typed-tag.js";
import { correlationArgument, matchExpression } from "./list-metadata.js";
import {
  allRules,
  deferredRules,
  elementOf,
  NO_RULES,
  report,
  structOf,
  textOf,
  valueKind,
  type Place,
  type Rule,
  type RuleContext,
  type Rules,
} from "./place.js";
import { onKind } from "./value-rules.js";

type Handler = (ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition) => Rules;

/** Rules for what lists and maps hold. @see kubernetes/code-generator validators/{each,item,list}.go */
export const listRules: Readonly<Record<string, Handler>> = {
  "k8s:eachVal": eachVal,
  "k8s:eachKey": eachKey,
  "k8s:item": item,
  "k8s:listType": uniqueness,
  "k8s:unique": uniqueness,
  // Read together with the list's type.
  "k8s:listMapKey": () => NO_RULES,
  "k8s:customUnique": () => NO_RULES,
};

function eachVal(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  return onKind(ctx, place, tag, at, ["list", "map"], () => {
    if (tag.nested === undefined)
      return report(ctx, "KS2501", at, tag, "missing validation tag: write +k8s:eachVal=+TAG");
    const isList = valueKind(ctx.model, place.type) === "list";
    const inner = ctx.read(
      {
        scope: isList ? "listVal" : "mapVal",
        type: elementOf(ctx.model, place.type)!,
        name: `${place.name}[*]`,
        optional: false,
        wrap: place.wrap,
      },
      tag.nested,
      at,
    );
    const rules = allRules(inner);
    const opaque = { ...NO_RULES.opaque, values: inner.opaque.type };
    if (rules.length === 0) return { ...NO_RULES, opaque };
    return { ...deferredRules(rules.map((one) => wrapEach(ctx, place, one, isList))), opaque };
  });
}

/** Puts the loop over a list or map around a check of one element. */
export function wrapEach(ctx: RuleContext, place: Place, inner: Rule, isList: boolean): Rule {
  const check = isList
    ? `${ctx.use("eachVal")}(${inner.check}${correlationArgument(ctx, place.type, place.list)})`
    : `${ctx.use("eachMapVal")}(${inner.check})`;
  return { check, stops: inner.stops };
}

function eachKey(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  return onKind(ctx, place, tag, at, ["map"], () => {
    if (tag.nested === undefined)
      return report(ctx, "KS2501", at, tag, "missing validation tag: write +k8s:eachKey=+TAG");
    const keys: Place = {
      scope: "mapKey",
      type: { kind: "primitive", name: "string" },
      name: `${place.name}(keys)`,
      optional: false,
      wrap: place.wrap,
    };
    const inner = ctx.read(keys, tag.nested, at);
    return {
      ...deferredRules(allRules(inner).map((one) => ({ ...one, check: `${ctx.use("eachKey")}(${one.check})` }))),
      opaque: { ...NO_RULES.opaque, keys: inner.opaque.type },
    };
  });
}

function item(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  return onKind(ctx, place, tag, at, ["list"], () => {
    const element = elementOf(ctx.model, place.type)!;
    const struct = structOf(ctx.model, element);
    if (struct === undefined) return report(ctx, "KS2502", at, tag, "can only be used on lists of structs");
    if (tag.nested === undefined)
      return report(ctx, "KS2501", at, tag, "requires a validation tag as its value payload");
    const problem = criteriaProblem(place, tag.args);
    if (problem !== undefined) return report(ctx, "KS2503", at, tag, problem);
    const label = `{${tag.args.map((arg) => `${JSON.stringify(arg.name)}: ${literal(arg)}`).join(", ")}}`;
    const criteria = `{ ${tag.args.map((arg) => `${JSON.stringify(arg.name)}: ${literal(arg)}`).join(", ")} }`;
    const inner = ctx.read(
      {
        scope: "listVal",
        type: element,
        name: `${place.name}[${label}]`,
        optional: false,
        // Members of a union that are items say something about the list.
        ...(place.inner === undefined ? {} : { parent: place.inner }),
        selector: { label: `${lastSegment(place.name)}[${label}]`, criteria },
        wrap: place.wrap,
      },
      tag.nested,
      at,
    );
    const type = textOf(ctx, element);
    return deferredRules(
      allRules(inner).map(({ check, stops }) => ({
        check: `${ctx.use("item")}<${type}>(${criteria}, ${JSON.stringify(label)}, ${check})`,
        stops,
      })),
    );
  });
}

function criteriaProblem(place: Place, args: readonly TypedTagArg[]): string | undefined {
  if (args.length === 0) return "no selection criteria was specified";
  if (args.some((arg) => arg.name === undefined)) return "all arguments must be named";
  const keys = place.list?.semantic === "map" ? place.list.keys : [];
  if (keys.length === 0) {
    return "found items with no list metadata - item tags require listType=map or unique=map with listMapKey";
  }
  if (args.length !== keys.length) {
    return `number of arguments (${args.length}) does not match number of listMapKey fields (${keys.length})`;
  }
  const missing = keys.filter((key) => !args.some((arg) => arg.name === key));
  return missing.length === 0 ? undefined : `missing required listMapKey fields: ${missing.join(", ")}`;
}

function literal(arg: TypedTagArg): string {
  const { value } = arg.value;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Lists that are sets or maps hold nothing twice. Said once, whichever of the tags comes first. */
function uniqueness(ctx: RuleContext, place: Place, tag: TypedTag): Rules {
  const { list } = place;
  if (list === undefined || list.customUnique || list.semantic === "atomic") return NO_RULES;
  // With `listType=atomic` and `unique`, the latter speaks.
  if (tag.name === "k8s:listType" && textOfListType(tag) === "atomic") return NO_RULES;
  const match = matchExpression(ctx, place.type, list)!;
  return deferredRules([{ check: `${ctx.use("unique")}(${match})`, stops: false }]);
}

function textOfListType(tag: TypedTag): string {
  return String(tag.value?.value ?? "");
}

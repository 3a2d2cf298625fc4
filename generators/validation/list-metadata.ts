import type { FieldType, SourcePosition } from "../framework/model.js";
import type { TypedTag } from "../framework/typed-tag.js";
import { elementOf, report, structOf, textOf, valueKind, type Place, type RuleContext } from "./place.js";

/** What tags say of how the elements of a list are told apart. */
export interface ListMetadata {
  readonly semantic: "atomic" | "set" | "map";
  readonly keys: readonly string[];
  /** Uniqueness is checked by hand. */
  readonly customUnique: boolean;
}

/** A tag and where it stands. */
export interface PlacedTag {
  readonly tag: TypedTag;
  readonly at: SourcePosition;
}

const LIST_TAGS: ReadonlySet<string> = new Set(["k8s:listType", "k8s:listMapKey", "k8s:unique", "k8s:customUnique"]);

/** The text of a tag's value, whatever its form. */
export function textValue(tag: TypedTag): string | undefined {
  return tag.value === undefined ? undefined : String(tag.value.value);
}

/** Reads the list tags of a place; undefined when there are none. Contradictions are reported. */
export function readListMetadata(ctx: RuleContext, place: Place, tags: readonly PlacedTag[]): ListMetadata | undefined {
  const own = tags.filter(({ tag }) => LIST_TAGS.has(tag.name));
  const [first] = own;
  if (first === undefined) return undefined;
  if (valueKind(ctx.model, place.type) !== "list") {
    report(ctx, "KS2502", first.at, first.tag, `can only be used on list types, and ${place.name} is none`);
    return undefined;
  }
  const of = (name: string): readonly PlacedTag[] => own.filter(({ tag }) => tag.name === name);
  const listTypes = of("k8s:listType");
  const uniques = of("k8s:unique");
  const keys = of("k8s:listMapKey").flatMap((one) => checkKey(ctx, place, one) ?? []);
  const listType = single(ctx, listTypes, ["atomic", "set", "map"]);
  const unique = single(ctx, uniques, ["set", "map"]);
  const problem = (text: string): undefined => {
    report(ctx, "KS2503", first.at, first.tag, text);
    return undefined;
  };
  if (listTypes.length > 0 && listType === undefined) return undefined;
  if (uniques.length > 0 && unique === undefined) return undefined;
  if (listType === undefined) {
    return problem("listType must be specified - use listType=atomic, listType=set, or listType=map");
  }
  if (unique !== undefined && listType !== "atomic") {
    return problem("unique tag may not be used with listType=set or listType=map");
  }
  const semantic = (unique ?? listType) as ListMetadata["semantic"];
  if (semantic === "map" && structOf(ctx.model, elementOf(ctx.model, place.type)!) === undefined) {
    return problem("only lists of structs can be list-maps");
  }
  if (keys.length > 0 && semantic !== "map") return problem("found listMapKey without listType=map or unique=map");
  if (semantic === "map" && of("k8s:listMapKey").length === 0) {
    return problem("found listType=map or unique=map without listMapKey");
  }
  return { semantic, keys, customUnique: of("k8s:customUnique").length > 0 };
}

function single(ctx: RuleContext, tags: readonly PlacedTag[], values: readonly string[]): string | undefined {
  const [first, second] = tags;
  if (first === undefined) return undefined;
  if (second !== undefined) {
    report(ctx, "KS2503", second.at, second.tag, "it cannot be specified more than once");
    return undefined;
  }
  const value = textValue(first.tag) ?? "";
  if (values.includes(value)) return value;
  report(ctx, "KS2501", first.at, first.tag, `unknown list type ${JSON.stringify(value)}: write ${values.join(", ")}`);
  return undefined;
}

function checkKey(ctx: RuleContext, place: Place, { tag, at }: PlacedTag): string | undefined {
  const name = textValue(tag) ?? "";
  const struct = structOf(ctx.model, elementOf(ctx.model, place.type)!);
  if (struct === undefined) {
    report(ctx, "KS2503", at, tag, "only lists of structs can be list-maps");
    return undefined;
  }
  const field = struct.fields.find((one) => one.name === name);
  if (field === undefined) {
    report(ctx, "KS2503", at, tag, `no field for JSON name ${JSON.stringify(name)} in ${struct.name}`);
    return undefined;
  }
  const kind = valueKind(ctx.model, field.type);
  if (kind !== "list" && kind !== "map" && kind !== "struct" && kind !== "other") return name;
  report(ctx, "KS2503", at, tag, `only primitive types can be list-map keys, and ${struct.name}.${name} is none`);
  return undefined;
}

/** How old and new elements of a list are matched, as an expression; undefined when they cannot be. */
export function matchExpression(ctx: RuleContext, type: FieldType, list: ListMetadata | undefined): string | undefined {
  if (list === undefined || list.semantic === "atomic") return undefined;
  if (list.semantic === "set") return ctx.use("sameValue");
  const keys = list.keys.map((key) => JSON.stringify(key)).join(", ");
  return `${ctx.use("byKeys")}<${textOf(ctx, elementOf(ctx.model, type)!)}>(${keys})`;
}

/** The second argument of `eachVal`, with the comma before it; "" for none. */
export function correlationArgument(ctx: RuleContext, type: FieldType, list: ListMetadata | undefined): string {
  const match = matchExpression(ctx, type, list);
  return match === undefined ? "" : `, { match: ${match}, byKeys: ${list?.semantic === "map"} }`;
}

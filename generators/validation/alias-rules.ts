import type { Tag } from "../framework/model.js";
import { correlationArgument } from "./list-metadata.js";
import { elementOf, valueKind, type Place, type Rule, type RuleContext, type ValueKind } from "./place.js";
import { withArticle } from "./value-rules.js";

const PREFIXES = ["kubebuilder:validation:", "k8s:validation:"];
const ELEMENTS = "items:";

export function isAliasTag(name: string): boolean {
  return PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** Reads the schema rules of controller-gen and openapi-gen, so that what is published is also enforced. */
export function aliasRules(ctx: RuleContext, place: Place, tags: readonly Tag[]): readonly Rule[] {
  const found = tags.flatMap((tag) => {
    const prefix = PREFIXES.find((one) => tag.name.startsWith(one));
    return prefix === undefined ? [] : [{ tag, rest: tag.name.slice(prefix.length) }];
  });
  const own = found.filter(({ rest }) => !rest.startsWith(ELEMENTS));
  const ofElements = found
    .filter(({ rest }) => rest.startsWith(ELEMENTS))
    .map(({ tag, rest }) => ({ tag, rest: rest.slice(ELEMENTS.length) }));
  return [...read(ctx, place, own), ...elementRules(ctx, place, ofElements)];
}

interface AliasTag {
  readonly tag: Tag;
  readonly rest: string;
}

function elementRules(ctx: RuleContext, place: Place, tags: readonly AliasTag[]): readonly Rule[] {
  const element = elementOf(ctx.model, place.type);
  const [first] = tags;
  if (first === undefined) return [];
  if (element === undefined || valueKind(ctx.model, place.type) !== "list") {
    ctx.diagnostics.error("KS2502", first.tag.position, `+${first.tag.name}: ${place.name} is no list`);
    return [];
  }
  const inner: Place = { scope: "listVal", type: element, name: `${place.name}[*]`, optional: false, wrap: place.wrap };
  return read(ctx, inner, tags).map(({ check, stops }) => ({
    check: `${ctx.use("eachVal")}(${check}${correlationArgument(ctx, place.type, place.list)})`,
    stops,
  }));
}

const NUMBERS: readonly ValueKind[] = ["integer", "number"];

function read(ctx: RuleContext, place: Place, tags: readonly AliasTag[]): readonly Rule[] {
  const isExclusive = (rule: string): boolean =>
    tags.some(({ tag, rest }) => lower(rest) === rule && (tag.value === "true" || tag.value === ""));
  return tags.flatMap(({ tag, rest }): Rule[] => {
    const on = (kinds: readonly ValueKind[], make: () => string | undefined, stops = false): Rule[] => {
      const kind = valueKind(ctx.model, place.type);
      if (!kinds.includes(kind)) {
        const text = `can only be used on ${kinds.join(" or ")} types, and ${place.name} is ${withArticle(kind)}`;
        ctx.diagnostics.error("KS2502", tag.position, `+${tag.name}: ${text}`);
        return [];
      }
      const check = make();
      if (check !== undefined) return [{ check, stops }];
      ctx.diagnostics.error(
        "KS2501",
        tag.position,
        `+${tag.name}: ${JSON.stringify(tag.value)} is no value for the rule`,
      );
      return [];
    };
    const number = (fn: string): string | undefined =>
      /^-?\d+(\.\d+)?$/.test(tag.value) ? `${ctx.use(fn)}(${Number(tag.value)})` : undefined;
    const count = (fn: string): string | undefined =>
      /^\d+$/.test(tag.value) ? `${ctx.use(fn)}(${Number(tag.value)})` : undefined;
    switch (lower(rest)) {
      case "minimum":
        return on(NUMBERS, () => number(isExclusive("exclusiveMinimum") ? "greaterThan" : "minimum"));
      case "maximum":
        return on(NUMBERS, () => number(isExclusive("exclusiveMaximum") ? "lessThan" : "maximum"));
      case "multipleOf":
        return on(NUMBERS, () => (Number(tag.value) > 0 ? number("multipleOf") : undefined));
      case "minLength":
        return tag.value === "0" ? [] : on(["string"], () => count("minLength"));
      case "maxLength":
        return on(["string"], () => count("maxLength"));
      case "minItems":
        return on(["list"], () => count("minItems"));
      case "maxItems":
        return on(["list"], () => count("maxItems"), true);
      case "minProperties":
        return on(["map"], () => count("minProperties"));
      case "maxProperties":
        return on(["map"], () => count("maxProperties"), true);
      case "uniqueItems":
        return tag.value === "false" ? [] : on(["list"], () => `${ctx.use("unique")}(${ctx.use("sameValue")})`);
      case "pattern":
        return on(["string"], () => patternCheck(ctx, tag.value));
      case "enum":
        return on(["string"], () => `${ctx.use("oneOf")}(${JSON.stringify(enumValues(tag.value))})`);
      default:
        // The others shape the schema only.
        return [];
    }
  });
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function patternCheck(ctx: RuleContext, text: string): string | undefined {
  const source = unquote(text);
  try {
    new RegExp(source);
  } catch {
    return undefined;
  }
  return `${ctx.use("pattern")}(${JSON.stringify(source)})`;
}

/** `a;b`, `{a,b}` or `["a","b"]` */
function enumValues(text: string): readonly string[] {
  const inner = text.trim().replace(/^[[{]|[\]}]$/g, "");
  return inner.split(inner.includes(";") ? ";" : ",").map((part) => unquote(part.trim()));
}

function unquote(text: string): string {
  const first = text.charAt(0);
  if (first === "`" && text.endsWith("`") && text.length > 1) return text.slice(1, -1);
  if (first !== '"' || !text.endsWith('"') || text.length < 2) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

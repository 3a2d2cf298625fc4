import type { GeneratorContext } from "../framework/generator.js";
import type { Diagnostics } from "../framework/diagnostics.js";
import type { ImportSet } from "../framework/imports.js";
import type { SourcePosition, Tag, TagSet } from "../framework/model.js";
import { parseTypedTag, TagSyntaxError, type TypedTag } from "../framework/typed-tag.js";
import { aliasRules, isAliasTag } from "./alias-rules.js";
import { enumRule } from "./enum-rule.js";
import { listRules } from "./list-rules.js";
import { readListMetadata, type PlacedTag } from "./list-metadata.js";
import {
  deferredRules,
  elementOf,
  mergeRules,
  NO_RULES,
  report,
  rule,
  structOf,
  textOf,
  valueKind,
  type Place,
  type RuleContext,
  type Rules,
  type Scope,
} from "./place.js";
import { presenceRules } from "./presence-rules.js";
import { unionRules } from "./union-rules.js";
import { valueRules } from "./value-rules.js";
import { innerRules, wrapperRules } from "./wrapper-rules.js";

const VALIDATION = "kindsmith/codegen/v1/validation";

type Handler = (ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition) => Rules;

const HANDLERS: Readonly<Record<string, Handler>> = {
  ...presenceRules,
  ...valueRules,
  ...listRules,
  ...unionRules,
  ...wrapperRules,
  "k8s:enum": enumRule,
};

const FIELD_ONLY: readonly Scope[] = ["field"];
const FIELD_OR_ITEM: readonly Scope[] = ["field", "listVal"];

/** Tags that do not apply to everything. */
const SCOPES: Readonly<Record<string, readonly Scope[]>> = {
  "k8s:required": FIELD_ONLY,
  "k8s:optional": FIELD_ONLY,
  "k8s:forbidden": FIELD_ONLY,
  "k8s:enum": ["type"],
  "k8s:immutable": ["field", "type", "listVal", "mapVal"],
  "k8s:update": ["field", "listVal", "mapVal"],
  "k8s:unionMember": FIELD_OR_ITEM,
  "k8s:unionDiscriminator": FIELD_OR_ITEM,
  "k8s:zeroOrOneOfMember": FIELD_OR_ITEM,
  "k8s:discriminator": FIELD_ONLY,
  "k8s:member": FIELD_ONLY,
};

const SCOPE_NAMES: Readonly<Record<Scope, string>> = {
  field: "fields",
  type: "types",
  listVal: "list values",
  mapKey: "map keys",
  mapVal: "map values",
};

/** A context whose checks are imported into one file. */
export function ruleContext(
  ctx: Pick<GeneratorContext, "model">,
  imports: ImportSet,
  diagnostics: Diagnostics,
): RuleContext {
  const self: RuleContext = {
    model: ctx.model,
    imports,
    diagnostics,
    use: (symbol) => imports.value(VALIDATION, symbol),
    read(place, tag, at) {
      const full = completed(self, place, [{ tag, at }]);
      const rules = readTag(self, full, tag, at);
      // What gathers below a place that goes on is read when that place is done.
      return place.inner === undefined ? mergeRules([rules, deferredRules(belowRules(self, full))]) : rules;
    },
  };
  return self;
}

/** What the tags of a place mean. They are read by name, as upstream does, so that errors come in its order. */
export function readRules(ctx: RuleContext, place: Place, tags: TagSet): Rules {
  if (!tags.all.some((tag) => HANDLERS[tag.name] !== undefined || isAliasTag(tag.name))) {
    const list = aliasList(ctx, place);
    return list === undefined ? NO_RULES : { ...NO_RULES, list };
  }
  const placed = parseTags(ctx, tags);
  const full = completed(ctx, place, placed);
  const sorted = [...placed].sort((a, b) => (a.tag.name < b.tag.name ? -1 : a.tag.name > b.tag.name ? 1 : 0));
  const rules = sorted.map(({ tag, at }) => readTag(ctx, full, tag, at));
  const aliases = aliasRules(ctx, full, tags.all).map(({ check, stops }) => rule(check, stops));
  const merged = mergeRules([...rules, ...aliases, deferredRules(belowRules(ctx, full))]);
  return full.list === undefined ? merged : { ...merged, list: full.list };
}

/** The rules that subfields or items of a place mean for it. */
function belowRules(ctx: RuleContext, place: Place): Rules["deferred"] {
  const element = valueKind(ctx.model, place.type) === "list" ? elementOf(ctx.model, place.type)! : place.type;
  return place.inner?.rules(ctx, textOfLazily(ctx, element, place), structOf(ctx.model, element)) ?? [];
}

/** Importing the type is left until a rule names it. */
function textOfLazily(ctx: RuleContext, type: Place["type"], place: Place): string {
  return place.inner?.isEmpty === false ? textOf(ctx, type) : "";
}

function completed(ctx: RuleContext, place: Place, tags: readonly PlacedTag[]): Place {
  const list = place.list ?? readListMetadata(ctx, place, tags) ?? aliasList(ctx, place);
  const inner = place.inner ?? innerRules(ctx, place);
  return { ...place, ...(list === undefined ? {} : { list }), ...(inner === undefined ? {} : { inner }) };
}

/** A list that is an alias brings along what the alias's tags say. */
function aliasList(ctx: RuleContext, place: Place): Place["list"] {
  if (place.type.kind !== "ref") return undefined;
  const target = ctx.model.type(place.type.ref);
  if (target.kind !== "alias" || valueKind(ctx.model, place.type) !== "list") return undefined;
  return readListMetadata(ctx, { ...place, type: target.target }, parseTags(ctx, target.tags));
}

function parseTags(ctx: RuleContext, tags: TagSet): readonly PlacedTag[] {
  return tags.all.flatMap((tag) => {
    if (HANDLERS[tag.name] === undefined) return [];
    const parsed = parse(ctx, tag);
    return parsed === undefined ? [] : [{ tag: parsed, at: tag.position }];
  });
}

function parse(ctx: RuleContext, tag: Tag): TypedTag | undefined {
  try {
    return parseTypedTag(tag.text);
  } catch (err) {
    if (!(err instanceof TagSyntaxError)) throw err;
    ctx.diagnostics.error("KS2501", tag.position, `+${tag.name}: ${err.message}`);
    return undefined;
  }
}

function readTag(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  const handler = HANDLERS[tag.name];
  if (handler === undefined) return report(ctx, "KS2505", at, tag, "is no validation that can follow another one");
  const scopes = SCOPES[tag.name];
  if (scopes !== undefined && !scopes.includes(place.scope)) {
    return report(ctx, "KS2502", at, tag, `cannot be specified on ${SCOPE_NAMES[place.scope]}`);
  }
  for (let one = tag.nested; one !== undefined; one = one.nested) {
    if (one.name !== "k8s:alpha" && one.name !== "k8s:beta") continue;
    report(ctx, "KS2510", at, one, "must be the outermost tag");
    return NO_RULES;
  }
  return handler(ctx, place, tag, at);
}

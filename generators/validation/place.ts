import type { Diagnostics } from "../framework/diagnostics.js";
import type { ImportSet } from "../framework/imports.js";
import type { ApiModel, FieldModel, FieldType, SourcePosition, StructModel } from "../framework/model.js";
import { typeText } from "../framework/type-text.js";
import type { TypedTag } from "../framework/typed-tag.js";
import type { ListMetadata } from "./list-metadata.js";
import type { ParentRules } from "./parent-rules.js";

export type Scope = "field" | "type" | "listVal" | "mapKey" | "mapVal";

/** A value to which tags apply: a field, a type, or what a list or map holds. */
export interface Place {
  readonly scope: Scope;
  readonly type: FieldType;
  /** As diagnostics call it: `FlunderSpec.replicas`. */
  readonly name: string;
  /** The value may be absent, which Go says with a pointer. */
  readonly optional: boolean;
  readonly field?: FieldModel;
  /** Where a type stands. */
  readonly position?: SourcePosition;
  /** Gathers the rules that a field or an item means for the struct or list around it. */
  readonly parent?: ParentRules;
  /** Gathers the same from below: from a list's items, or the subfields of a struct. */
  readonly inner?: ParentRules;
  /** How the list around an item finds it. */
  readonly selector?: ItemSelector;
  /** What the tags say of a list's elements. */
  readonly list?: ListMetadata;
  /** Puts the conditions around the tag at hand around a check. */
  readonly wrap: (check: string) => string;
}

export interface ItemSelector {
  /** `tasks[{"name": "one"}]` */
  readonly label: string;
  /** As an object literal. */
  readonly criteria: string;
}

/** One check, as the expression that makes it. */
export interface Rule {
  readonly check: string;
  /** It ends the validation of its value when it finds something. */
  readonly stops: boolean;
}

/** What tags mean for one place. */
export interface Rules {
  readonly eager: readonly Rule[];
  /** Rules that upstream works out once all tags are read, and so come last. */
  readonly deferred: readonly Rule[];
  /** The validation of the place's type, of its elements or of its keys is left out. */
  readonly opaque: { readonly type: boolean; readonly values: boolean; readonly keys: boolean };
  /** What the tags say of a list's elements. */
  readonly list?: ListMetadata;
}

export const NO_RULES: Rules = { eager: [], deferred: [], opaque: { type: false, values: false, keys: false } };

export function rule(check: string, stops = false): Rules {
  return { ...NO_RULES, eager: [{ check, stops }] };
}

export function deferredRules(rules: readonly Rule[]): Rules {
  return { ...NO_RULES, deferred: rules };
}

export function mergeRules(all: readonly Rules[]): Rules {
  return {
    eager: all.flatMap((one) => one.eager),
    deferred: all.flatMap((one) => one.deferred),
    opaque: {
      type: all.some((one) => one.opaque.type),
      values: all.some((one) => one.opaque.values),
      keys: all.some((one) => one.opaque.keys),
    },
  };
}

export function allRules(rules: Rules): readonly Rule[] {
  return [...rules.eager, ...rules.deferred];
}

/** The same rules with something put around each check. */
export function mapRules(rules: Rules, wrap: (check: string) => string): Rules {
  const one = ({ check, stops }: Rule): Rule => ({ check: wrap(check), stops });
  return { ...rules, eager: rules.eager.map(one), deferred: rules.deferred.map(one) };
}

export interface RuleContext {
  readonly model: ApiModel;
  readonly imports: ImportSet;
  readonly diagnostics: Diagnostics;
  /** Imports a symbol of the runtime. */
  use(symbol: string): string;
  /** Reads a tag, chained ones included. */
  read(place: Place, tag: TypedTag, at: SourcePosition): Rules;
}

/** A problem with a tag where it stands. */
export function report(ctx: RuleContext, code: string, at: SourcePosition, tag: TypedTag, problem: string): Rules {
  ctx.diagnostics.error(code, at, `+${tag.name}: ${problem}`);
  return NO_RULES;
}

/** What kind of value a type is to the rules. Aliases are looked through. */
export type ValueKind = "string" | "integer" | "number" | "boolean" | "list" | "map" | "struct" | "other";

export function valueKind(model: ApiModel, type: FieldType): ValueKind {
  switch (type.kind) {
    case "primitive":
      if (type.name === "int32" || type.name === "int64") return "integer";
      return type.name === "float64" ? "number" : type.name;
    case "scalar":
      return "other";
    case "array":
      return "list";
    case "map":
      return "map";
    case "ref": {
      const target = model.type(type.ref);
      return target.kind === "struct" ? "struct" : valueKind(model, target.target);
    }
  }
}

/** The elements of a list, or the values of a map; aliases are looked through. */
export function elementOf(model: ApiModel, type: FieldType): FieldType | undefined {
  if (type.kind === "array") return type.element;
  if (type.kind === "map") return type.value;
  const target = type.kind === "ref" ? model.type(type.ref) : undefined;
  return target?.kind === "alias" ? elementOf(model, target.target) : undefined;
}

export function structOf(model: ApiModel, type: FieldType): StructModel | undefined {
  if (type.kind !== "ref") return undefined;
  const target = model.type(type.ref);
  return target.kind === "struct" ? target : structOf(model, target.target);
}

/**
 * The test for "given", as an expression; undefined for a struct that is always there. An empty text counts as not given,
 * as Go's texts do that are no pointers, unless `strict` asks for whether the field is there.
 */
export function isSetExpression(ctx: RuleContext, place: Place, strict = false): string | undefined {
  const kind = valueKind(ctx.model, place.type);
  if (kind === "list" || kind === "map") return ctx.use("nonEmpty");
  if (place.optional && (strict || kind !== "string")) return ctx.use("present");
  return kind === "struct" ? undefined : ctx.use("nonZero");
}

export function textOf(ctx: RuleContext, type: FieldType): string {
  return typeText(ctx.model, ctx.imports, type);
}

/** What an absent field reads as, for fields that are always there; undefined for those that may be absent. */
export function zeroExpression(ctx: RuleContext, type: FieldType, optional: boolean): string | undefined {
  if (optional) return undefined;
  switch (valueKind(ctx.model, type)) {
    case "string":
      return type.kind === "primitive" ? '""' : `"" as string as ${textOf(ctx, type)}`;
    case "integer":
    case "number":
      return "0";
    case "boolean":
      return "false";
    case "struct":
      return `{} as ${textOf(ctx, type)}`;
    default:
      return undefined;
  }
}

import type { GeneratorContext } from "../framework/generator.js";
import { Diagnostics } from "../framework/diagnostics.js";
import { helperModule } from "../framework/helper-module.js";
import type { FieldModel, FieldType, PackageModel, TypeModel, TypeRef } from "../framework/model.js";
import { wrapEach } from "./list-rules.js";
import { ParentRules } from "./parent-rules.js";
import { allRules, textOf, zeroExpression, type Place, type Rule, type RuleContext, type Rules } from "./place.js";
import { readRules, ruleContext } from "./reader.js";
import { GEN_TAG } from "./tags.js";

/** The rules of a field: an expression for each check. */
export interface FieldPlan {
  readonly name: string;
  readonly checks: readonly string[];
  readonly then: readonly string[];
  /** "" for none. */
  readonly zero: string;
}

export interface TypePlan {
  readonly checks: readonly string[];
  readonly fields: readonly FieldPlan[];
}

interface Candidate {
  readonly key: string;
  /** The type has rules of its own. */
  readonly hasRules: boolean;
  /** Types whose validation it calls. */
  readonly leadsTo: readonly string[];
}

/** Works out which types have something to validate, and what. */
export class ValidationTypes {
  readonly #validated = new Set<string>();

  constructor(ctx: Pick<GeneratorContext, "model" | "imports">) {
    // Nothing of this first look is kept: problems are reported when the files are made.
    const scratch = ruleContext(ctx, ctx.imports("generated/scratch.ts"), new Diagnostics());
    const candidates = ctx.model.packages
      .filter((pkg) => pkg.tags.has(GEN_TAG))
      .flatMap((pkg) => pkg.types.filter(isWanted).map((type) => candidate(scratch, pkg, type)));
    for (let grown = true; grown;) {
      grown = false;
      for (const { key, hasRules, leadsTo } of candidates) {
        const isValidated = hasRules || leadsTo.some((other) => this.#validated.has(other));
        if (this.#validated.has(key) || !isValidated) continue;
        this.#validated.add(key);
        grown = true;
      }
    }
  }

  /** True when there is a `Validate_<T>` for the type. */
  hasValidation(ref: TypeRef): boolean {
    return this.#validated.has(keyOf(ref));
  }

  /** The rules of a type, for the file that `ctx` imports into. */
  plan(ctx: RuleContext, pkg: PackageModel, type: TypeModel): TypePlan {
    const ref = { packageId: pkg.id, name: type.name };
    const place = typePlace(ref, type);
    if (type.kind === "alias") {
      const rules = readRules(ctx, place, type.tags);
      return {
        checks: [...texts(allRules(rules)), ...this.#below(ctx, pkg, { ...place, type: type.target }, rules)],
        fields: [],
      };
    }
    const parent = new ParentRules({ ofItems: false });
    const fields = type.fields.map((field) => ({ field, rules: fieldRules(ctx, type.name, field, parent) }));
    const own = readRules(ctx, place, type.tags);
    const ofFields = parent.isEmpty ? [] : parent.rules(ctx, textOf(ctx, place.type), type);
    return {
      checks: texts([...ofFields, ...allRules(own)]),
      fields: own.opaque.type
        ? []
        : fields.flatMap(({ field, rules }) => this.#fieldPlan(ctx, pkg, type.name, field, rules)),
    };
  }

  #fieldPlan(
    ctx: RuleContext,
    pkg: PackageModel,
    owner: string,
    field: FieldModel,
    rules: Rules,
  ): readonly FieldPlan[] {
    const place = fieldPlace(owner, field, undefined);
    const checks = texts(allRules(rules));
    const then = rules.opaque.type ? [] : this.#below(ctx, pkg, place, rules);
    if (checks.length === 0 && then.length === 0) return [];
    return [{ name: field.name, checks, then, zero: zeroExpression(ctx, field.type, field.optional) ?? "" }];
  }

  /** Rules of a value's type, or of the types of its elements. */
  #below(ctx: RuleContext, pkg: PackageModel, place: Place, rules: Rules): readonly string[] {
    this.#checkNesting(ctx, place, rules);
    const ref = validatedBy(place.type, rules);
    if (ref === undefined || !this.hasValidation(ref)) return [];
    const call: Rule = { check: this.#call(ctx, pkg, ref), stops: false };
    if (place.type.kind === "ref") return [call.check];
    const withList = rules.list === undefined ? place : { ...place, list: rules.list };
    return [wrapEach(ctx, withList, call, place.type.kind === "array").check];
  }

  /** Rules of a type that stands in a list of lists would never be applied. */
  #checkNesting(ctx: RuleContext, place: Place, rules: Rules): void {
    const element = unnamedElement(place.type);
    const inner = element === undefined ? undefined : unnamedElement(element);
    if (inner === undefined || rules.opaque.values) return;
    let innermost: FieldType = inner;
    for (let next = unnamedElement(innermost); next !== undefined; next = unnamedElement(next)) innermost = next;
    if (innermost.kind !== "ref" || !this.hasValidation(innermost.ref)) return;
    const position = place.field?.position ?? place.position;
    if (position === undefined) throw new Error(`${place.name} has no position`);
    ctx.diagnostics.error(
      "KS2506",
      position,
      `${place.name}: the rules of ${innermost.ref.name} do not reach through lists or maps of lists or maps: give the ` +
        "inner one a name (type Row = …), or add +k8s:eachVal=+k8s:opaqueType to leave them out",
    );
  }

  #call(ctx: RuleContext, pkg: PackageModel, ref: TypeRef): string {
    const name = validateName(ref.name);
    const owner = ctx.model.package(ref.packageId);
    const fn = owner === pkg ? name : ctx.imports.value(helperModule(owner, "zz_generated.validations"), name);
    return `${ctx.use("call")}(${fn})`;
  }
}

function unnamedElement(type: FieldType): FieldType | undefined {
  return type.kind === "array" ? type.element : type.kind === "map" ? type.value : undefined;
}

/** `Validate_Flunder` */
export function validateName(type: string): string {
  return `Validate_${type}`;
}

function isWanted(type: TypeModel): boolean {
  return type.tags.value(GEN_TAG) !== "false";
}

function candidate(ctx: RuleContext, pkg: PackageModel, type: TypeModel): Candidate {
  const ref = { packageId: pkg.id, name: type.name };
  const own = readRules(ctx, typePlace(ref, type), type.tags);
  const parent = new ParentRules({ ofItems: false });
  const fields =
    type.kind === "alias"
      ? [{ type: type.target, rules: own }]
      : type.fields.map((field) => ({ type: field.type, rules: fieldRules(ctx, type.name, field, parent) }));
  const hasRules = [own, ...fields.map(({ rules }) => rules)].some((rules) => allRules(rules).length > 0);
  return {
    key: keyOf(ref),
    hasRules: hasRules || !parent.isEmpty,
    leadsTo: own.opaque.type ? [] : fields.flatMap((field) => validatedBy(field.type, field.rules) ?? []).map(keyOf),
  };
}

/** The named type whose validation a value calls, or each of its elements. */
function validatedBy(type: FieldType, rules: Rules): TypeRef | undefined {
  if (rules.opaque.type) return undefined;
  if (type.kind === "ref") return type.ref;
  const element = type.kind === "array" ? type.element : type.kind === "map" ? type.value : undefined;
  return element?.kind === "ref" && !rules.opaque.values ? element.ref : undefined;
}

function fieldRules(ctx: RuleContext, owner: string, field: FieldModel, parent: ParentRules): Rules {
  return readRules(ctx, fieldPlace(owner, field, parent), field.tags);
}

function typePlace(ref: TypeRef, type: TypeModel): Place {
  return {
    scope: "type",
    type: { kind: "ref", ref },
    name: type.name,
    position: type.position,
    optional: false,
    wrap: (check) => check,
  };
}

function fieldPlace(owner: string, field: FieldModel, parent: ParentRules | undefined): Place {
  return {
    scope: "field",
    type: field.type,
    name: `${owner}.${field.name}`,
    optional: field.optional || field.nullable,
    field,
    ...(parent === undefined ? {} : { parent }),
    wrap: (check) => check,
  };
}

function texts(rules: readonly Rule[]): readonly string[] {
  return rules.map((one) => one.check);
}

function keyOf(ref: TypeRef): string {
  return `${ref.packageId}.${ref.name}`;
}

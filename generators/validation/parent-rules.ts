import type { SourcePosition, StructModel } from "../framework/model.js";
import { valueKind, type Rule, type RuleContext } from "./place.js";

interface UnionMember {
  readonly name: string;
  /** The member as an object literal of the runtime's. */
  readonly literal: string;
  readonly at: SourcePosition;
}

interface UnionDraft {
  readonly members: UnionMember[];
  discriminator: string | undefined;
  readonly wrap: (check: string) => string;
}

interface MemberDraft {
  /** Checks by value of the discriminator, in order of appearance. */
  readonly rules: Map<string, string[]>;
  readonly forbidden: string;
  readonly at: SourcePosition;
}

interface ModeDraft {
  discriminator: string | undefined;
  readonly fields: Map<string, MemberDraft>;
}

type Kind = "union" | "zeroOrOneOf" | "mode";

/** Gathers what fields say about the struct that they are in, and items about their list, while those are read. */
export class ParentRules {
  readonly #unions = new Map<string, UnionDraft>();
  readonly #zeroOrOneOf = new Map<string, UnionDraft>();
  readonly #modes = new Map<string, ModeDraft>();
  readonly #order = new Set<Kind>();
  /** Members are items of a list, not fields. */
  readonly #ofItems: boolean;

  constructor(opts: { readonly ofItems: boolean }) {
    this.#ofItems = opts.ofItems;
  }

  get isEmpty(): boolean {
    return this.#order.size === 0;
  }

  /** False when the union has such a member. */
  addMember(kind: "union" | "zeroOrOneOf", union: string, member: UnionMember, wrap: UnionDraft["wrap"]): boolean {
    this.#order.add(kind);
    const draft = this.#draft(kind === "union" ? this.#unions : this.#zeroOrOneOf, union, wrap);
    if (draft.members.some((one) => one.name === member.name)) return false;
    draft.members.push(member);
    return true;
  }

  /** False when the union has a discriminator. */
  setDiscriminator(union: string, field: string, wrap: UnionDraft["wrap"]): boolean {
    this.#order.add("union");
    const draft = this.#draft(this.#unions, union, wrap);
    if (draft.discriminator !== undefined) return false;
    draft.discriminator = field;
    return true;
  }

  /** False when the group has a discriminator. */
  setMode(group: string, field: string): boolean {
    this.#order.add("mode");
    const draft = this.#mode(group);
    if (draft.discriminator !== undefined) return false;
    draft.discriminator = field;
    return true;
  }

  addModeRules(
    group: string,
    field: string,
    value: string,
    checks: readonly string[],
    member: Omit<MemberDraft, "rules">,
  ): void {
    this.#order.add("mode");
    const { fields } = this.#mode(group);
    let draft = fields.get(field);
    if (draft === undefined) fields.set(field, (draft = { ...member, rules: new Map() }));
    draft.rules.set(value, [...(draft.rules.get(value) ?? []), ...checks]);
  }

  /** The rules for the struct or list; `type` is its text, or that of the list's elements. */
  rules(ctx: RuleContext, type: string, struct: StructModel | undefined): readonly Rule[] {
    return [...this.#order].flatMap((kind) => {
      switch (kind) {
        case "union":
          return this.#unionRules(ctx, type);
        case "zeroOrOneOf":
          return sorted(this.#zeroOrOneOf).map(([, draft]) => {
            const fn = ctx.use(this.#ofItems ? "itemZeroOrOneOf" : "zeroOrOneOf");
            return { check: draft.wrap(`${fn}<${type}>([${literals(draft)}])`), stops: false };
          });
        case "mode":
          return this.#modeRules(ctx, type, struct);
      }
    });
  }

  #unionRules(ctx: RuleContext, type: string): readonly Rule[] {
    return sorted(this.#unions).map(([, draft]) => {
      const members = `[${literals(draft)}]`;
      const check =
        draft.discriminator === undefined
          ? `${ctx.use(this.#ofItems ? "itemUnion" : "union")}<${type}>(${members})`
          : `${ctx.use("discriminatedUnion")}<${type}>(${JSON.stringify(draft.discriminator)}, ${members})`;
      return { check: draft.wrap(check), stops: false };
    });
  }

  #modeRules(ctx: RuleContext, type: string, struct: StructModel | undefined): readonly Rule[] {
    return sorted(this.#modes).flatMap(([group, mode]) =>
      sorted(mode.fields).flatMap(([field, draft]) => {
        if (mode.discriminator === undefined) {
          const what = group === "" ? "discriminator" : `discriminator for group ${JSON.stringify(group)}`;
          ctx.diagnostics.error("KS2504", draft.at, `+k8s:member: missing ${what} in ${struct?.name ?? type}`);
          return [];
        }
        const isBoolean = isBooleanField(ctx, struct, mode.discriminator);
        const rules = [...draft.rules].map(([value, checks]) => {
          if (isBoolean && value !== "true" && value !== "false") {
            const text = `+k8s:member: ${JSON.stringify(value)} is no value of ${mode.discriminator ?? ""}: write true or false`;
            ctx.diagnostics.error("KS2501", draft.at, text);
          }
          return `{ value: ${isBoolean ? value : JSON.stringify(value)}, checks: [${checks.join(", ")}] }`;
        });
        const [name, by] = [JSON.stringify(field), JSON.stringify(mode.discriminator)];
        const fn = `${ctx.use("discriminated")}<${type}, ${name}>`;
        return [{ check: `${fn}(${name}, ${by}, [${rules.join(", ")}], ${draft.forbidden})`, stops: false }];
      }),
    );
  }

  #draft(drafts: Map<string, UnionDraft>, name: string, wrap: UnionDraft["wrap"]): UnionDraft {
    let draft = drafts.get(name);
    if (draft === undefined) drafts.set(name, (draft = { members: [], discriminator: undefined, wrap }));
    return draft;
  }

  #mode(group: string): ModeDraft {
    let draft = this.#modes.get(group);
    if (draft === undefined) this.#modes.set(group, (draft = { discriminator: undefined, fields: new Map() }));
    return draft;
  }
}

function isBooleanField(ctx: RuleContext, struct: StructModel | undefined, name: string): boolean {
  const field = struct?.fields.find((one) => one.name === name);
  return field !== undefined && valueKind(ctx.model, field.type) === "boolean";
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function literals(draft: UnionDraft): string {
  return draft.members.map((member) => member.literal).join(", ");
}

import type { AliasModel, SourcePosition, Tag } from "../framework/model.js";
import { parseTypedTag, TagSyntaxError, type TypedTag } from "../framework/typed-tag.js";
import { report, rule, type Place, type RuleContext, type Rules } from "./place.js";

/** `+k8s:enum`, with `+k8s:enumExclude` at its values. @see kubernetes/code-generator validators/enum.go */
export function enumRule(ctx: RuleContext, place: Place, tag: TypedTag, at: SourcePosition): Rules {
  const alias = place.type.kind === "ref" ? ctx.model.type(place.type.ref) : undefined;
  if (alias?.kind !== "alias" || alias.enumValues.length === 0) {
    return report(ctx, "KS2502", at, tag, `can only be used on string types: write ${place.name} as a union of texts`);
  }
  const { values, exclusions } = readValues(ctx, alias);
  const rest = exclusions.length === 0 ? "" : `, ${JSON.stringify(exclusions)}`;
  return rule(`${ctx.use("oneOf")}(${JSON.stringify(values)}${rest})`);
}

interface Exclusion {
  readonly value: string;
  readonly option: string;
  readonly when: boolean;
}

function readValues(
  ctx: RuleContext,
  alias: AliasModel,
): { values: readonly string[]; exclusions: readonly Exclusion[] } {
  const exclusions: Exclusion[] = [];
  const values = alias.enumValues.filter(({ value, tags }) => {
    const parsed = (tags?.all ?? []).flatMap((tag) => parseExclusion(ctx, tag) ?? []);
    exclusions.push(...parsed.flatMap(({ option, when }) => (option === "" ? [] : [{ value, option, when }])));
    return !parsed.some(({ option }) => option === "");
  });
  return { values: values.map(({ value }) => value), exclusions };
}

/** The option that leaves a value out, "" for always. */
function parseExclusion(ctx: RuleContext, tag: Tag): { option: string; when: boolean } | undefined {
  let parsed: TypedTag;
  try {
    parsed = parseTypedTag(tag.text);
  } catch (err) {
    if (!(err instanceof TagSyntaxError)) throw err;
    ctx.diagnostics.error("KS2501", tag.position, `+${tag.name}: ${err.message}`);
    return undefined;
  }
  if (parsed.name === "k8s:enumExclude") return { option: "", when: true };
  if (parsed.nested?.name !== "k8s:enumExclude") return undefined;
  const option = parsed.args[0] === undefined ? "" : String(parsed.args[0].value.value);
  if (parsed.name === "k8s:ifEnabled") return { option, when: true };
  return parsed.name === "k8s:ifDisabled" ? { option, when: false } : undefined;
}

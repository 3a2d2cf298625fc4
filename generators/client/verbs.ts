import type { Diagnostics } from "../framework/diagnostics.js";
import type { KindModel, Tag } from "../framework/model.js";
import { suggest } from "../framework/suggest.js";

/** What a client can do, in the order of its methods. */
export const VERBS = [
  "create",
  "update",
  "updateStatus",
  "delete",
  "deleteCollection",
  "get",
  "list",
  "watch",
  "patch",
  "apply",
  "applyStatus",
] as const;
export type Verb = (typeof VERBS)[number];

const READONLY: readonly Verb[] = ["get", "list", "watch"];
const STATUS: ReadonlySet<Verb> = new Set(["updateStatus", "applyStatus"]);
const NEEDS_LIST: readonly Verb[] = ["list", "watch", "deleteCollection"];

/**
 * The verbs that a kind's tags leave, in order. `onlyVerbs` and `readonly` together allow the union, and win over
 * `skipVerbs`.
 * @see kubernetes/code-generator cmd/client-gen/generators/util/tags.go
 */
export function verbsOf(kind: KindModel, diagnostics: Diagnostics): readonly Verb[] {
  const { tags } = kind;
  if (tags.has("genclient:noVerbs")) return [];
  const only = tags.every("genclient:onlyVerbs").flatMap((tag) => verbList(tag, diagnostics));
  if (tags.has("genclient:readonly")) only.push(...READONLY);
  const isLimited = tags.has("genclient:onlyVerbs") || tags.has("genclient:readonly");
  const skip = new Set(tags.every("genclient:skipVerbs").flatMap((tag) => verbList(tag, diagnostics)));
  const allowed = isLimited ? VERBS.filter((verb) => only.includes(verb)) : VERBS.filter((verb) => !skip.has(verb));
  const hasStatus = kind.hasStatusField && !tags.has("genclient:noStatus");
  return allowed.filter((verb) => hasStatus || !STATUS.has(verb));
}

/** Lists and watches need a list kind to be answered in. */
export function checkListKind(kind: KindModel, verbs: readonly Verb[], diagnostics: Diagnostics): void {
  const needing = NEEDS_LIST.filter((verb) => verbs.includes(verb));
  if (kind.list !== undefined || needing.length === 0) return;
  const message =
    `${kind.names.kind} has the verbs ${needing.join(", ")} and no list kind; add an interface ${kind.names.list}, or write ` +
    `\`+genclient:skipVerbs=${needing.join(",")}\``;
  diagnostics.error("KS2603", kind.type.position, message);
}

function verbList(tag: Tag, diagnostics: Diagnostics): Verb[] {
  const verbs: Verb[] = [];
  for (const name of tag.value.split(",").map((part) => part.trim())) {
    const verb = VERBS.find((known) => known === name);
    if (verb !== undefined) verbs.push(verb);
    else diagnostics.error("KS2602", tag.position, unknownVerb(tag.name, name));
  }
  return verbs;
}

function unknownVerb(tag: string, name: string): string {
  const best = suggest(name, VERBS);
  const hint = best === undefined ? `the verbs are ${VERBS.join(", ")}` : `did you mean ${best}?`;
  return `+${tag}: ${JSON.stringify(name)} is no verb; ${hint}`;
}

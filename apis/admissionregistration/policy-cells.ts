import type { DeepReadonly } from "kindsmith/apimachinery";
import type { LabelSelector } from "kindsmith/apimachinery/meta/v1";
import type { ParamKind, ParamRef } from "./v1/types.js";

const UNSET = "<unset>";

/** `apps/v1/Deployment` */
export function paramKind(kind: DeepReadonly<ParamKind> | undefined): string {
  return kind === undefined ? UNSET : `${kind.apiVersion}/${kind.kind}`;
}

/** `namespace/name`; a name alone may be one of any namespace. What labels select is told as Go prints the selector. */
export function paramRef(ref: DeepReadonly<ParamRef> | undefined): string {
  if (ref === undefined) return UNSET;
  if (ref.name) return `${ref.namespace || "*"}/${ref.name}`;
  return ref.selector === undefined ? UNSET : goSelector(ref.selector);
}

function goSelector({ matchLabels, matchExpressions }: DeepReadonly<LabelSelector>): string {
  const labels = Object.entries(matchLabels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}: ${value},`);
  const expressions = (matchExpressions ?? []).map(
    ({ key, operator, values }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${(values ?? []).join(" ")}],},`,
  );
  return (
    `&LabelSelector{MatchLabels:map[string]string{${labels.join("")}},` +
    `MatchExpressions:[]LabelSelectorRequirement{${expressions.join("")}},}`
  );
}

import type { DeepReadonly } from "kindsmith/apimachinery";
import type { ParamKind, ParamRef } from "./v1/types.js";

const UNSET = "<unset>";

/** `apps/v1/Deployment` */
export function paramKind(kind: DeepReadonly<ParamKind> | undefined): string {
  return kind === undefined ? UNSET : `${kind.apiVersion}/${kind.kind}`;
}

/** `namespace/name`, or how many labels select the parameters. */
export function paramRef(ref: DeepReadonly<ParamRef> | undefined): string {
  if (ref === undefined) return UNSET;
  const name = ref.name || "*";
  return ref.namespace ? `${ref.namespace}/${name}` : name;
}

import { deepCopyJSON, type DeepReadonly, type KubeObject, type RuntimeObject } from "../runtime/index.js";
import {
  compareTyped,
  setOfValue,
  validateValue,
  type Conflict,
  type FieldSet,
  type SchemaNode,
} from "../structuredmerge/index.js";
import { byteLength, compareBytes, escapeHTMLInJSON } from "../text/index.js";
import { TOTAL_ANNOTATION_SIZE_LIMIT_BYTES } from "../validation/meta/index.js";

/** What `kubectl apply` leaves on objects when it works on the client's side. */
export const LAST_APPLIED_ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

/** The one applier that takes client-side apply over. */
export const KUBECTL = "kubectl";

/**
 * The conflicts that are none, because the fields have the value that client-side apply gave them: they may be taken over.
 * undefined: there was no client-side apply that could be understood.
 * @see kubernetes/apimachinery pkg/util/managedfields/internal/lastappliedmanager.go
 */
export function conflictsBeyondLastApplied(
  conflicts: readonly Conflict[],
  live: DeepReadonly<RuntimeObject>,
  type: SchemaNode,
): readonly Conflict[] | undefined {
  const allowed = fieldsOfLastApplied(live as KubeObject, type);
  return allowed && conflicts.filter(({ path }) => !allowed.has(path));
}

function fieldsOfLastApplied(live: KubeObject, type: SchemaNode): FieldSet | undefined {
  const text = live.metadata.annotations?.[LAST_APPLIED_ANNOTATION];
  if (!text) return undefined;
  try {
    const applied = JSON.parse(text) as RuntimeObject;
    if (applied.apiVersion !== live.apiVersion) return undefined;
    validateValue(live, type);
    validateValue(applied, type);
    const { modified, added, removed } = compareTyped(applied, live, type);
    return setOfValue(applied, type).difference(modified).difference(added).difference(removed);
  } catch {
    // Not a configuration of this kind: then it gives no permission, and the conflicts stand.
    return undefined;
  }
}

/**
 * Brings the annotation of an object that has one up to date with what was applied now. One that would be too long goes.
 * @see kubernetes/apimachinery pkg/util/managedfields/internal/lastappliedupdater.go
 */
export function updateLastApplied(object: KubeObject, applied: RuntimeObject): void {
  const { annotations } = object.metadata;
  if (!annotations?.[LAST_APPLIED_ANNOTATION]) return;
  const config = deepCopyJSON(applied) as KubeObject;
  if (config.metadata?.annotations !== undefined) delete config.metadata.annotations[LAST_APPLIED_ANNOTATION];
  annotations[LAST_APPLIED_ANNOTATION] = `${escapeHTMLInJSON(JSON.stringify(withSortedKeys(config)))}\n`;
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) size += byteLength(key) + byteLength(value);
  if (size > TOTAL_ANNOTATION_SIZE_LIMIT_BYTES) delete annotations[LAST_APPLIED_ANNOTATION];
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareBytes(a, b));
  return Object.fromEntries(entries.map(([key, item]) => [key, withSortedKeys(item)]));
}

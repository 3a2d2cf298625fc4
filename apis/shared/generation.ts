import { semanticEqualJSON, type DeepReadonly, type KubeObject } from "kindsmith/apimachinery";

/** For kinds whose generation is not counted: takes away the one that every kind with a spec gets. */
export function dropGeneration(obj: KubeObject): void {
  delete obj.metadata.generation;
}

/** For kinds without a spec whose generation is counted all the same. */
export function startGeneration(obj: KubeObject): void {
  obj.metadata.generation = 1;
}

/** Raises the generation when one of `fields` changed. */
export function countChanges(obj: KubeObject, old: DeepReadonly<KubeObject>, fields: readonly string[]): void {
  const [now, before] = [obj, old] as readonly { readonly [field: string]: unknown }[];
  if (fields.every((field) => semanticEqualJSON(now?.[field], before?.[field]))) return;
  obj.metadata.generation = (old.metadata.generation ?? 0) + 1;
}

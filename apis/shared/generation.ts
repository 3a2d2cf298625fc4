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
export function countChanges<T extends KubeObject>(
  obj: T,
  old: DeepReadonly<T>,
  fields: readonly (keyof T & keyof DeepReadonly<T>)[],
): void {
  if (fields.every((field) => semanticEqualJSON(obj[field], old[field]))) return;
  obj.metadata.generation = (old.metadata.generation ?? 0) + 1;
}

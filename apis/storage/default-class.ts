import type { DeepReadonly, KubeObject } from "kindsmith/apimachinery";

/** The Name column of classes: says which one claims get that name none. */
export function nameOfDefault(
  { name = "", annotations }: DeepReadonly<KubeObject["metadata"]>,
  marks: readonly string[],
): string {
  return marks.some((mark) => annotations?.[mark] === "true") ? `${name} (default)` : name;
}

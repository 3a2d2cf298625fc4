import type { GroupResource } from "../../../apimachinery/schema/index.js";
import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { ObjectReader } from "../interface.js";
import type { ClassObject } from "./shapes.js";

/**
 * The name of the class that an annotation marks as the default; of several the newest, and of those as new the first by
 * name. undefined: none is marked.
 */
export async function defaultClassName(
  reader: ObjectReader,
  classes: GroupResource,
  annotations: readonly string[],
  opts: OperationOptions,
): Promise<string | undefined> {
  const all = (await reader.list(classes, "", opts)) as readonly DeepReadonly<ClassObject>[];
  const marked = all.filter(({ metadata }) => annotations.some((key) => metadata.annotations?.[key] === "true"));
  return marked.sort(newestFirst)[0]?.metadata.name;
}

function newestFirst(a: DeepReadonly<ClassObject>, b: DeepReadonly<ClassObject>): number {
  const [ageA = "", ageB = ""] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp].map((time) => time ?? "");
  if (ageA !== ageB) return ageA > ageB ? -1 : 1;
  return (a.metadata.name ?? "") < (b.metadata.name ?? "") ? -1 : 1;
}

import type { FlunderSpec } from "./types.js";

/** Valid specs name one object at most, in the field of its type: only those survive the first version. */
export function Fuzz_FlunderSpec(obj: FlunderSpec): void {
  if (obj.referenceType !== "Fischer") delete obj.fischerReference;
  if (obj.referenceType === "Fischer") delete obj.flunderReference;
}

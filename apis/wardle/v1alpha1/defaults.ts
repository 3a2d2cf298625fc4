import type { FlunderSpec } from "./types.js";

/** A reference without a type has always meant a Flunder. */
export function SetDefaults_FlunderSpec(obj: FlunderSpec): void {
  if (obj.reference !== undefined && obj.reference !== "") obj.referenceType ??= "Flunder";
}

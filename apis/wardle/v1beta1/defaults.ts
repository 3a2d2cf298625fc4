import type { FlunderSpec } from "./types.js";

/** The type of a lone reference goes without saying. */
export function SetDefaults_FlunderSpec(obj: FlunderSpec): void {
  if (obj.flunderReference !== undefined && obj.flunderReference !== "") obj.referenceType ??= "Flunder";
  else if (obj.fischerReference !== undefined && obj.fischerReference !== "") obj.referenceType ??= "Fischer";
}

import type { Animal } from "./types.js";

export function SetDefaults_Animal(obj: Animal): void {
  obj.kind ??= "Animal";
}

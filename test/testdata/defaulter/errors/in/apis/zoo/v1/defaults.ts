import type { Animal, Inner, Name } from "./types.js";

export function SetDefaults_Anmial(obj: Animal): void {
  obj.kind ??= "Animal";
}

export function SetDefaults_Animal(obj: Animal, extra: string): void {
  obj.kind ??= extra;
}

export function SetDefaults_Outer(obj: Inner): void {
  obj.name ??= "x";
}

export function SetDefaults_Name(obj: Name): void {
  void obj;
}

import type { Amounts, ByObject, Child, Covered, Mood, Part } from "./types.js";

export const WILD: Mood = "wild";

/** A constant that must not be shared between objects. */
export const DEFAULT_NAMES: string[] = ["shared"];

export function SetDefaults_Part(obj: Part): void {
  (obj.trace ??= []).push(`base sees first=${obj.first ?? "unset"}`);
  if (obj.child !== undefined) obj.child.seenParent ??= "by base";
}

export function SetDefaults_Part_Second(obj: Part): void {
  (obj.trace ??= []).push("second");
}

export function SetDefaults_Part_First(obj: Part): void {
  (obj.trace ??= []).push("first");
}

export function SetDefaults_Child(obj: Child): void {
  obj.seenParent ??= "by child";
}

export function SetDefaults_Amounts(obj: Amounts): void {
  obj["cpu"] ??= "1";
}

/** +k8s:defaulter-gen=covers */
export function SetDefaults_Covered(obj: Covered): void {
  obj.name ??= "covered";
}

export function SetObjectDefaults_ByObject(obj: ByObject): void {
  obj.name ??= "by object";
}

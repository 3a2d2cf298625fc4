import { deepEqualJSON } from "../../../apimachinery/runtime/index.js";
import type { Toleration } from "./shapes.js";

/**
 * All tolerations of both lists, without those that another one covers.
 * @see kubernetes pkg/util/tolerations/tolerations.go, MergeTolerations
 */
export function mergeTolerations(first: readonly Toleration[], second: readonly Toleration[]): Toleration[] {
  const all = [...first, ...second];
  const merged: Toleration[] = [];
  all.forEach((toleration, i) => {
    if (merged.some((kept) => covers(kept, toleration))) return;
    // Of equal ones the first stays.
    const later = all.slice(i + 1).filter((other) => !deepEqualJSON(other, toleration));
    if (!later.some((other) => covers(other, toleration))) merged.push(toleration);
  });
  return merged;
}

/** True when whatever `narrow` tolerates, `wide` tolerates too. */
function covers(wide: Toleration, narrow: Toleration): boolean {
  if (deepEqualJSON(wide, narrow)) return true;
  const { key = "", operator = "", effect = "" } = wide;
  if ((narrow.key ?? "") !== key && (key !== "" || operator !== "Exists")) return false;
  if ((narrow.effect ?? "") !== effect && effect !== "") return false;
  if (effect === "NoExecute" && wide.tolerationSeconds !== undefined) {
    if (narrow.tolerationSeconds === undefined || narrow.tolerationSeconds > wide.tolerationSeconds) return false;
  }
  if (operator === "Exists") return true;
  if (operator !== "Equal" && operator !== "") return false;
  return (narrow.operator ?? "") === operator && (narrow.value ?? "") === (wide.value ?? "");
}

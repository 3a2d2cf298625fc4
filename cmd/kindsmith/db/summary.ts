import type { DatabaseSummary } from "../../../apiserver/storage/embedded/index.js";

/** `1,204 keys at revision 8,812` */
export function summaryText({ keys, revision }: DatabaseSummary): string {
  return `${keysText(keys)} at revision ${numberText(revision)}`;
}

export function keysText(count: number): string {
  return `${numberText(count)} ${count === 1 ? "key" : "keys"}`;
}

export function numberText(value: number | bigint): string {
  return value.toLocaleString("en");
}

import { formatLabelSelector, humanDuration, type DeepReadonly, type KubeObject } from "kindsmith/apimachinery";
import type { LabelSelector, MicroTime, Time } from "kindsmith/apimachinery/meta/v1";

/** What stands in a cell when there is nothing to show. */
export const NONE = "<none>";
export const UNKNOWN = "<unknown>";

/** `none` in place of an empty text. */
export function orElse(text: string | undefined, none: string): string {
  return text === undefined || text === "" ? none : text;
}

/** Time passed since `time`, for people. `now` in ms. */
export function since(time: Time | MicroTime | undefined, now: number): string {
  if (time === undefined || time === null) return UNKNOWN;
  return humanDuration(now - Date.parse(time));
}

/** The Age column. */
export function age(obj: DeepReadonly<KubeObject>, now: number): string {
  return since(obj.metadata.creationTimestamp, now);
}

/** The Created At column. */
export function createdAt(obj: DeepReadonly<KubeObject>): string | null {
  return obj.metadata.creationTimestamp ?? null;
}

/** `a=b,c=d`, sorted by key. */
export function labels(set: { readonly [key: string]: string } | undefined): string {
  const pairs = Object.entries(set ?? {}).map(([key, value]) => `${key}=${value}`);
  return orElse(pairs.sort().join(","), NONE);
}

/** A label selector as it would stand in a query. */
export function selector(value: DeepReadonly<LabelSelector> | undefined): string {
  return value === undefined ? NONE : formatLabelSelector(value);
}

interface ContainerLike {
  readonly name: string;
  readonly image?: string;
}

/** Names and images of containers: the columns that all workloads have with `-o wide`. */
export function containerCells<T>(containersOf: (obj: T) => readonly ContainerLike[] | undefined): {
  readonly Containers: (obj: T) => string;
  readonly Images: (obj: T) => string;
} {
  return {
    Containers: (obj) => (containersOf(obj) ?? []).map((container) => container.name).join(","),
    Images: (obj) => (containersOf(obj) ?? []).map((container) => container.image ?? "").join(","),
  };
}

/** Addresses of load balancers: the IP or else the name of each, sorted, and each once. */
export function ingressAddresses(
  ingress: readonly { readonly ip?: string; readonly hostname?: string }[] | undefined,
): string[] {
  const addresses = (ingress ?? []).map(({ ip, hostname }) => ip || hostname || "").filter((text) => text !== "");
  return [...new Set(addresses)].sort();
}

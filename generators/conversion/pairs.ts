import type { Diagnostics } from "../framework/diagnostics.js";
import type { ApiModel, TypeRef } from "../framework/model.js";
import type { Comparison } from "./compare.js";
import { findManual, isDrop, manualPairs } from "./manual.js";
import { isManualOnly, type Peers } from "./peers.js";

export interface Pair {
  readonly from: TypeRef;
  readonly to: TypeRef;
}

/**
 * The named types for which a version's file has conversion functions, sorted: objects, structs whose shapes differ, and
 * whatever somebody wrote a function for.
 */
export function conversionPairs(model: ApiModel, peers: Peers, comparison: Comparison): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const add = (from: TypeRef, to: TypeRef): void => {
    const manual = findManual(model, from, to);
    if (manual !== undefined && isDrop(manual)) return;
    pairs.set(`${from.name} ${from.packageId === peers.hub.id ? 1 : 0} ${to.packageId} ${to.name}`, { from, to });
  };
  for (const type of isManualOnly(peers.version) ? [] : peers.version.types) {
    const [a, b] = [
      { packageId: peers.version.id, name: type.name },
      { packageId: peers.hub.id, name: type.name },
    ];
    if (type.kind !== "struct" || structNamed(model, b) === undefined || !comparison.hasFunction(a, b)) continue;
    if (type.isObject || !comparison.isIdentical(a, b)) add(a, b);
    if (type.isObject || !comparison.isIdentical(b, a)) add(b, a);
  }
  for (const [, [from, to]] of manualPairs(model, peers)) add(from, to);
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

/** The kinds of a version that exist in the hub, and so are converted through a scheme. */
export function convertedKinds(model: ApiModel, peers: Peers, pairs: readonly Pair[]): readonly string[] {
  return peers.version.types
    .filter(
      (type) =>
        type.kind === "struct" && type.isObject && structNamed(model, { packageId: peers.hub.id, name: type.name }),
    )
    .map((type) => type.name)
    .filter((name) => pairs.filter(({ from, to }) => from.name === name && to.name === name).length === 2);
}

/** Kinds that no hub knows could be neither stored nor read in another version. */
export function checkKinds(model: ApiModel, peers: Peers, diagnostics: Diagnostics): void {
  if (isManualOnly(peers.version)) return;
  for (const type of peers.version.types) {
    if (type.kind !== "struct" || !(type.hasObjectMeta || type.hasListMeta)) continue;
    if (structNamed(model, { packageId: peers.hub.id, name: type.name }) !== undefined) continue;
    diagnostics.error(
      "KS2403",
      type.position,
      `the kind ${type.name} does not exist in the hub: add an interface ${type.name} to ${peers.hub.id}/types.ts`,
    );
  }
}

/** True when the version's generated file has anything in it for its hub. */
export function hasPairs(model: ApiModel, peers: Peers, comparison: Comparison): boolean {
  return conversionPairs(model, peers, comparison).length > 0;
}

function structNamed(model: ApiModel, ref: TypeRef): object | undefined {
  return model.package(ref.packageId).types.find((type) => type.name === ref.name && type.kind === "struct");
}

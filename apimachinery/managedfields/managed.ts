import type { ManagedFieldsEntry } from "../meta/v1/index.js";
import { deepEqualJSON, type DeepReadonly, type Steps } from "../runtime/index.js";
import {
  fieldsV1Steps,
  setFromFieldsV1,
  type FieldSet,
  type Managers,
  type VersionedSet,
} from "../structuredmerge/index.js";
import { compareBytes } from "../text/index.js";

export type Entry = DeepReadonly<ManagedFieldsEntry>;

/** `metadata.managedFields`, read. */
export interface Managed {
  /** By identifier: see {@link managerId}. */
  readonly managers: Managers;
  /** When each last changed its set; RFC 3339. */
  readonly times: ReadonlyMap<string, string>;
  /** How sets were written that nobody has changed since. */
  readonly written: ReadonlyMap<FieldSet, object>;
}

export const NOBODY: Managed = { managers: new Map(), times: new Map(), written: new Map() };

/**
 * Tells managers apart: one that updates by name, version and subresource; one that applies by name and subresource, so
 * that it may go on in another version. It is the entry's own JSON without its fields and its time.
 * @see kubernetes/apimachinery pkg/util/managedfields/internal/managedfields.go, BuildManagerIdentifier
 */
export function managerId({ manager, operation, apiVersion, subresource }: Entry): string {
  let text = "";
  if (manager) text += `,"manager":${JSON.stringify(manager)}`;
  if (operation) text += `,"operation":${JSON.stringify(operation)}`;
  if (apiVersion && operation !== "Apply") text += `,"apiVersion":${JSON.stringify(apiVersion)}`;
  if (subresource) text += `,"subresource":${JSON.stringify(subresource)}`;
  return `{${text.slice(1)}}`;
}

/** Clients are few and come again; who invents names gains nothing by it and fills no memory. */
const MAX_KNOWN_IDS = 1_000;
const knownIds = new Map<string, Entry>();

/** The entry's own part that an identifier was made of. */
export function entryOfId(id: string): Entry {
  let entry = knownIds.get(id);
  if (entry === undefined) {
    entry = JSON.parse(id) as Entry;
    if (knownIds.size === MAX_KNOWN_IDS) knownIds.clear();
    knownIds.set(id, entry);
  }
  return entry;
}

/**
 * Reads entries. `known` are entries whose way of writing is canonical: the stored ones.
 * @throws Error for entries that are malformed
 */
export function decodeManagedFields(entries: readonly Entry[] | undefined, known = entries): Managed {
  if (entries === undefined || entries.length === 0) return NOBODY;
  const managers = new Map<string, VersionedSet>();
  const times = new Map<string, string>();
  const written = new Map<FieldSet, object>();
  const canonical = known === entries ? undefined : new Map(known?.map((entry) => [managerId(entry), entry.fieldsV1]));
  for (const [i, entry] of entries.entries()) {
    checkEntry(entry, i);
    const { operation, apiVersion = "", time, fieldsV1 = {} } = entry;
    const id = managerId(entry);
    const set = decodeSet(entry, fieldsV1);
    managers.set(id, { set, apiVersion, applied: operation === "Apply" });
    if (typeof time === "string") times.set(id, time);
    const stored = canonical === undefined ? fieldsV1 : canonical.get(id);
    if (stored !== undefined && deepEqualJSON(stored, fieldsV1)) written.set(set, stored);
  }
  return { managers, times, written };
}

/** In canonical order; undefined when nobody manages anything. */
export function* encodeManagedFields({ managers, times, written }: Managed): Steps<ManagedFieldsEntry[] | undefined> {
  if (managers.size === 0) return undefined;
  const entries: ManagedFieldsEntry[] = [];
  for (const [id, { set, apiVersion, applied }] of managers) {
    const { manager, operation, subresource } = entryOfId(id);
    const time = times.get(id);
    // The order of the type, which is that in which clients see it.
    const entry: ManagedFieldsEntry = {};
    if (manager !== undefined) entry.manager = manager;
    entry.operation = applied ? "Apply" : operation!;
    entry.apiVersion = apiVersion;
    if (time !== undefined) entry.time = time;
    entry.fieldsType = "FieldsV1";
    entry.fieldsV1 = (written.get(set) ?? (yield* fieldsV1Steps(set))) as NonNullable<ManagedFieldsEntry["fieldsV1"]>;
    if (subresource !== undefined) entry.subresource = subresource;
    entries.push(entry);
  }
  return entries.sort(compareEntries);
}

/** Appliers before updaters, then by time in whole seconds, name, version and subresource. */
function compareEntries(a: Entry, b: Entry): number {
  return (
    compareBytes(a.operation ?? "", b.operation ?? "") ||
    secondsOf(a.time) - secondsOf(b.time) ||
    compareBytes(a.manager ?? "", b.manager ?? "") ||
    compareBytes(a.apiVersion ?? "", b.apiVersion ?? "") ||
    compareBytes(a.subresource ?? "", b.subresource ?? "")
  );
}

/** Since the epoch; no time is the epoch. */
export function secondsOf(time: string | null | undefined): number {
  const ms = typeof time === "string" ? Date.parse(time) : NaN;
  return Number.isNaN(ms) ? 0 : Math.floor(ms / 1000);
}

function checkEntry({ operation, apiVersion = "", fieldsType = "" }: Entry, index: number): void {
  if (operation !== "Apply" && operation !== "Update") throw new Error("operation must be `Apply` or `Update`");
  if (apiVersion === "") throw new Error("apiVersion must not be empty");
  if (fieldsType === "FieldsV1") return;
  if (fieldsType === "") throw new Error(`missing fieldsType in managed fields entry ${index}`);
  throw new Error(`invalid fieldsType ${JSON.stringify(fieldsType)} in managed fields entry ${index}`);
}

function decodeSet(entry: Entry, fieldsV1: unknown): FieldSet {
  try {
    return setFromFieldsV1(fieldsV1);
  } catch (err) {
    const message = err instanceof Error ? err.message : String(err);
    throw new Error(`error decoding versioned set from ${managerId(entry)}: error decoding set: ${message}`, {
      cause: err,
    });
  }
}

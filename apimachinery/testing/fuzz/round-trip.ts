import assert from "node:assert/strict";
import { test } from "node:test";
import { INTERNAL_VERSION, apiVersionOf } from "../../schema/index.js";
import { Scheme, type RuntimeObject } from "../../runtime/index.js";
import { Fuzzer, type FuzzOptions } from "./fuzzer.js";
import { SeededRandom } from "./random.js";
import type { FuzzPackage } from "./types.js";

export interface RoundTripVersion {
  readonly version: string;
  /** Names of the types that the kinds are. */
  readonly kinds: Readonly<Record<string, string>>;
  /**
   * The version and the hub differ in which fields may be absent, so that "not given" comes back as a zero value. Objects
   * are then compared as if both were the same.
   */
  readonly inventsZeros: boolean;
}

export interface RoundTripSuite {
  readonly group: string;
  readonly install: (scheme: Scheme) => void;
  readonly versions: readonly RoundTripVersion[];
  /** Kinds of the hub by name; empty when a version is the hub. */
  readonly hubKinds: Readonly<Record<string, string>>;
  readonly packages: readonly FuzzPackage[];
}

// Enough to meet most pairs of fields, and few enough for a fraction of a second.
const OBJECTS_PER_KIND = 8;

/** Registers tests that put random objects of each kind through copies, JSON, conversions and defaults. */
export function runRoundTripTests(suite: RoundTripSuite): void {
  const scheme = new Scheme();
  suite.install(scheme);
  for (const version of suite.versions) {
    for (const [kind, type] of Object.entries(version.kinds)) {
      const make = (opts: FuzzOptions): RuntimeObject[] => objects(suite, version.version, kind, type, opts);
      const name = `${apiVersionOf({ group: suite.group, version: version.version })} ${kind}`;
      void test(`${name}: a copy is equal and shares nothing`, () => make({}).forEach((obj) => checkCopy(scheme, obj)));
      void test(`${name}: defaults applied twice are the same`, () =>
        make({}).forEach((obj) => checkDefaults(scheme, obj)));
      const hubType = suite.hubKinds[kind];
      if (hubType === undefined) continue;
      const opts = { convertible: true, nonZero: version.inventsZeros };
      const compare = version.inventsZeros ? equalUpToZeros : assert.deepStrictEqual;
      void test(`${name}: to the hub and back loses nothing`, () =>
        make(opts).forEach((obj) => checkThrough(scheme, obj, INTERNAL_VERSION, compare)));
      void test(`${name}: from the hub and back loses nothing`, () =>
        objects(suite, INTERNAL_VERSION, kind, hubType, opts).forEach((obj) =>
          checkThrough(scheme, obj, version.version, compare),
        ));
    }
  }
}

function objects(
  suite: RoundTripSuite,
  version: string,
  kind: string,
  type: string,
  opts: FuzzOptions,
): RuntimeObject[] {
  const random = new SeededRandom(seedOf(`${suite.group}/${version}/${kind}`));
  const fuzzer = new Fuzzer(suite.packages, random, opts);
  const apiVersion = apiVersionOf({ group: suite.group, version });
  return Array.from({ length: OBJECTS_PER_KIND }, () => ({ kind, apiVersion, ...(fuzzer.value(type) as object) }));
}

/** A kind's objects are the same in every run, whatever other kinds there are. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function checkCopy(scheme: Scheme, obj: RuntimeObject): void {
  const text = JSON.stringify(obj);
  const copy = scheme.deepCopy(obj);
  assert.deepStrictEqual(copy, obj);
  assertApart(copy, obj, "$");
  assert.deepStrictEqual(JSON.parse(JSON.stringify(copy)), obj);
  assert.equal(JSON.stringify(copy), text, "the order of fields changed");
}

function checkDefaults(scheme: Scheme, obj: RuntimeObject): void {
  scheme.default(obj);
  const once = structuredClone(obj);
  scheme.default(obj);
  assert.deepStrictEqual(obj, once);
}

function checkThrough(
  scheme: Scheme,
  obj: RuntimeObject,
  version: string,
  compare: (actual: unknown, expected: unknown) => void,
): void {
  const { group, version: own } = scheme.objectKind(obj);
  const before = structuredClone(obj);
  const there = scheme.convertToVersion(obj, { group, version });
  assert.equal(there.apiVersion, apiVersionOf({ group, version }));
  assert.deepStrictEqual(obj, before, "the conversion changed its input");
  compare(scheme.convertToVersion(there, { group, version: own }), before);
}

function assertApart(a: unknown, b: unknown, path: string): void {
  if (typeof a !== "object" || a === null) return;
  assert.notEqual(a, b, `${path} is shared`);
  for (const key of Object.keys(a)) assertApart((a as never)[key], (b as never)[key], `${path}.${key}`);
}

function equalUpToZeros(actual: unknown, expected: unknown): void {
  assert.deepStrictEqual(withoutZeros(actual), withoutZeros(expected));
}

function withoutZeros(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutZeros);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => [key, withoutZeros(one)]);
  return Object.fromEntries(entries.filter(([, one]) => !isZero(one)));
}

function isZero(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === "" || value === 0 || value === false;
}

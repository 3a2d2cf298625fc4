/**
 * Generated conversions against copies without generated code, in one run: read the ratios.
 * Run with `node --import=tsx --conditions=kindsmith-source bench/conversion.ts`.
 */
import { Scheme } from "../apimachinery/runtime/index.js";
import { install } from "../generated/wardle/zz_generated.install.js";
import { compare } from "./helpers/measure.js";
import { makeFlunders, OBJECTS } from "./helpers/objects.js";

const scheme = new Scheme();
install(scheme);
const group = "wardle.example.com";
const [v1alpha1, v1beta1, hub] = ["v1alpha1", "v1beta1", "__internal"].map((version) => ({ group, version })) as [
  { group: string; version: string },
  { group: string; version: string },
  { group: string; version: string },
];

const older = makeFlunders();
const newer = older.map((flunder) => scheme.convertToVersion(flunder, v1beta1));
const hubs = older.map((flunder) => scheme.convertToVersion(flunder, hub));
const list = {
  kind: "FlunderList",
  apiVersion: `${group}/v1alpha1`,
  metadata: {},
  items: Array.from({ length: 1000 }, (_, i) => older[i % OBJECTS]!),
};

compare("Conversions of a Flunder", [
  { name: "JSON round trip", run: (i) => JSON.parse(JSON.stringify(older[i % OBJECTS]!)) as unknown },
  { name: "structuredClone", run: (i) => structuredClone(older[i % OBJECTS]!) },
  { name: "v1alpha1 to hub, by hand in part", run: (i) => scheme.convertToVersion(older[i % OBJECTS]!, hub) },
  { name: "hub to v1alpha1, by hand in part", run: (i) => scheme.convertToVersion(hubs[i % OBJECTS]!, v1alpha1) },
  { name: "v1alpha1 to v1beta1, through hub", run: (i) => scheme.convertToVersion(older[i % OBJECTS]!, v1beta1) },
  { name: "v1beta1 to hub, same shape", run: (i) => scheme.convertToVersion(newer[i % OBJECTS]!, hub) },
]);

compare("Conversions of a list of 1,000 Flunders", [
  { name: "structuredClone", run: () => structuredClone(list) },
  { name: "v1alpha1 to hub", run: () => scheme.convertToVersion(list, hub) },
]);

import assert from "node:assert/strict";
import test from "node:test";
import type { FieldsV1 } from "../../apimachinery/meta/v1/index.js";
import { defineBuilder, defineObjectBuilder, extractApplied, identify } from "./index.js";

interface SpecConfiguration {
  size?: number;
  args?: string[];
  limits?: { [key: string]: string };
}
interface MetaConfiguration {
  name?: string;
  namespace?: string;
  labels?: { [key: string]: string };
}
interface WidgetConfiguration {
  apiVersion?: string;
  kind?: string;
  metadata?: MetaConfiguration;
  spec?: SpecConfiguration;
}

const spec = defineBuilder<SpecConfiguration>({ size: "value", args: "list", limits: "map" });
const start = defineObjectBuilder<WidgetConfiguration>(
  { apiVersion: "value", kind: "value", metadata: "value", spec: "value" },
  { name: "value", namespace: "value", labels: "map" },
);
const GVK = { group: "ex.com", version: "v1", kind: "Widget" };
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));

test("values are replaced, lists appended to, maps merged into", () => {
  const built = spec()
    .withSize(1)
    .withSize(2)
    .withArgs("a")
    .withArgs("b", "c")
    .withLimits({ cpu: "1", memory: "1Gi" })
    .withLimits({ cpu: "2" });
  assert.deepEqual(plain(built), { size: 2, args: ["a", "b", "c"], limits: { cpu: "2", memory: "1Gi" } });
  assert.equal(built.size, 2);
});

test("an object's metadata is set without a detour", () => {
  const built = identify(start(), GVK, "w", "ns").withLabels({ a: "1" }).withSpec(spec().withSize(1));
  assert.deepEqual(plain(built), {
    kind: "Widget",
    apiVersion: "ex.com/v1",
    metadata: { name: "w", namespace: "ns", labels: { a: "1" } },
    spec: { size: 1 },
  });
});

test("configurations share nothing", () => {
  const one = spec().withArgs("a");
  const args = one.args!;
  one.withArgs("b");
  assert.deepEqual(args, ["a"]);
  assert.deepEqual(Object.keys(spec()), []);
});

test("an absent element is refused", () => {
  assert.throws(() => spec().withArgs("a", undefined as never), /nil value passed to withArgs/);
});

/** Never run: the compiler is what is tested. */
export function typeTests(): void {
  // @ts-expect-error no such field
  spec().withColour("red");
  // @ts-expect-error another type
  spec().withSize("1");
  // @ts-expect-error elements, not a list
  spec().withArgs(["a"]);
}

const fields: FieldsV1 = {
  "f:metadata": { "f:labels": { "f:mine": {} } },
  "f:spec": {
    ".": {},
    "f:args": { 'v:"b"': {} },
    "f:ports": { 'k:{"port":80}': { ".": {}, "f:name": {} } },
    "f:whole": {},
    "f:empty": { ".": {} },
    "f:gone": {},
  },
};
const obj = {
  metadata: {
    name: "w",
    labels: { mine: "1", other: "2" },
    managedFields: [
      { manager: "me", operation: "Update", fieldsV1: { "f:spec": {} } },
      { manager: "me", operation: "Apply", subresource: "status", fieldsV1: { "f:status": {} } },
      { manager: "me", operation: "Apply", fieldsV1: fields },
    ],
  },
  spec: {
    args: ["a", "b"],
    ports: [
      { port: 80, name: "http", protocol: "TCP" },
      { port: 443, name: "https" },
    ],
    whole: { x: [1, 2] },
    empty: { theirs: true },
  },
  status: { ready: true },
};

test("extraction takes what the manager owns and nothing else", () => {
  assert.deepEqual(extractApplied(obj, "me"), {
    metadata: { labels: { mine: "1" } },
    spec: { args: ["b"], ports: [{ port: 80, name: "http" }], whole: { x: [1, 2] }, empty: {} },
  });
  assert.deepEqual(extractApplied(obj, "me", "status"), { status: { ready: true } });
  assert.equal(extractApplied(obj, "you"), undefined);
});

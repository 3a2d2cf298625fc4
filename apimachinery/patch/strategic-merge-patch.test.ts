import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import type { OpenAPISchema } from "../openapi/index.js";
import { applyStrategicMergePatch, PatchSchema, StrategicMergePatchError } from "./index.js";
import { isJSONObject, type JSONObject } from "./json-value.js";

const VECTORS = resolve(process.cwd(), "../shared/golden/vectors/strategic-merge-patch.json");
const skip = existsSync(VECTORS) ? false : "recorded vectors are absent";

interface Vectors {
  readonly cases: readonly {
    readonly kind: string;
    readonly name: string;
    readonly original: JSONObject;
    readonly patch: JSONObject;
    readonly result?: JSONObject;
    readonly error?: string;
  }[];
  readonly mergeKeys: { readonly [kind: string]: readonly string[] };
}

type MutableSchema = { -readonly [K in keyof OpenAPISchema]: OpenAPISchema[K] } & {
  properties?: { [name: string]: MutableSchema };
  items?: MutableSchema;
};

/** A schema with the strategies of `lines`, and with every other field that `samples` use. */
function schemaOf(lines: readonly string[], samples: readonly JSONObject[]): PatchSchema {
  const root: MutableSchema = { type: "object", properties: {} };
  for (const sample of samples) addShape(root, sample);
  for (const line of lines) {
    const [path, strategy, mergeKey] = line.split(" ") as [string, string, string];
    let at = root;
    for (const segment of path.split(".")) {
      const holder = at.items ?? at;
      holder.properties ??= {};
      at = holder.properties[segment] ??= {};
    }
    at["x-kubernetes-patch-strategy"] = strategy.split("=")[1]!;
    const key = mergeKey.split("=")[1]!;
    if (key !== "") at["x-kubernetes-patch-merge-key"] = key;
  }
  return PatchSchema.of("io.k8s.Root", { "io.k8s.Root": root });
}

function addShape(schema: MutableSchema, sample: unknown): void {
  if (Array.isArray(sample)) {
    schema.items ??= {};
    for (const element of sample) addShape(schema.items, element);
  } else if (isJSONObject(sample as JSONObject)) {
    schema.properties ??= {};
    for (const [key, value] of Object.entries(sample as JSONObject)) addShape((schema.properties[key] ??= {}), value);
  }
}

test("upstream's vectors", { skip }, async (t) => {
  const { cases, mergeKeys } = JSON.parse(readFileSync(VECTORS, "utf8")) as Vectors;
  for (const { kind, name, original, patch, result, error } of cases) {
    await t.test(`${kind}: ${name}`, () => {
      const schema = schemaOf(mergeKeys[kind]!, [original]);
      const before = structuredClone([original, patch]);
      if (error !== undefined) {
        assert.throws(
          () => applyStrategicMergePatch(original, patch, schema),
          (err) => err instanceof StrategicMergePatchError && err.message === error,
        );
      } else {
        assert.deepEqual(applyStrategicMergePatch(original, patch, schema), result);
      }
      assert.deepEqual([original, patch], before);
    });
  }
});

test("a field that the type does not have cannot be merged", () => {
  const schema = schemaOf([], [{ spec: {} }]);
  assert.throws(
    () => applyStrategicMergePatch({ nope: { a: 1 } }, { nope: { a: 2 } }, schema),
    /unable to find api field in struct Root for the json field "nope"/,
  );
});

test("references are followed, with or without a default beside them", () => {
  const definitions = {
    "a.Root": { properties: { spec: { allOf: [{ $ref: "#/components/schemas/a.Spec" }], default: {} } } },
    "a.Spec": {
      properties: {
        list: {
          items: { $ref: "#/components/schemas/a.Item" },
          "x-kubernetes-patch-strategy": "merge",
          "x-kubernetes-patch-merge-key": "name",
        },
      },
    },
    "a.Item": { properties: { name: {}, values: { additionalProperties: { items: {} } } } },
  };
  assert.deepEqual(
    applyStrategicMergePatch(
      { spec: { list: [{ name: "a", values: { x: [1], y: [2] } }] } },
      { spec: { list: [{ name: "a", values: { x: [3] } }] } },
      PatchSchema.of("a.Root", definitions),
    ),
    { spec: { list: [{ name: "a", values: { x: [3], y: [2] } }] } },
  );
});

test("without a schema lists are replaced and maps merged", () => {
  assert.deepEqual(
    applyStrategicMergePatch({ a: [{ n: 1 }], b: { c: 1 } }, { a: [{ n: 2 }], b: { d: 2 } }, undefined),
    {
      a: [{ n: 2 }],
      b: { c: 1, d: 2 },
    },
  );
});

// Quadratic, each of the two would take minutes.
test("very long lists are merged and shortened", { timeout: 30_000 }, () => {
  const count = 50_000;
  const named = (from: number): JSONObject[] =>
    Array.from({ length: count }, (_, i) => ({ name: `n${from + i}`, v: 1 }));
  const schema = PatchSchema.of("Root", {
    Root: {
      properties: {
        list: {
          items: { properties: { name: {}, v: {}, w: {} } },
          "x-kubernetes-patch-strategy": "merge",
          "x-kubernetes-patch-merge-key": "name",
        },
      },
    },
  });
  const original = { list: named(0) };
  const changed = named(count / 2).map(({ name }): JSONObject => ({ name: name!, w: 2 }));
  const merged = applyStrategicMergePatch(original, { list: changed }, schema)["list"] as JSONObject[];
  assert.equal(merged.length, count * 1.5);
  assert.deepEqual(
    merged.find(({ name }) => name === `n${count - 1}`),
    { name: `n${count - 1}`, v: 1, w: 2 },
  );
  const gone = named(0)
    .slice(1)
    .map(({ name }): JSONObject => ({ $patch: "delete", name: name! }));
  assert.deepEqual(applyStrategicMergePatch(original, { list: gone }, schema), { list: [{ name: "n0", v: 1 }] });
});

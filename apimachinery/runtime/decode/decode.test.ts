import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { OpenAPIDefinitions, OpenAPISchema } from "../../openapi/index.js";
import { readGolden, skipWithout } from "../../../test/support/golden.js";
import { parseJSON } from "../json/index.js";
import { DecodeError, SchemaDecoder, strictDecodingMessage } from "./index.js";

const META = "io.k8s.apimachinery.pkg.apis.meta.v1";
const ref = (name: string): OpenAPISchema => ({ $ref: `#/components/schemas/${name}` });
const text: OpenAPISchema = { type: "string" };
const map = (values: OpenAPISchema): OpenAPISchema => ({ type: "object", additionalProperties: values });
const list = (items: OpenAPISchema): OpenAPISchema => ({ type: "array", items });

function kind(name: string, properties: Record<string, OpenAPISchema>): OpenAPISchema {
  return {
    type: "object",
    properties: {
      apiVersion: text,
      kind: text,
      metadata: { allOf: [ref(`${META}.ObjectMeta`)], default: {} },
      ...properties,
    },
    "x-kubernetes-group-version-kind": [{ group: "", version: "v1", kind: name }],
  };
}

const definitions: OpenAPIDefinitions = {
  [`${META}.ObjectMeta`]: {
    type: "object",
    properties: {
      name: text,
      generation: { type: "integer", format: "int64" },
      creationTimestamp: ref(`${META}.Time`),
      labels: map(text),
      managedFields: list({ type: "object", properties: { fieldsV1: ref(`${META}.FieldsV1`) } }),
    },
  },
  "io.k8s.api.core.v1.ConfigMap": kind("ConfigMap", {
    immutable: { type: "boolean" },
    data: map({ type: "string", default: "" }),
  }),
  "io.k8s.api.core.v1.Secret": kind("Secret", { data: map({ type: "string", format: "byte" }) }),
  "io.k8s.api.core.v1.Lease": kind("Lease", { spec: ref("io.k8s.api.core.v1.LeaseSpec") }),
  "io.k8s.api.core.v1.LeaseSpec": { type: "object", properties: { renewTime: ref(`${META}.MicroTime`) } },
  "io.k8s.api.core.v1.Pod": kind("Pod", { spec: ref("io.k8s.api.core.v1.PodSpec") }),
  "io.k8s.api.core.v1.PodSpec": {
    type: "object",
    properties: {
      containers: list(ref("io.k8s.api.core.v1.Container")),
      raw: ref("io.k8s.apimachinery.pkg.runtime.RawExtension"),
    },
  },
  "io.k8s.api.core.v1.Container": {
    type: "object",
    properties: {
      name: text,
      image: text,
      port: { type: "integer", format: "int32" },
      weight: { type: "number", format: "double" },
      target: ref("io.k8s.apimachinery.pkg.util.intstr.IntOrString"),
      wait: ref(`${META}.Duration`),
      resources: { type: "object", properties: { limits: map(ref("io.k8s.apimachinery.pkg.api.resource.Quantity")) } },
      sidecars: list(ref("io.k8s.api.core.v1.Container")),
    },
  },
};
const decoder = new SchemaDecoder(definitions);

function decode(name: string, value: unknown, strict = true): { object: unknown; strictErrors: readonly string[] } {
  const source = Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
  return decoder.decode(parseJSON(source), { group: "", version: "v1", kind: name }, { strict, source });
}
const container = (value: unknown): unknown => ({ spec: { containers: [value] } });

const forms: readonly { name: string; kind: string; value: unknown; want: unknown }[] = [
  {
    name: "null fields are absent",
    kind: "ConfigMap",
    value: { metadata: { name: "x", creationTimestamp: null, labels: null }, data: null },
    want: { metadata: { name: "x" } },
  },
  {
    name: "null elements are zero values",
    kind: "ConfigMap",
    value: { data: { a: null, b: "1" } },
    want: { data: { a: "", b: "1" } },
  },
  {
    name: "null elements of lists",
    kind: "Pod",
    value: container(null),
    want: { spec: { containers: [{}] } },
  },
  {
    name: "quantities",
    kind: "Pod",
    value: container({ resources: { limits: { a: 1, b: 0.5, c: "1000m", d: "1024Mi", e: "250m", f: null } } }),
    want: container({ resources: { limits: { a: "1", b: "500m", c: "1", d: "1Gi", e: "250m", f: "0" } } }),
  },
  {
    name: "numbers or texts, durations, floats",
    kind: "Pod",
    value: container({ target: "http", port: 80, weight: 0.5, wait: "90s" }),
    want: container({ target: "http", port: 80, weight: 0.5, wait: "1m30s" }),
  },
  {
    name: "times in UTC, the zero time absent",
    kind: "ConfigMap",
    value: { metadata: { creationTimestamp: "2026-01-02T03:04:05.6+02:00" } },
    want: { metadata: { creationTimestamp: "2026-01-02T01:04:05Z" } },
  },
  {
    name: "the zero time is absent",
    kind: "ConfigMap",
    value: { metadata: { name: "x", creationTimestamp: "0001-01-01T00:00:00Z" } },
    want: { metadata: { name: "x" } },
  },
  { name: "base64", kind: "Secret", value: { data: { a: "YR==" } }, want: { data: { a: "YQ==" } } },
  {
    name: "values of any form",
    kind: "Pod",
    value: { spec: { raw: { a: [null, { b: 1 }] } } },
    want: { spec: { raw: { a: [null, { b: 1 }] } } },
  },
  {
    name: "field names in another case are other fields",
    kind: "ConfigMap",
    value: { Data: { a: "1" }, METADATA: {} },
    want: {},
  },
];
for (const tc of forms) test(tc.name, () => assert.deepEqual(decode(tc.kind, tc.value).object, tc.want));

const mistakes: readonly (readonly [string, unknown, string])[] = [
  ["ConfigMap", { data: { a: 1 } }, "json: cannot unmarshal number into Go struct field ConfigMap.data of type string"],
  [
    "ConfigMap",
    { metadata: { name: true } },
    "json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.name of type string",
  ],
  [
    "ConfigMap",
    { metadata: [] },
    "json: cannot unmarshal array into Go struct field ConfigMap.metadata of type v1.ObjectMeta",
  ],
  [
    "ConfigMap",
    { data: "x" },
    "json: cannot unmarshal string into Go struct field ConfigMap.data of type map[string]string",
  ],
  ["ConfigMap", [], "json: cannot unmarshal array into Go value of type v1.ConfigMap"],
  [
    "ConfigMap",
    { immutable: "yes" },
    "json: cannot unmarshal string into Go struct field ConfigMap.immutable of type bool",
  ],
  [
    "Pod",
    { spec: { containers: {} } },
    "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container",
  ],
  [
    "Pod",
    container({ port: 1.5 }),
    "json: cannot unmarshal number 1.5 into Go struct field Container.spec.containers.port of type int32",
  ],
  [
    "Pod",
    container({ port: 2147483648 }),
    "json: cannot unmarshal number 2147483648 into Go struct field Container.spec.containers.port of type int32",
  ],
  [
    "Pod",
    container({ port: "80" }),
    "json: cannot unmarshal string into Go struct field Container.spec.containers.port of type int32",
  ],
  [
    "Pod",
    container({ target: true }),
    "json: cannot unmarshal bool into Go struct field Container.spec.containers.target of type int32",
  ],
  ["Pod", container({ wait: "1d" }), 'time: unknown unit "d" in duration "1d"'],
  ["Secret", { data: { a: 5 } }, "json: cannot unmarshal number into Go struct field Secret.data of type []uint8"],
  [
    "ConfigMap",
    '{"metadata":{"generation":9007199254740993}}',
    "json: cannot unmarshal number 9007199254740992 into Go struct field ObjectMeta.metadata.generation of type int64",
  ],
  [
    "ConfigMap",
    { metadata: { creationTimestamp: 5 } },
    "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string",
  ],
];
for (const [name, value, message] of mistakes) {
  test(message, () => assert.throws(() => decode(name, value), { name: "DecodeError", message }));
}

const strict: readonly (readonly [string, string, string[]])[] = [
  ["ConfigMap", '{"data":{"a":"1"}}', []],
  [
    "ConfigMap",
    '{"data":{"a":"1","a":"2"},"unknown":1,"metadatas":{}}',
    ['duplicate field "data.a"', 'unknown field "unknown"', 'unknown field "metadatas"'],
  ],
  [
    "ConfigMap",
    '{"unknown":1,"metadata":{"x":{"y":1},"name":"n"}}',
    ['unknown field "unknown"', 'unknown field "metadata.x"'],
  ],
  [
    "Pod",
    '{"spec":{"containers":[{},{"resources":{"limit":{}},"sidecars":[{"x":1}]}]}}',
    ['unknown field "spec.containers[1].resources.limit"', 'unknown field "spec.containers[1].sidecars[0].x"'],
  ],
  ["Pod", '{"spec":{"raw":{"a":1,"a":2}}}', []],
  ["Pod", '{"nope":{"a":1,"a":2},"nope":3}', ['unknown field "nope"']],
  [
    "Pod",
    '{"spec":{},"spec":{"containers":[{"name":"a","name":"b"}]}}',
    ['duplicate field "spec"', 'duplicate field "spec.containers[0].name"'],
  ],
  [
    "ConfigMap",
    '{"__proto__":{"admin":true},"constructor":{}}',
    ['unknown field "__proto__"', 'unknown field "constructor"'],
  ],
];
for (const [name, source, want] of strict) {
  test(`strict: ${source}`, () => {
    const decoded = decode(name, source);
    assert.deepEqual(decoded.strictErrors, want);
    const lax = decode(name, source, false);
    assert.deepEqual(lax.strictErrors, []);
    assert.deepEqual(lax.object, decoded.object);
  });
}

test("strict errors are told once each, and not without end", () => {
  const containers = Array.from({ length: 300 }, () => ({ x: 1 }));
  assert.equal(decode("Pod", { spec: { containers } }).strictErrors.length, 100);
  assert.equal(strictDecodingMessage(['unknown field "a"', "b"]), 'strict decoding error: unknown field "a", b');
});

test("maps keep keys that mean something to JavaScript", () => {
  const { object } = decode("ConfigMap", '{"data":{"__proto__":null,"constructor":"1"}}');
  assert.equal(JSON.stringify(object), '{"data":{"__proto__":"","constructor":"1"}}');
  assert.equal(Object.getPrototypeOf((object as { data: object }).data), Object.prototype);
});

test("an object without surprises is not copied", () => {
  const value = { metadata: { name: "x" }, data: { a: "1" } };
  const { object } = decoder.decode(value, { group: "", version: "v1", kind: "ConfigMap" }, { strict: true });
  assert.equal(object, value);
});

test("unknown models and references are programming errors", () => {
  assert.throws(() => decode("Nope", {}), { message: "no schema of kind /v1/Nope" });
  assert.equal(decoder.has({ group: "", version: "v1", kind: "Nope" }), false);
  const dangling = new SchemaDecoder({ a: { type: "object", properties: { b: ref("c") } } });
  assert.throws(() => dangling.decodeModel({}, "a", { strict: false }), { message: "no schema of model c" });
});

interface Recording {
  readonly name: string;
  readonly request: { readonly body?: unknown };
  readonly response: { readonly body?: { readonly message?: string } };
}
const FILE = "errors.json";
const recordings = readGolden<readonly Recording[]>(FILE, []);
const recorded: readonly (readonly [string, string])[] = [
  ["400 wrong field type", "ConfigMap"],
  ["400 wrong quantity", "Pod"],
  ["400 wrong base64", "Secret"],
  ["400 wrong time", "Lease"],
];
for (const [name, kindName] of recorded) {
  test(`recorded: ${name}`, { skip: skipWithout(FILE) }, () => {
    const recording = recordings.find((candidate) => candidate.name === name) as Recording;
    const intro = `${kindName} in version "v1" cannot be handled as a ${kindName}: `;
    // The recording has replaced what looks like a time.
    const want = recording.response.body?.message?.slice(intro.length).replace("<time>", "2006-01-02T15:04:05.000000Z");
    assert.throws(() => decode(kindName, recording.request.body), { message: want });
  });
}
test("recorded: fieldValidation=Strict", { skip: skipWithout(FILE) }, () => {
  const recording = recordings.find((candidate) => candidate.name === "fieldValidation=Strict") as Recording;
  const { strictErrors } = decode("ConfigMap", recording.request.body);
  assert.ok(recording.response.body?.message?.endsWith(`: ${strictDecodingMessage(strictErrors)}`));
});

test("property: hostile values decode or are refused, and never leave unknown fields", () => {
  const key = fc.constantFrom(
    "metadata",
    "spec",
    "containers",
    "name",
    "port",
    "target",
    "resources",
    "limits",
    "sidecars",
    "raw",
    "creationTimestamp",
    "labels",
    "__proto__",
    "constructor",
    "toString",
    "x",
    "",
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, "", "x", "1Gi", "2026-01-01T00:00:00Z"),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.array(fc.tuple(key, tie("tree")), { maxLength: 5 }).map((entries) => Object.fromEntries(entries) as unknown),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      try {
        const first = decode("Pod", JSON.stringify(value));
        // What has been decoded once is in its final form.
        const again = decode("Pod", JSON.stringify(first.object));
        assert.deepEqual(again.strictErrors, []);
        assert.equal(JSON.stringify(again.object), JSON.stringify(first.object));
        assert.equal(({} as { admin?: unknown }).admin, undefined);
      } catch (err) {
        if (!(err instanceof DecodeError)) throw err;
      }
    }),
    { numRuns: 2000 },
  );
});

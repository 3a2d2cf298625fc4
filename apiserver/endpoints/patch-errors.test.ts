import assert from "node:assert/strict";
import { test } from "node:test";
import { appsGroup } from "../../generated/registry/apps/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { goldenBench } from "./testing/index.js";

const CONFIG_MAPS = "/api/v1/namespaces/golden/configmaps";
const DEPLOYMENTS = "/apis/apps/v1/namespaces/golden/deployments";
const JSON_PATCH = "application/json-patch+json";
const MERGE = "application/merge-patch+json";
const STRATEGIC = "application/strategic-merge-patch+json";
const APPLY = "application/apply-patch+yaml";
const REFUSED = "the server rejected our request due to an error in our request";
const invalid = (problem: string): RegExp =>
  new RegExp(`^ "" is invalid: patch: Invalid value: ".*": ${problem.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
const go = (problem: string): string => `error decoding patch: json: cannot unmarshal ${problem}`;

interface Row {
  readonly type: string;
  readonly body: unknown;
  readonly status: number;
  /** Of the Status, or the one warning of an answer that is none. */
  readonly message?: string | RegExp;
  readonly query?: string;
  readonly path?: string;
}

const rows: readonly Row[] = [
  // The form of a JSON patch.
  { type: JSON_PATCH, body: "null", status: 200 },
  { type: JSON_PATCH, body: "[]", status: 200 },
  { type: JSON_PATCH, body: "", status: 400, message: "error decoding patch: unexpected end of JSON input" },
  { type: JSON_PATCH, body: "", query: "fieldValidation=Ignore", status: 400, message: "unexpected end of JSON input" },
  {
    type: JSON_PATCH,
    body: "{}",
    query: "fieldValidation=Ignore",
    status: 400,
    message: "json: cannot unmarshal object into Go value of type jsonpatch.Patch",
  },
  { type: JSON_PATCH, body: "[1]", status: 400, message: go("number into Go value of type handlers.jsonPatchOp") },
  { type: JSON_PATCH, body: "[null]", status: 422, message: REFUSED },
  { type: JSON_PATCH, body: [{ op: "add" }], status: 422, message: REFUSED },
  { type: JSON_PATCH, body: [{ path: "/data/a" }], status: 422, message: REFUSED },
  {
    type: JSON_PATCH,
    body: [{ op: 1 }],
    status: 400,
    message: go("number into Go struct field jsonPatchOp.op of type string"),
  },
  {
    type: JSON_PATCH,
    body: [{ op: "add", path: "/data/b", value: "1", more: 1 }],
    status: 200,
    message: 'json patch unknown field "[0].more"',
  },
  {
    type: JSON_PATCH,
    body: [{ op: "add", path: "/data/b", value: "1", more: 1 }],
    query: "fieldValidation=Strict",
    status: 422,
    message: invalid('strict decoding error: json patch unknown field "[0].more"'),
  },
  // What its operations do.
  { type: JSON_PATCH, body: [{ op: "move", from: "/data", path: "/data/c" }], status: 422, message: REFUSED },
  { type: JSON_PATCH, body: [{ op: "move", from: "/data/none", path: "/data/c" }], status: 422, message: REFUSED },
  { type: JSON_PATCH, body: [{ op: "copy", from: "/data/none", path: "/data/c" }], status: 200 },
  { type: JSON_PATCH, body: [{ op: "remove", path: "" }], status: 422, message: REFUSED },
  { type: JSON_PATCH, body: [{ op: "Add", path: "/data/b", value: "" }], status: 422, message: REFUSED },
  {
    type: JSON_PATCH,
    body: [{ op: "add", path: "/metadata/finalizers/0", value: "a/b" }],
    status: 422,
    message: REFUSED,
  },
  {
    type: JSON_PATCH,
    body: [{ op: "remove", path: "/metadata" }],
    status: 400,
    message: "the name of the object (x based on URL) was undeterminable: name must be provided",
  },
  // Another kind or version.
  {
    type: JSON_PATCH,
    body: [{ op: "replace", path: "/kind", value: "Secret" }],
    status: 422,
    message: invalid("converting (v1.Secret) to (core.ConfigMap): unknown conversion"),
  },
  {
    type: MERGE,
    body: { apiVersion: "v2" },
    status: 422,
    message: invalid(
      'no kind "ConfigMap" is registered for version "v2" in scheme "pkg/api/legacyscheme/scheme.go:30"',
    ),
  },
  { type: MERGE, body: { kind: null }, status: 200 },
  { type: STRATEGIC, body: { kind: "Secret", apiVersion: "v2" }, status: 200 },
  // Merge patches.
  { type: MERGE, body: "null", status: 400, message: "Invalid JSON Patch" },
  { type: MERGE, body: '{"a":', query: "fieldValidation=Ignore", status: 400, message: "Invalid JSON Patch" },
  { type: MERGE, body: "[]", status: 400, message: go("array into Go value of type map[string]interface {}") },
  {
    type: MERGE,
    body: { data: { a: 1 } },
    status: 422,
    message: invalid("json: cannot unmarshal number into Go struct field ConfigMap.data of type string"),
  },
  // Strategic merge patches.
  { type: STRATEGIC, body: "null", status: 200 },
  { type: STRATEGIC, body: "{", status: 400, message: "unexpected end of JSON input" },
  {
    type: STRATEGIC,
    body: "[]",
    status: 400,
    message: "json: cannot unmarshal array into Go value of type map[string]interface {}",
  },
  { type: STRATEGIC, body: { data: { a: 1 } }, status: 422, message: invalid("cannot convert int64 to string") },
  { type: STRATEGIC, body: { data: { a: true } }, status: 422, message: invalid("unrecognized type: string") },
  { type: STRATEGIC, body: { data: "x" }, status: 422, message: invalid("cannot restore map from string") },
  {
    type: STRATEGIC,
    body: { metadata: { finalizers: {} } },
    status: 422,
    message: invalid("cannot restore slice from map"),
  },
  // Nothing is told of a patch of what is not there.
  ...[JSON_PATCH, MERGE, STRATEGIC].map((type) => ({
    type,
    body: "{",
    path: `${CONFIG_MAPS}/none`,
    status: 404,
    message: 'configmaps "none" not found',
  })),
  // Of a scale.
  {
    type: MERGE,
    body: { spec: { replicas: "x" } },
    path: `${DEPLOYMENTS}/d/scale`,
    status: 422,
    message: invalid("json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32"),
  },
  {
    type: MERGE,
    body: { spec: { nope: 1 } },
    path: `${DEPLOYMENTS}/d/scale`,
    status: 200,
    message: 'unknown field "spec.nope"',
  },
  // Applied.
  { type: APPLY, body: "null", query: "fieldManager=m", status: 400, message: "invalid object type: /, Kind=" },
  {
    type: APPLY,
    body: "[]",
    query: "fieldManager=m",
    status: 400,
    message:
      "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
  },
];

test("patches that are wrong are refused in upstream's words", async (t) => {
  const bench = await goldenBench([coreGroup, appsGroup]);
  await bench.send("POST", CONFIG_MAPS, { body: { metadata: { name: "x" }, data: { a: "1" } } });
  const matchLabels = { a: "b" };
  const template = { metadata: { labels: matchLabels }, spec: { containers: [{ name: "c", image: "i" }] } };
  const spec = { selector: { matchLabels }, template };
  await bench.send("POST", DEPLOYMENTS, { body: { metadata: { name: "d" }, spec } });
  for (const { type, body, status, message, query = "", path = `${CONFIG_MAPS}/x` } of rows) {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    await t.test(`${type.slice(12)} ${text} ${query} ${path.slice(path.lastIndexOf("/") + 1)}`, async () => {
      const url = `${path}?dryRun=All&${query}`;
      const answer = await bench.send("PATCH", url, { headers: { "content-type": type }, body: text });
      assert.equal(answer.status, status, answer.text);
      const told = status === 200 ? answer.warnings[0] : (answer.body as { message: string }).message;
      if (message instanceof RegExp) assert.match(told!, message);
      else assert.equal(told, message);
    });
  }
});

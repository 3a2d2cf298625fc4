import assert from "node:assert/strict";
import test from "node:test";
import protobuf from "protobufjs";
import type { OpenAPIDefinitions } from "../../apimachinery/openapi/index.js";
import { DiscoveryCatalog, type DiscoveredResource } from "../discovery/index.js";
import { OpenAPIService } from "./index.js";
import { encodeSwagger } from "./v2-protobuf.js";
import { v2Schema } from "./v2-schema.js";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
const metaDefinitions: OpenAPIDefinitions = {
  [`${META}ObjectMeta`]: {
    type: "object",
    properties: { labels: { type: "object", additionalProperties: { type: "string" } } },
  },
  [`${META}ListMeta`]: { type: "object" },
  [`${META}Status`]: { type: "object" },
  [`${META}WatchEvent`]: { type: "object" },
  [`${META}DeleteOptions`]: {
    type: "object",
    "x-kubernetes-group-version-kind": [{ group: "meta.k8s.io", version: "v1", kind: "DeleteOptions" }],
  },
};
const zoo: OpenAPIDefinitions = {
  ...metaDefinitions,
  "com.zoo.v1.Animal": {
    description: "An animal.",
    type: "object",
    required: ["spec"],
    properties: {
      metadata: { allOf: [ref(`${META}ObjectMeta`)], default: {} },
      spec: { description: "What is wanted.", allOf: [ref("com.zoo.v1.AnimalSpec")], default: {} },
    },
    "x-kubernetes-group-version-kind": [{ group: "zoo.io", version: "v1", kind: "Animal" }],
  },
  "com.zoo.v1.AnimalSpec": {
    type: "object",
    properties: {
      legs: { type: "integer", format: "int32", minimum: 0, default: 4 },
      diet: { type: "string", enum: ["Meat", "Plants"], nullable: true },
      names: { type: "array", items: { type: "string" }, "x-kubernetes-list-type": "set" },
      port: { oneOf: [{ type: "integer" }, { type: "string" }], format: "int-or-string" },
    },
  },
  "com.zoo.v1.AnimalList": {
    type: "object",
    properties: { items: { type: "array", items: ref("com.zoo.v1.Animal") }, metadata: ref(`${META}ListMeta`) },
    "x-kubernetes-group-version-kind": [{ group: "zoo.io", version: "v1", kind: "AnimalList" }],
  },
  "com.zoo.v1.Unused": { type: "object" },
};
const scale: OpenAPIDefinitions = {
  "io.k8s.api.autoscaling.v1.Scale": {
    type: "object",
    "x-kubernetes-group-version-kind": [{ group: "autoscaling", version: "v1", kind: "Scale" }],
  },
};
const animals: DiscoveredResource = {
  name: "animals",
  singular: "animal",
  namespaced: true,
  kind: "Animal",
  verbs: ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
  shortNames: [],
  categories: [],
  subresources: [
    { name: "scale", kind: { group: "autoscaling", version: "v1", kind: "Scale" }, verbs: ["get", "patch", "update"] },
    { name: "status", kind: { group: "zoo.io", version: "v1", kind: "Animal" }, verbs: ["get", "patch", "update"] },
  ],
};

function makeService(): { service: OpenAPIService; catalog: DiscoveryCatalog } {
  const catalog = new DiscoveryCatalog();
  catalog.setGroup("builtin", { name: "zoo.io", priority: 1000, versions: [{ version: "v1", resources: [animals] }] });
  catalog.setGroup("builtin", { name: "autoscaling", priority: 2000, versions: [{ version: "v1", resources: [] }] });
  const service = new OpenAPIService({ catalog, info: { title: "Test", version: "v1.2.3" } });
  service.setDefinitions("zoo.io", () => zoo);
  service.setDefinitions("autoscaling", () => scale);
  return { service, catalog };
}

interface V3 {
  readonly paths: Record<string, Record<string, V3Operation>>;
  readonly components: { readonly schemas: Record<string, Record<string, unknown>> };
}
interface V3Operation {
  readonly operationId: string;
  readonly parameters: { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
  readonly "x-kubernetes-group-version-kind": object;
}

test("v3: paths, operations and the schemas they need", () => {
  const document = makeService().service.document("apis/zoo.io/v1");
  const v3 = JSON.parse(document!.body.toString()) as V3;
  const object = "/apis/zoo.io/v1/namespaces/{namespace}/animals/{name}";
  assert.deepEqual(
    Object.entries(v3.paths).map(([path, item]) => [path, Object.keys(item).filter((key) => key !== "parameters")]),
    [
      ["/apis/zoo.io/v1/", ["get"]],
      ["/apis/zoo.io/v1/namespaces/{namespace}/animals", ["get", "post", "delete"]],
      ["/apis/zoo.io/v1/animals", ["get"]],
      [object, ["get", "put", "patch", "delete"]],
      [`${object}/scale`, ["get", "put", "patch"]],
      [`${object}/status`, ["get", "put", "patch"]],
      ["/apis/zoo.io/v1/watch/namespaces/{namespace}/animals", ["get"]],
      ["/apis/zoo.io/v1/watch/animals", ["get"]],
      ["/apis/zoo.io/v1/watch/namespaces/{namespace}/animals/{name}", ["get"]],
    ],
  );
  const patch = v3.paths[object]!["patch"]!;
  assert.deepEqual(patch["x-kubernetes-group-version-kind"], { group: "zoo.io", kind: "Animal", version: "v1" });
  assert.deepEqual(
    patch.parameters.map(({ name }) => name),
    ["dryRun", "fieldManager", "fieldValidation", "force"],
  );
  assert.ok(patch.requestBody?.content["application/apply-patch+yaml"] !== undefined);
  assert.deepEqual(patch.responses["200"]!.content!["application/json"]!.schema, ref("com.zoo.v1.Animal"));
  const getScale = v3.paths[`${object}/scale`]!["get"]!;
  assert.deepEqual(
    getScale.responses["200"]!.content!["application/json"]!.schema,
    ref("io.k8s.api.autoscaling.v1.Scale"),
  );
  const ids = Object.values(v3.paths).flatMap((item) =>
    Object.entries(item).flatMap(([key, operation]) => (key === "parameters" ? [] : [operation.operationId])),
  );
  assert.equal(new Set(ids).size, ids.length, "operation ids differ");
  assert.deepEqual(Object.keys(v3.components.schemas), [
    "com.zoo.v1.Animal",
    "com.zoo.v1.AnimalList",
    "com.zoo.v1.AnimalSpec",
    "io.k8s.api.autoscaling.v1.Scale",
    ...["DeleteOptions", "ListMeta", "ObjectMeta", "Patch", "Status", "WatchEvent"].map((name) => META + name),
  ]);
  assert.deepEqual(v3.components.schemas[`${META}DeleteOptions`]!["x-kubernetes-group-version-kind"], [
    { group: "", kind: "DeleteOptions", version: "v1" },
    { group: "zoo.io", kind: "DeleteOptions", version: "v1" },
  ]);
});

test("every reference of a document resolves in it", () => {
  const document = makeService().service.document("apis/zoo.io/v1")!.body.toString();
  const names = [...document.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!);
  const { components } = JSON.parse(document) as V3;
  assert.ok(names.length > 10);
  for (const name of names) assert.ok(components.schemas[name] !== undefined, name);
});

test("documents are made once, and anew when their group changes", async () => {
  const { service, catalog } = makeService();
  const first = service.document("apis/zoo.io/v1");
  assert.equal(service.document("apis/zoo.io/v1"), first);
  const index = await service.index();
  assert.equal(await service.index(), index);
  assert.match(
    index.body.toString(),
    new RegExp(`"apis/zoo.io/v1":\\{"serverRelativeURL":"/openapi/v3/apis/zoo.io/v1\\?hash=${first!.etag}"`),
  );
  catalog.setGroup("custom", { name: "new.io", priority: 1000, versions: [{ version: "v1", resources: [] }] });
  assert.equal(service.document("apis/zoo.io/v1"), first, "another group's change leaves it alone");
  assert.notEqual(await service.index(), index);
  service.setDefinitions("zoo.io", () => metaDefinitions);
  assert.notEqual(service.document("apis/zoo.io/v1")!.etag, first!.etag);
  for (const path of ["apis/zoo.io/v9", "apis/none/v1", "apis/zoo.io/v1/x", "api", ""]) {
    assert.equal(service.document(path), undefined, path);
  }
});

test("what is above group versions has documents too", async () => {
  const { service } = makeService();
  const index = JSON.parse((await service.index()).body.toString()) as { readonly paths: object };
  const plain = Object.keys(index.paths).filter((path) => !/\/v\d/.test(path));
  assert.deepEqual(plain, ["apis", "apis/autoscaling", "apis/zoo.io", "version"]);
  const version = JSON.parse(service.document("version")!.body.toString()) as V3;
  assert.deepEqual(Object.keys(version.paths), ["/version/"]);
  assert.deepEqual(Object.keys(version.components.schemas), ["io.k8s.apimachinery.pkg.version.Info"]);
  assert.equal(service.document("version"), service.document("version"));
});

test("v2: schemas in the older terms", () => {
  assert.deepEqual(v2Schema(zoo["com.zoo.v1.AnimalSpec"]!), {
    type: "object",
    properties: {
      legs: { type: "integer", format: "int32", minimum: 0 },
      diet: { type: "string", enum: ["Meat", "Plants"] },
      names: { type: "array", items: { type: "string" }, "x-kubernetes-list-type": "set" },
      port: { type: "string", format: "int-or-string" },
    },
  });
  assert.deepEqual(v2Schema(zoo["com.zoo.v1.Animal"]!), {
    description: "An animal.",
    type: "object",
    required: ["spec"],
    properties: {
      metadata: { $ref: `#/definitions/${META}ObjectMeta` },
      spec: { description: "What is wanted.", $ref: "#/definitions/com.zoo.v1.AnimalSpec" },
    },
    "x-kubernetes-group-version-kind": [{ group: "zoo.io", version: "v1", kind: "Animal" }],
  });
});

// The parts of gnostic's messages that this test reads, written down on their own.
const GNOSTIC = `
syntax = "proto3";
message Any { bytes value = 1; string yaml = 2; }
message NamedAny { string name = 1; Any value = 2; }
message Additional { Schema schema = 1; bool boolean = 2; }
message TypeItem { repeated string value = 1; }
message Items { repeated Schema schema = 1; }
message NamedSchema { string name = 1; Schema value = 2; }
message Properties { repeated NamedSchema additional_properties = 1; }
message Schema {
  string ref = 1; string format = 2; string description = 4; double minimum = 9; repeated string required = 19;
  repeated Any enum = 20; Additional additional_properties = 21; TypeItem type = 22; Items items = 23;
  Properties properties = 25; repeated NamedAny vendor_extension = 31;
}
message Body { string name = 2; string in = 3; bool required = 4; Schema schema = 5; }
message Sub { bool required = 1; string in = 2; string description = 3; string name = 4; string typeOfPath = 5; string type = 6; }
message NonBody { Sub query = 3; Sub path = 4; }
message Parameter { Body body = 1; NonBody non_body = 2; }
message ParametersItem { Parameter parameter = 1; }
message SchemaItem { Schema schema = 1; }
message Response { string description = 1; SchemaItem schema = 2; }
message ResponseValue { Response response = 1; }
message NamedResponse { string name = 1; ResponseValue value = 2; }
message Responses { repeated NamedResponse response_code = 1; }
message Operation {
  string operation_id = 5; repeated string consumes = 7; repeated ParametersItem parameters = 8;
  Responses responses = 9; repeated NamedAny vendor_extension = 13;
}
message PathItem { Operation get = 2; Operation put = 3; Operation post = 4; Operation delete = 5; Operation patch = 8; }
message NamedPathItem { string name = 1; PathItem value = 2; }
message Paths { repeated NamedPathItem path = 2; }
message Info { string title = 1; string version = 2; }
message Document { string swagger = 1; Info info = 2; Paths paths = 8; Properties definitions = 9; }
`;

test("v2: the protobuf form says what the JSON says", () => {
  const { document } = makeService().service.v2();
  const type = protobuf.parse(GNOSTIC, { keepCase: true }).root.lookupType("Document");
  const decoded = type.toObject(type.decode(encodeSwagger(document)), { arrays: true }) as {
    swagger: string;
    info: object;
    paths: { path: { name: string; value: Record<string, Record<string, unknown>> }[] };
    definitions: { additional_properties: { name: string; value: Record<string, unknown> }[] };
  };
  assert.equal(decoded.swagger, "2.0");
  assert.deepEqual(decoded.info, { title: "Test", version: "v1.2.3" });
  assert.deepEqual(
    decoded.paths.path.map(({ name }) => name),
    Object.keys(document.paths),
  );
  const item = decoded.paths.path.find(({ name }) => name.endsWith("/animals/{name}"))!.value;
  assert.deepEqual(Object.keys(item).sort(), ["delete", "get", "patch", "put"]);
  const patch = item["patch"] as {
    operation_id: string;
    consumes: string[];
    parameters: { parameter: Record<string, { query?: { name: string }; path?: { name: string }; name?: string }> }[];
    vendor_extension: { name: string; value: { yaml: string } }[];
  };
  assert.equal(patch.operation_id, "patchZooIoV1NamespacedAnimal");
  assert.ok(patch.consumes.includes("application/apply-patch+yaml"));
  assert.deepEqual(
    patch.parameters.map(
      ({ parameter }) =>
        parameter["body"]?.name ?? parameter["non_body"]?.query?.name ?? parameter["non_body"]?.path?.name,
    ),
    ["body", "name", "namespace", "pretty", "dryRun", "fieldManager", "fieldValidation", "force"],
  );
  const gvk = patch.vendor_extension.find(({ name }) => name === "x-kubernetes-group-version-kind");
  assert.deepEqual(JSON.parse(gvk!.value.yaml), { group: "zoo.io", kind: "Animal", version: "v1" });
  const spec = decoded.definitions.additional_properties.find(({ name }) => name === "com.zoo.v1.AnimalSpec")!.value;
  const properties = (spec["properties"] as { additional_properties: { name: string; value: unknown }[] })
    .additional_properties;
  assert.deepEqual(properties[2], {
    name: "names",
    value: {
      required: [],
      enum: [],
      type: { value: ["array"] },
      items: { schema: [{ required: [], enum: [], vendor_extension: [], type: { value: ["string"] } }] },
      vendor_extension: [{ name: "x-kubernetes-list-type", value: { yaml: '"set"' } }],
    },
  });
});

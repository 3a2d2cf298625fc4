import assert from "node:assert/strict";
import { test } from "node:test";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { parseYAML } from "../../apimachinery/runtime/yaml/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { autoscalingGroup } from "../../generated/registry/autoscaling/index.js";
import { newForbidden } from "../../apimachinery/api/errors/index.js";
import type { AdmissionPlugin } from "../admission/index.js";
import type { ResourceDefinition } from "../registry/index.js";
import { widgetDefinition, widgetOpenAPI, widgetScheme, type Widget } from "../registry/testing/index.js";
import { SchemaIndex, type VirtualResource } from "./index.js";
import { ApiBench, fakeExchange, type Answer } from "./testing/index.js";

const WIDGETS = "/apis/example.com/v1/namespaces/ns/widgets";
const schemas = new SchemaIndex(() => ({
  ...coreGroup.openAPIDefinitions(),
  ...autoscalingGroup.openAPIDefinitions(),
  ...widgetOpenAPI,
}));

function bench(
  plugins: AdmissionPlugin[] = [],
  definition: ResourceDefinition = widgetDefinition(),
): Promise<ApiBench> {
  const scheme = widgetScheme();
  autoscalingGroup.addToScheme(scheme);
  return new ApiBench({ scheme, definitions: [definition], schemas, plugins }).start();
}

function make(api: ApiBench, name: string, rest: object = {}): Promise<Answer> {
  return api.send("POST", WIDGETS, { body: { metadata: { name }, ...rest } });
}

function message(answer: Answer): string {
  const { code, reason, message: text } = answer.body as { code?: number; reason?: string; message?: string };
  return `${code} ${reason ?? ""}: ${text}`;
}

test("create, get, replace and delete", async () => {
  const api = await bench();
  const created = await make(api, "a", { spec: { replicas: 1 } });
  assert.equal(created.status, 201);
  const { metadata, ...rest } = created.body as Widget;
  assert.deepEqual(rest, { kind: "Widget", apiVersion: "example.com/v1", spec: { replicas: 1, color: "grey" } });
  assert.deepEqual([metadata.name, metadata.namespace, metadata.generation], ["a", "ns", 1]);
  const got = await api.send("GET", `${WIDGETS}/a`);
  assert.deepEqual([got.status, got.contentType, got.text], [200, "application/json", created.text]);
  const other = await api.send("GET", "/apis/example.com/v2/namespaces/ns/widgets/a");
  assert.deepEqual((other.body as Widget).spec, { count: 1, color: "grey" });
  const put = await api.send("PUT", `${WIDGETS}/a`, {
    body: { metadata: { name: "a" }, spec: { replicas: 2, color: "red" } },
  });
  assert.deepEqual([put.status, (put.body as Widget).spec], [200, { replicas: 2, color: "red" }]);
  const gone = await api.send("DELETE", `${WIDGETS}/a`);
  assert.deepEqual(gone.body, {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details: { name: "a", group: "example.com", kind: "widgets", uid: metadata.uid },
  });
  assert.equal(message(await api.send("GET", `${WIDGETS}/a`)), '404 NotFound: widgets.example.com "a" not found');
});

const SERVER_DOES_NOT_FIND = "404 NotFound: the server could not find the requested resource";
const SERVER_DOES_NOT_ALLOW = "405 MethodNotAllowed: the server does not allow this method on the requested resource";
const routes: [string, string, string][] = [
  ["GET", "/apis/example.com/v1/nothings", SERVER_DOES_NOT_FIND],
  ["GET", "/apis/example.com/v9/widgets", "404 page not found"],
  ["GET", "/apis/none.example.com/v1/x", "404 page not found"],
  ["GET", `${WIDGETS}/a/nothing`, SERVER_DOES_NOT_FIND],
  ["GET", `${WIDGETS}/a/status/more`, SERVER_DOES_NOT_FIND],
  ["GET", "/apis/example.com/v1/widgets/a", SERVER_DOES_NOT_FIND],
  ["POST", "/apis/example.com/v1/widgets", SERVER_DOES_NOT_ALLOW],
  ["DELETE", "/apis/example.com/v1/widgets", SERVER_DOES_NOT_ALLOW],
  ["PUT", WIDGETS, SERVER_DOES_NOT_ALLOW],
  ["POST", `${WIDGETS}/a`, SERVER_DOES_NOT_ALLOW],
  ["HEAD", WIDGETS, SERVER_DOES_NOT_ALLOW],
  ["PATCH", `${WIDGETS}/a`, "415 UnsupportedMediaType: 415: Unsupported Media Type"],
];
for (const [method, path, want] of routes) {
  test(`${method} ${path}`, async () => {
    const answer = await (await bench()).send(method, path);
    assert.equal(answer.body === undefined ? answer.text.trim() : message(answer), want);
  });
}

test("a version with too many slashes", async () => {
  const body = { apiVersion: "a/b/c", kind: "Widget", metadata: { name: "a" } };
  const answer = await (await bench()).send("POST", WIDGETS, { body });
  assert.match(
    message(answer),
    /^400 BadRequest: the object provided is unrecognized \(must be of type Widget\): unexpected GroupVersion string: a\/b\/c \(/,
  );
});

test("answers in other forms", async () => {
  const api = await bench();
  await make(api, "a", { spec: { replicas: 1, color: "red" } });
  const as = async (accept: string, path = `${WIDGETS}/a`) => api.send("GET", path, { headers: { accept } });
  const yaml = await as("application/yaml");
  assert.equal(yaml.contentType, "application/yaml");
  assert.deepEqual((parseYAML(Buffer.from(yaml.text)).value as Widget).spec, { color: "red", replicas: 1 });
  const partial = (await as("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1")).body as KubeObject;
  assert.deepEqual(
    [partial.kind, partial.apiVersion, partial.metadata.name],
    ["PartialObjectMetadata", "meta.k8s.io/v1", "a"],
  );
  const table = (await as("application/json;as=Table;v=v1;g=meta.k8s.io", WIDGETS)).body as {
    rows: { cells: unknown[]; object: KubeObject }[];
    columnDefinitions: { name: string; description: string }[];
    metadata: { resourceVersion: string };
  };
  assert.deepEqual(
    table.columnDefinitions.map((column) => column.name),
    ["Name", "Color", "Ready"],
  );
  assert.deepEqual(
    table.rows.map((row) => row.cells),
    [["a", "red", null]],
  );
  assert.equal(table.rows[0]?.object.kind, "PartialObjectMetadata");
  const pretty = await api.send("GET", `${WIDGETS}/a?pretty=true`);
  assert.equal(pretty.text, JSON.stringify(JSON.parse(pretty.text), undefined, 2));
  const curl = await api.send("GET", WIDGETS, { headers: { "user-agent": "curl/8" } });
  assert.ok(curl.text.startsWith('{\n  "kind": "WidgetList"'));
  assert.equal(
    message(await as("text/html")),
    "406 NotAcceptable: 406: Not Acceptable\n\nAvailable representations: application/json, application/yaml",
  );
  const missing = await as("application/yaml", `${WIDGETS}/none`);
  assert.deepEqual([missing.status, missing.contentType], [404, "application/yaml"]);
  const bad = await api.send("GET", `${WIDGETS}/a?includeObject=Nope`, {
    headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" },
  });
  assert.match(
    message(bad),
    /^400 BadRequest: Unable to convert to Table as requested: includeObject: Invalid value: "Nope"/,
  );
});

test("lists", async () => {
  const api = await bench();
  for (const name of ["a", "b", "c"]) await make(api, name, { spec: { color: name === "b" ? "red" : "blue" } });
  const list = async (query: string) =>
    (await api.send("GET", `${WIDGETS}${query}`)).body as { items: Widget[]; metadata: { continue?: string } };
  const names = ({ items }: { items: Widget[] }) => items.map((item) => item.metadata.name);
  const all = await list("");
  assert.deepEqual([names(all), all.items[0]?.kind], [["a", "b", "c"], undefined]);
  assert.deepEqual(names(await list("?fieldSelector=spec.color%3Dred")), ["b"]);
  assert.deepEqual(names(await list("?fieldSelector=metadata.name%3Dc")), ["c"]);
  const page = await list("?limit=2");
  assert.deepEqual(names(await list(`?limit=2&continue=${page.metadata.continue}`)), ["c"]);
  assert.equal(
    message(await api.send("GET", `${WIDGETS}?fieldSelector=spec.none%3Dx`)),
    "400 BadRequest: field label not supported: spec.none",
  );
  assert.equal((await api.send("GET", "/apis/example.com/v1/widgets")).status, 200);
});

test("patches", async () => {
  const api = await bench();
  await make(api, "a", { spec: { parts: [{ name: "x", weight: 1 }, { name: "y" }] } });
  const patch = async (type: string, body: unknown, query = "") =>
    api.send("PATCH", `${WIDGETS}/a${query}`, { headers: { "content-type": `application/${type}+json` }, body });
  const merged = await patch("merge-patch", { spec: { color: "red", parts: [{ name: "z" }] } });
  assert.deepEqual((merged.body as Widget).spec, { color: "red", parts: [{ name: "z" }] });
  const strategic = await patch("strategic-merge-patch", {
    spec: { parts: [{ name: "z", weight: 3 }, { name: "q" }] },
  });
  assert.deepEqual((strategic.body as Widget).spec?.parts, [{ name: "z", weight: 3 }, { name: "q" }]);
  const json = await patch("json-patch", [{ op: "remove", path: "/spec/parts/1" }]);
  assert.deepEqual((json.body as Widget).spec?.parts, [{ name: "z", weight: 3 }]);
  const same = await patch("merge-patch", { spec: { color: "red" } });
  assert.equal((same.body as Widget).metadata.resourceVersion, (json.body as Widget).metadata.resourceVersion);
  const warned = await patch("merge-patch", { spec: { nope: 1 } });
  assert.deepEqual([warned.status, warned.warnings], [200, ['unknown field "spec.nope"']]);
  const repeated = await patch("merge-patch", '{"spec":{"color":"a","color":"b"}}', "?fieldValidation=Strict");
  assert.match(
    message(repeated),
    /^422 Invalid: {2}"" is invalid: patch: Invalid value: .*: strict decoding error: duplicate field "spec.color"$/,
  );
  assert.equal(
    message(await patch("merge-patch", { metadata: { name: "b" } })),
    "400 BadRequest: the name of the object (b) does not match the name on the URL (a)",
  );
  assert.match(
    message(await patch("merge-patch", { spec: { replicas: "x" } })),
    /json: cannot unmarshal string into Go struct field/,
  );
  assert.match(message(await patch("merge-patch", { metadata: { resourceVersion: "1" } })), /^409 Conflict/);
});

test("a patch that has to be applied again is the one that was sent", async () => {
  let attempts = 0;
  let meddle = async (): Promise<void> => undefined;
  const plugin: AdmissionPlugin = {
    name: "Painter",
    handles: (operation) => operation === "UPDATE",
    admit: async (a) => {
      const { spec } = a.object as Widget;
      if (a.user.name !== "admin") return;
      spec!.parts!.push({ name: `attempt-${++attempts}` });
      if (attempts === 1) await meddle();
    },
  };
  const api = await bench([plugin]);
  await make(api, "a");
  meddle = async () => {
    const other = { name: "other", uid: "", groups: [], extra: {} };
    const body = { metadata: { name: "a" }, spec: { replicas: 5, parts: [] } };
    assert.equal((await api.send("PUT", `${WIDGETS}/a`, { body, user: other })).status, 200);
  };
  for (const type of ["merge-patch", "strategic-merge-patch"]) {
    attempts = 0;
    const patched = await api.send("PATCH", `${WIDGETS}/a`, {
      headers: { "content-type": `application/${type}+json` },
      body: { spec: { parts: [{ name: "sent" }] } },
    });
    assert.deepEqual([patched.status, (patched.body as Widget).spec?.replicas], [200, 5]);
    assert.deepEqual((patched.body as Widget).spec?.parts, [{ name: "sent" }, { name: "attempt-2" }], type);
  }
});

test("status and scale", async () => {
  const api = await bench();
  await make(api, "a", { spec: { replicas: 1 }, status: { ready: 9 } });
  const status = await api.send("PUT", `${WIDGETS}/a/status`, {
    body: { metadata: { name: "a" }, spec: { replicas: 7 }, status: { ready: 1, selector: "app=a" } },
  });
  assert.deepEqual(
    [(status.body as Widget).spec, (status.body as Widget).status],
    [
      { replicas: 1, color: "grey" },
      { ready: 1, selector: "app=a" },
    ],
  );
  const scale = await api.send("GET", `${WIDGETS}/a/scale`);
  const { kind, apiVersion, metadata, ...rest } = scale.body as KubeObject & { spec: object; status: object };
  assert.deepEqual([kind, apiVersion, metadata.name], ["Scale", "autoscaling/v1", "a"]);
  assert.deepEqual(rest, { spec: { replicas: 1 }, status: { replicas: 1, selector: "app=a" } });
  const patched = await api.send("PATCH", `${WIDGETS}/a/scale`, {
    headers: { "content-type": "application/merge-patch+json" },
    body: { spec: { replicas: 4 } },
  });
  assert.equal(patched.status, 200);
  const after = (await api.send("GET", `${WIDGETS}/a`)).body as Widget;
  assert.deepEqual([after.spec?.replicas, after.metadata.generation], [4, 2]);
  const bad = await api.send("PUT", `${WIDGETS}/a/scale`, {
    body: { kind: "Scale", apiVersion: "autoscaling/v1", metadata: { name: "a" }, spec: { replicas: -1 } },
  });
  assert.equal(
    message(bad),
    '422 Invalid: Scale.autoscaling "a" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  );
  const stale = await api.send("PUT", `${WIDGETS}/a/scale`, {
    body: {
      kind: "Scale",
      apiVersion: "autoscaling/v1",
      metadata: { name: "a", resourceVersion: "1" },
      spec: { replicas: 2 },
    },
  });
  assert.match(message(stale), /^409 Conflict/);
});

test("subresources with code of their own", async () => {
  const definition: ResourceDefinition = {
    ...widgetDefinition(),
    subresources: [
      {
        name: "paint",
        kind: { group: "example.com", version: "v1", kind: "Widget" },
        verbs: ["get", "update", "patch"],
        storage: {
          update(_ctx, parent, body) {
            (parent as Widget).spec = { ...(parent as Widget).spec, color: (body as Widget).spec?.color ?? "" };
          },
        },
      },
      {
        name: "poke",
        kind: { group: "example.com", version: "v1", kind: "Widget" },
        verbs: ["create"],
        storage: {
          update(ctx, parent) {
            (parent.metadata.annotations ??= {})["poked-by"] = ctx.user.name;
            return { kind: "Status", apiVersion: "v1", status: "Success" } as object;
          },
        },
      },
    ],
  };
  const api = await bench([], definition);
  await make(api, "a", { spec: { replicas: 1 } });
  const painted = await api.send("PATCH", "/apis/example.com/v2/namespaces/ns/widgets/a/paint", {
    headers: { "content-type": "application/merge-patch+json" },
    body: { spec: { color: "red", count: 9 } },
  });
  assert.deepEqual((painted.body as Widget).spec, { count: 1, color: "red" });
  const poked = await api.send("POST", `${WIDGETS}/a/poke`, { body: {} });
  assert.deepEqual(
    [poked.status, poked.body],
    [201, { kind: "Status", apiVersion: "v1", status: "Success", code: 201 }],
  );
  const after = (await api.send("GET", `${WIDGETS}/a/paint`)).body as Widget;
  assert.deepEqual(after.metadata.annotations, { "poked-by": "admin" });
  assert.match(message(await api.send("POST", `${WIDGETS}/none/poke`, { body: {} })), /^404 NotFound/);
});

test("admission sees what happens, and may refuse or change it", async () => {
  const seen: string[] = [];
  const plugin: AdmissionPlugin = {
    name: "Watcher",
    handles: () => true,
    admit: async (a) => {
      seen.push(`admit ${a.operation} ${a.name} ${a.subresource} ${a.dryRun}`);
      if (a.operation !== "DELETE") ((a.object as Widget).metadata.labels ??= {})["seen"] = a.user.name;
    },
    validate: async (a) => {
      if ((a.object as Widget | undefined)?.spec?.color === "bad") {
        throw newForbidden({ group: "example.com", resource: "widgets" }, a.name, "bad color");
      }
      seen.push(`validate ${a.operation} ${a.name}${a.oldObject === undefined ? "" : " old"}`);
    },
  };
  const api = await bench([plugin]);
  const created = await api.send("POST", `${WIDGETS}?dryRun=All`, { body: { metadata: { generateName: "g-" } } });
  const { name } = (created.body as Widget).metadata;
  assert.deepEqual((created.body as Widget).metadata.labels, { seen: "admin" });
  await make(api, "a");
  await api.send("PUT", `${WIDGETS}/a`, { body: { metadata: { name: "a" } } });
  const refused = await api.send("PATCH", `${WIDGETS}/a`, {
    headers: { "content-type": "application/merge-patch+json" },
    body: { spec: { color: "bad" } },
  });
  assert.equal(message(refused), '403 Forbidden: widgets.example.com "a" is forbidden: bad color');
  await api.send("DELETE", WIDGETS);
  assert.deepEqual(seen, [
    "admit CREATE   true",
    `validate CREATE ${name}`,
    "admit CREATE a  false",
    "validate CREATE a",
    "admit UPDATE a  false",
    "validate UPDATE a old",
    "admit UPDATE a  false",
    "admit DELETE a  false",
    "validate DELETE a old",
  ]);
});

test("watch streams lines until its time is over", async () => {
  const api = await bench();
  await make(api, "a");
  const exchange = fakeExchange("GET", `${WIDGETS}?watch=true&timeoutSeconds=5&allowWatchBookmarks=true`);
  const watching = api.handle(exchange);
  const lines = () => exchange.response.body.toString().trimEnd().split("\n");
  await api.clock.advance(0);
  assert.deepEqual([exchange.response.status, exchange.response.contentType], [200, "application/json"]);
  await api.send("PUT", `${WIDGETS}/a`, { body: { metadata: { name: "a" }, spec: { color: "red" } } });
  await api.send("DELETE", `${WIDGETS}/a`);
  await api.clock.advance(5_000);
  await watching;
  const events = lines().map((line) => JSON.parse(line) as { type: string; object: Widget });
  assert.deepEqual(
    events.map((event) => event.type),
    ["ADDED", "BOOKMARK", "MODIFIED", "DELETED", "BOOKMARK"],
  );
  assert.deepEqual(events[1]?.object.metadata.annotations, { "k8s.io/initial-events-end": "true" });
  assert.deepEqual(events[2]?.object.spec, { color: "red" });
  assert.equal(exchange.response.ended, true);
});

test("watches as Tables and of metadata", async () => {
  const api = await bench();
  await make(api, "a");
  await make(api, "b");
  const watch = async (accept: string) => {
    const exchange = fakeExchange("GET", `${WIDGETS}?watch=true&timeoutSeconds=1`, { headers: { accept } });
    const watching = api.handle(exchange);
    await api.clock.advance(1_000);
    await watching;
    return exchange.response.body
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; object: Record<string, unknown> });
  };
  const tables = await watch("application/json;as=Table;v=v1;g=meta.k8s.io");
  assert.deepEqual(
    tables.map(({ object }) => [
      object["kind"],
      object["columnDefinitions"] === null,
      (object["rows"] as unknown[]).length,
    ]),
    [
      ["Table", false, 1],
      ["Table", true, 1],
    ],
  );
  const partial = await watch("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
  assert.deepEqual(
    partial.map(({ object }) => object["kind"]),
    ["PartialObjectMetadata", "PartialObjectMetadata"],
  );
});

test("a watch that is too old tells so by an event, and ends with its client", async () => {
  const api = await bench();
  await make(api, "a");
  await make(api, "b");
  await api.backend.compact(await api.backend.currentRevision());
  const old = fakeExchange("GET", `${WIDGETS}?watch=true&resourceVersion=1`);
  await api.handle(old);
  const event = JSON.parse(old.response.body.toString()) as { type: string; object: { code: number; reason: string } };
  assert.deepEqual([event.type, event.object.code, event.object.reason], ["ERROR", 410, "Expired"]);
  const timers = api.clock.waiting;
  const client = new AbortController();
  const left = fakeExchange("GET", `${WIDGETS}?watch=true`, { signal: client.signal });
  const watching = api.handle(left);
  await api.clock.advance(0);
  client.abort(new Error("gone"));
  await watching;
  assert.equal(api.clock.waiting, timers, "no timer is left");
});

test("the old watch paths", async () => {
  const api = await bench();
  await make(api, "a");
  await make(api, "b");
  const exchange = fakeExchange("GET", "/apis/example.com/v1/watch/namespaces/ns/widgets/b?timeoutSeconds=1");
  const watching = api.handle(exchange);
  await api.clock.advance(1_000);
  await watching;
  const events = exchange.response.body
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { object: Widget });
  assert.deepEqual(
    events.map((event) => event.object.metadata.name),
    ["b"],
  );
});

test("duplicate owner references are dropped with a warning", async () => {
  const api = await bench();
  const owner = { apiVersion: "v1", kind: "X", name: "x", uid: "u" };
  const answer = await api.send("POST", WIDGETS, {
    body: { metadata: { name: "a", ownerReferences: [owner, owner] } },
  });
  assert.deepEqual((answer.body as Widget).metadata.ownerReferences, [owner]);
  assert.match(answer.warnings[0] ?? "", /contains duplicate entries.*duplicate UID\(s\) observed: u$/);
});

test("a group of kinds that are never stored knows its other paths as well", async () => {
  const definition = {
    group: "example.com",
    kind: "Widget",
    plural: "widgetreviews",
    singular: "widgetreview",
    namespaced: false,
    hub: { group: "example.com", version: "__internal", kind: "Widget" },
    versions: ["v2"],
    verbs: ["create"] as const,
  };
  const virtualResources = { virtualResource: () => undefined, virtualResources: () => [{ definition }] };
  const deps = { virtualResources };
  const api = await new ApiBench({ scheme: widgetScheme(), definitions: [], schemas, plugins: [], deps }).start();
  assert.match(message(await api.send("GET", "/apis/example.com/v2/others")), /^404 NotFound/);
  assert.equal((await api.send("GET", "/apis/example.com/v3/others")).text, "404 page not found\n");
});

test("kinds that are answered and never stored", async () => {
  const definition = {
    group: "example.com",
    kind: "Widget",
    plural: "widgetreviews",
    singular: "widgetreview",
    namespaced: false,
    hub: { group: "example.com", version: "__internal", kind: "Widget" },
    versions: ["v2"],
    verbs: ["create"] as const,
  };
  const scheme = widgetScheme();
  const reviews: VirtualResource = {
    definition,
    create: async (ctx, object) => {
      (object as Widget).status = { selector: `${ctx.user.name}/${(object as Widget).spec?.replicas}` };
      return object;
    },
  };
  const virtualResources = {
    virtualResource: ({ resource }: { readonly resource: string }) =>
      resource === "widgetreviews" ? reviews : undefined,
    virtualResources: () => [reviews],
  };
  const api = await new ApiBench({
    scheme,
    definitions: [widgetDefinition()],
    schemas,
    plugins: [],
    deps: { virtualResources },
  }).start();
  const path = "/apis/example.com/v2/widgetreviews";
  const answer = await api.send("POST", path, { body: { spec: { count: 3 } } });
  assert.equal(answer.status, 201);
  assert.deepEqual((answer.body as Widget).status, { selector: "admin/3" });
  assert.deepEqual((answer.body as Widget).apiVersion, "example.com/v2");
  assert.match(message(await api.send("GET", path)), /^405 MethodNotAllowed/);
  assert.match(message(await api.send("GET", `${path}/x`)), /^405 MethodNotAllowed/);
  assert.match(message(await api.send("POST", "/apis/example.com/v1/widgetreviews")), /^404 NotFound/);
  assert.match(message(await api.send("POST", path, { body: { kind: "Other" } })), /no kind "Other" is registered/);
});

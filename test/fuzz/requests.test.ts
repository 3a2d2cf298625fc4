/**
 * Whatever a client sends, it gets a Status or an object, soon, and the process is as it was. The runs are the same each
 * time; what longer runs find is kept as plain cases beside the code at fault.
 */
import { after, before, test } from "node:test";
import fc from "fast-check";
import { FuzzedServer } from "./support/fuzzed-server.js";
import { junk, oddKeys } from "./support/junk.js";
import { mutated } from "./support/mutate.js";
import { reviews, seeds, type Seed } from "./support/seeds.js";

const SEED = 20261124;

let server: FuzzedServer;

before(async () => {
  server = await FuzzedServer.start();
  for (const { path, object } of seeds) {
    const { status, body } = await server.ask("POST", path, JSON.stringify(named(object, "base")));
    if (status !== 201) throw new Error(`a seed is not valid: ${body.toString()}`);
  }
});
after(() => server.stop());

function named(object: Seed["object"], name: string): object {
  return { ...object, metadata: { ...object.metadata, name } };
}

function runs(numRuns: number): fc.Parameters<unknown> {
  return { seed: SEED, numRuns };
}

/** A seed, and its object with a few things wrong. */
function damaged(some: readonly Seed[], name = "fuzz"): fc.Arbitrary<{ readonly seed: Seed; readonly body: unknown }> {
  return fc.constantFrom(...some).chain((seed) => mutated([named(seed.object, name)]).map((body) => ({ seed, body })));
}

test("objects that are made", () =>
  fc.assert(
    fc.asyncProperty(
      damaged([...seeds, ...reviews]),
      fc.constantFrom("", "dryRun=All", "fieldValidation=Strict", "fieldValidation=Ignore&dryRun=All"),
      fc.constantFrom("application/json", "application/yaml"),
      async ({ seed, body }, query, contentType) => {
        const { status } = await server.ask("POST", `${seed.path}?${query}`, JSON.stringify(body), contentType);
        if (status !== 201 || seed.path === "/api/v1/namespaces") return;
        await server.ask("GET", `${seed.path}/fuzz`);
        await server.ask("DELETE", `${seed.path}/fuzz?gracePeriodSeconds=0`);
      },
    ),
    runs(160),
  ));

test("objects that are replaced, whole or in part", () =>
  fc.assert(
    fc.asyncProperty(damaged(seeds, "base"), fc.nat(), async ({ seed, body }, n) => {
      const parts = ["", ...seed.subresources.map((name) => `/${name}`)];
      await server.ask(
        n % 3 === 0 ? "POST" : "PUT",
        `${seed.path}/base${parts[n % parts.length]}`,
        JSON.stringify(body),
      );
    }),
    runs(80),
  ));

test("patches", () =>
  fc.assert(
    fc.asyncProperty(
      damaged(seeds, "base"),
      fc.constantFrom("merge-patch+json", "strategic-merge-patch+json", "apply-patch+yaml"),
      fc.nat(),
      async ({ seed, body }, type, n) => {
        const parts = ["", "", ...seed.subresources.map((name) => `/${name}`)];
        const query = type === "apply-patch+yaml" ? `?fieldManager=fuzz&force=${n % 2 === 0}` : "";
        const path = `${seed.path}/base${parts[n % parts.length]}${query}`;
        await server.ask("PATCH", path, JSON.stringify(body), `application/${type}`);
      },
    ),
    runs(160),
  ));

const pointer = fc
  .array(fc.constantFrom("metadata", "labels", "spec", "data", "app", "-", "0", "01", "~0", "~1", "~", ...oddKeys), {
    maxLength: 4,
  })
  .map((parts) => parts.map((part) => `/${part}`).join(""));

test("JSON patches", () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(
        fc.record(
          {
            op: fc.constantFrom("add", "remove", "replace", "move", "copy", "test", "other"),
            path: pointer,
            from: pointer,
            value: junk,
          },
          { requiredKeys: ["op"] },
        ),
        { maxLength: 5 },
      ),
      async (seed, operations) => {
        await server.ask("PATCH", `${seed.path}/base`, JSON.stringify(operations), "application/json-patch+json");
      },
    ),
    runs(80),
  ));

test("bytes", () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom("", "{", '{"kind":"', "k8s\0", "k8s\0\n\x0f\n\x02v1\x12\tConfigMap\x12", "a: ", "- &a [*a]\n"),
      fc.constantFrom(
        "application/json",
        "application/yaml",
        "application/vnd.kubernetes.protobuf",
        "text/plain",
        "",
        "a/b;c=",
      ),
      async (seed, bytes, prefix, contentType) => {
        await server.ask("POST", seed.path, Buffer.concat([Buffer.from(prefix, "latin1"), bytes]), contentType);
      },
    ),
    runs(100),
  ));

const parameters = [
  "labelSelector",
  "fieldSelector",
  "limit",
  "continue",
  "resourceVersion",
  "resourceVersionMatch",
  "sendInitialEvents",
  "pretty",
  "dryRun",
  "fieldManager",
  "fieldValidation",
  "force",
  "gracePeriodSeconds",
  "propagationPolicy",
  "includeObject",
  "timeout",
];
const meaningful = [
  "true",
  "All",
  "Exact",
  "NotOlderThan",
  "1h",
  "-1s",
  "Object",
  "Background",
  "a in (b,c),!d",
  "a>1,b<",
  "constructor",
  "metadata.name=x",
  "spec.nodeName=\\",
  "e30",
];
const value = fc.oneof(
  fc.constantFrom(...meaningful).map(encodeURIComponent),
  junk.map((text) => encodeURIComponent(JSON.stringify(text).slice(0, 300))),
  fc.constantFrom("%00", "%ff%fe", "%zz", "%", "a%3Db%2C".repeat(300)),
);

test("queries", () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.constantFrom(...parameters), value), { minLength: 1, maxLength: 4 }),
      fc.constantFrom("GET", "GET", "DELETE", "PATCH"),
      async (seed, query, method) => {
        const text = query.map((pair) => pair.join("=")).join("&");
        if (method === "GET") await server.ask("GET", `${seed.path}?${text}`);
        else if (method === "DELETE") await server.ask("DELETE", `${seed.path}/none?${text}`);
        else await server.ask("PATCH", `${seed.path}/base?${text}`, "{}", "application/merge-patch+json");
      },
    ),
    runs(120),
  ));

const segment = fc.constantFrom(
  ...["api", "apis", "v1", "apps", "namespaces", "default", "pods", "status", "base", "..", ".", "proxy", "log"],
  ...["%2e%2e", "%2f", "%00", "%0a", "%ff", "%zz", "%", "__proto__", "constructor", "healthz", "openapi", "metrics"],
);

test("paths and methods", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(segment, { minLength: 1, maxLength: 8 }),
      fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "OTHER"),
      async (segments, method) => {
        const body = method.startsWith("P") ? "{}" : undefined;
        await server.ask(method, `/${segments.join("/")}`, body);
      },
    ),
    runs(120),
  ));

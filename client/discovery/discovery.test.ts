import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { isNotFound, newNotFound } from "../../apimachinery/api/errors/index.js";
import { DeferredRESTMapper, DiscoveryRESTMapper, isNoMatchError } from "../restmapper/index.js";
import { requestPath, type RawResponse, type RequestSpec, type RESTInterface } from "../rest/index.js";
import { DiscoveryClient, MemoryCachedDiscovery } from "./index.js";

type Answers = { [path: string]: { readonly body: unknown; readonly contentType?: string; readonly status?: number } };

class CannedREST implements RESTInterface {
  readonly seen: string[] = [];
  constructor(readonly answers: Answers) {}
  async request<T>(spec: RequestSpec): Promise<T> {
    const raw = await this.requestRaw(spec);
    if (raw.status !== 200) throw newNotFound({ group: "", resource: "x" }, spec.absolutePath!);
    return JSON.parse(raw.body.toString()) as T;
  }
  close(): void {}
  requestRaw(spec: RequestSpec): Promise<RawResponse> {
    const path = requestPath("", spec);
    this.seen.push(path);
    const found = this.answers[path] ?? { status: 404, body: {} };
    return Promise.resolve({
      status: found.status ?? 200,
      headers: { "content-type": found.contentType ?? "application/json" },
      body: Buffer.from(JSON.stringify(found.body)),
    });
  }
  watch(): Promise<never> {
    throw new Error("unexpected");
  }
}

const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

const verbs = ["get", "list"];
const flunders = {
  resource: "flunders",
  responseKind: { group: "w.com", version: "v1", kind: "Flunder" },
  scope: "Namespaced",
  singularResource: "flunder",
  shortNames: ["fl"],
  categories: ["all"],
  verbs,
  subresources: [{ subresource: "status", responseKind: { group: "w.com", version: "v1", kind: "Flunder" }, verbs }],
};
const AGGREGATED_ANSWERS: Answers = {
  "/api": {
    contentType: AGGREGATED,
    body: { items: [{ metadata: {}, versions: [{ version: "v1", resources: [] }] }] },
  },
  "/apis": {
    contentType: AGGREGATED,
    body: {
      items: [
        {
          metadata: { name: "w.com" },
          versions: [
            { version: "v1", resources: [flunders], freshness: "Current" },
            {
              version: "v1beta1",
              resources: [{ ...flunders, resource: "olds", singularResource: "old", shortNames: [] }],
            },
            { version: "v0", freshness: "Stale" },
          ],
        },
      ],
    },
  },
};

const r = (name: string, kind: string): object => ({ name, singularName: "", namespaced: true, kind, verbs });
const LEGACY_ANSWERS: Answers = {
  "/api": { body: { kind: "APIVersions", versions: ["v1"] } },
  "/apis": {
    body: {
      kind: "APIGroupList",
      groups: [
        {
          name: "apps",
          versions: [
            { groupVersion: "apps/v2", version: "v2" },
            { groupVersion: "apps/v1", version: "v1" },
          ],
          preferredVersion: { groupVersion: "apps/v1", version: "v1" },
        },
      ],
    },
  },
  "/api/v1": { body: { groupVersion: "v1", resources: [r("pods", "Pod"), r("pods/log", "Pod")] } },
  "/apis/apps/v1": { body: { groupVersion: "apps/v1", resources: [r("deployments", "Deployment")] } },
};

test("aggregated discovery takes two requests; stale versions count as failed", async () => {
  const rest = new CannedREST(AGGREGATED_ANSWERS);
  const all = await new DiscoveryClient(rest).serverGroupsAndResources();
  assert.deepEqual(rest.seen.sort(), ["/api", "/apis"]);
  assert.deepEqual(
    all.groups.map((g) => [g.name, g.preferredVersion?.version, g.versions.length]),
    [
      ["", "v1", 1],
      ["w.com", "v1", 2],
    ],
  );
  assert.deepEqual(
    all.resources.find((l) => l.groupVersion === "w.com/v1")?.resources.map((x) => [x.name, x.kind, x.namespaced]),
    [
      ["flunders", "Flunder", true],
      ["flunders/status", "Flunder", true],
    ],
  );
  assert.match(String(all.failed.get("w.com/v0")), /stale GroupVersion discovery: w.com\/v0/);
});

test("without aggregation each version is asked for; one that fails does not spoil the rest", async () => {
  const all = await new DiscoveryClient(new CannedREST(LEGACY_ANSWERS)).serverGroupsAndResources();
  assert.deepEqual(
    all.resources.map((l) => l.groupVersion),
    ["v1", "apps/v1"],
  );
  assert.ok(isNotFound(all.failed.get("apps/v2")));
});

test("a server with one root only, and one that fails", async () => {
  const { "/api": _, ...named } = LEGACY_ANSWERS;
  const { groups } = await new DiscoveryClient(new CannedREST(named)).serverGroups();
  assert.deepEqual(
    groups.map((g) => g.name),
    ["apps"],
  );
  const broken = { ...LEGACY_ANSWERS, "/apis": { status: 500, body: "oops" } };
  await assert.rejects(new DiscoveryClient(new CannedREST(broken)).serverGroups(), /an error on the server/);
});

test("preferred resources: each once, subresources left out", async () => {
  const rest = new CannedREST(AGGREGATED_ANSWERS);
  const lists = await new DiscoveryClient(rest).serverPreferredResources();
  assert.deepEqual(
    lists.map((l) => [l.groupVersion, l.resources.map((x) => x.name)]),
    [
      ["w.com/v1", ["flunders"]],
      ["w.com/v1beta1", ["olds"]],
    ],
  );
});

test("the mapper finds kinds by plural, singular and short name, and resources by kind", async () => {
  const mapper = new DiscoveryRESTMapper(
    await new DiscoveryClient(new CannedREST(AGGREGATED_ANSWERS)).serverGroupsAndResources(),
  );
  for (const resource of ["flunders", "flunder", "fl", "FL"])
    assert.equal(mapper.kindFor({ resource }).kind, "Flunder");
  assert.deepEqual(mapper.restMapping({ group: "w.com", kind: "Flunder" }), {
    gvk: { group: "w.com", version: "v1", kind: "Flunder" },
    gvr: { group: "w.com", version: "v1", resource: "flunders" },
    namespaced: true,
  });
  assert.equal(mapper.restMapping({ group: "w.com", kind: "Flunder" }, "v1beta1").gvr.resource, "olds");
  assert.equal(mapper.resourceFor({ resource: "fl", group: "w" }).version, "v1");
  assert.deepEqual(mapper.category("all"), [
    { group: "w.com", resource: "flunders" },
    { group: "w.com", resource: "olds" },
  ]);
  assert.throws(() => mapper.kindFor({ resource: "x", group: "w.com" }), /no matches for w.com\/, Resource=x/);
  assert.throws(
    () => mapper.restMapping({ group: "w.com", kind: "X" }, "v1"),
    /no matches for kind "X" in version "w.com\/v1"/,
  );
});

test("the preferred version wins over the server's order", async () => {
  const answers = { ...LEGACY_ANSWERS, "/apis/apps/v2": LEGACY_ANSWERS["/apis/apps/v1"]! };
  answers["/apis/apps/v2"] = { body: { groupVersion: "apps/v2", resources: [r("deployments", "Deployment")] } };
  const mapper = new DiscoveryRESTMapper(await new DiscoveryClient(new CannedREST(answers)).serverGroupsAndResources());
  assert.equal(mapper.restMapping({ group: "apps", kind: "Deployment" }).gvr.version, "v1");
  assert.deepEqual(
    mapper.resourcesFor({ resource: "deployment" }).map((x) => x.version),
    ["v1", "v2"],
  );
});

test("the deferred mapper reads again once when it does not find a kind", async () => {
  const rest = new CannedREST({ ...LEGACY_ANSWERS });
  const mapper = new DeferredRESTMapper(new MemoryCachedDiscovery(new DiscoveryClient(rest)));
  assert.equal((await mapper.resourceFor({ resource: "pods" })).resource, "pods");
  const before = rest.seen.length;
  await mapper.kindFor({ resource: "deployments" });
  assert.equal(rest.seen.length, before, "what is known is not asked for again");
  rest.answers["/apis/apps/v2"] = { body: { groupVersion: "apps/v2", resources: [r("daemonsets", "DaemonSet")] } };
  assert.equal((await mapper.kindFor({ resource: "daemonsets" })).version, "v2");
  const after = rest.seen.length;
  await assert.rejects(mapper.kindFor({ resource: "none" }), isNoMatchError);
  assert.equal(rest.seen.length, after, "a fresh cache is not read again");
});

test("a failed reading is not kept", async () => {
  const answers: Answers = { "/apis": { status: 500, body: {} } };
  const discovery = new MemoryCachedDiscovery(new DiscoveryClient(new CannedREST(answers)));
  await assert.rejects(discovery.serverGroups());
  answers["/apis"] = LEGACY_ANSWERS["/apis"]!;
  assert.equal((await discovery.serverGroups()).groups.length, 1);
});

const GOLDEN = "../shared/golden/discovery.json";
const goldenMissing = existsSync(GOLDEN) ? false : "no recordings";
test("both forms of a recorded server's discovery say the same", { skip: goldenMissing }, async () => {
  interface Recording {
    request?: { method: string; path: string; headers?: { Accept?: string } };
    response?: { status: number; headers: { "content-type"?: string }; body: unknown };
  }
  const aggregated: Answers = {};
  const legacy: Answers = {};
  for (const { request, response } of JSON.parse(readFileSync(GOLDEN, "utf8")) as Recording[]) {
    if (request === undefined || response?.status !== 200) continue;
    const contentType = response.headers["content-type"] ?? "application/json";
    const isAggregated = contentType.includes("APIGroupDiscoveryList");
    if (isAggregated || !(request.path in legacy)) {
      (isAggregated ? aggregated : legacy)[request.path] = { body: response.body, contentType };
    }
  }
  const fromAggregated = await new DiscoveryClient(new CannedREST(aggregated)).serverGroupsAndResources();
  const fromLegacy = await new DiscoveryClient(new CannedREST(legacy)).serverGroupsAndResources();
  const summary = (all: typeof fromLegacy): string[] =>
    all.resources.flatMap((l) =>
      l.resources.map((x) =>
        [l.groupVersion, x.name, x.kind, x.namespaced, [...x.verbs].sort(), x.shortNames].join(" "),
      ),
    );
  assert.ok(summary(fromLegacy).length > 100);
  assert.deepEqual(summary(fromAggregated).sort(), summary(fromLegacy).sort());
  assert.deepEqual(
    fromAggregated.groups.map((g) => g.name),
    fromLegacy.groups.map((g) => g.name),
  );
  const mapper = new DiscoveryRESTMapper(fromAggregated);
  assert.deepEqual(mapper.resourceFor({ resource: "deploy" }), {
    group: "apps",
    version: "v1",
    resource: "deployments",
  });
});

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { deepCopyJSON } from "../../apimachinery/runtime/index.js";
import { ALL_VERBS, type APIGroupDefinition, type ResourceDefinition } from "../../apiserver/registry/index.js";
import { isNotFound } from "../../apimachinery/api/errors/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "./index.js";

const GADGET = { group: "example.test", version: "v1", kind: "Gadget" };

/** A cluster-scoped kind, as registry-gen would emit it. */
const gadgets: ResourceDefinition = {
  group: GADGET.group,
  kind: GADGET.kind,
  listKind: "GadgetList",
  plural: "gadgets",
  singular: "gadget",
  shortNames: [],
  categories: [],
  namespaced: false,
  hub: GADGET,
  storageVersion: { group: GADGET.group, version: GADGET.version },
  versions: ["v1"],
  verbs: ALL_VERBS,
  hooks: {},
  hasSpec: false,
  statusSubresource: false,
  columns: [],
  versionColumns: {},
  selectableFields: [],
  storagePrefix: "example.test/gadgets",
  subresources: [],
};
const META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
const group: APIGroupDefinition = {
  group: GADGET.group,
  versions: ["v1"],
  addToScheme: (scheme) => {
    scheme.addKnownTypes(
      { group: GADGET.group, version: "v1" },
      { kind: "Gadget", deepCopy: deepCopyJSON },
      { kind: "GadgetList", deepCopy: deepCopyJSON, list: true },
    );
    scheme.setHubVersion(GADGET.group, "v1");
  },
  resources: [gadgets as unknown as ResourceDefinition<never>],
  virtualResources: [],
  openAPIDefinitions: () => ({
    "test.example.v1.Gadget": {
      type: "object",
      properties: {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata: { $ref: `#/components/schemas/${META}` },
        size: { type: "integer", format: "int32" },
      },
      "x-kubernetes-group-version-kind": [GADGET],
    },
    [META]: {
      type: "object",
      properties: {
        name: { type: "string" },
        uid: { type: "string" },
        resourceVersion: { type: "string" },
        creationTimestamp: { type: "string" },
      },
    },
  }),
};

interface Gadget {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly size: number;
}

async function withServer(
  opts: Parameters<typeof startTestServer>[0],
  work: (client: RESTClient, server: TestServer) => Promise<void>,
): Promise<void> {
  const server = await startTestServer({ groups: [group], builtInGroups: false, ...opts });
  const client = new RESTClient(server.clientConfig);
  try {
    await work(client, server);
  } finally {
    client.close();
    await server.stop();
  }
}

const at = (name?: string) => ({
  groupVersion: GADGET,
  resource: "gadgets",
  ...(name === undefined ? {} : { name }),
});
const gadget = (name: string, size: number) => ({
  apiVersion: "example.test/v1",
  kind: "Gadget",
  metadata: { name },
  size,
});

test("a user's group is served: create, read, watch, delete", () =>
  withServer({}, async (client) => {
    const created = await client.request<Gadget>({ method: "POST", ...at(), body: gadget("a", 1) });
    assert.match(created.metadata.uid, /^[0-9a-f-]{36}$/);
    assert.equal((await client.request<Gadget>({ method: "GET", ...at("a") })).size, 1);
    const watch = await client.watch<Gadget>({ method: "GET", ...at() });
    const seen: string[] = [];
    for await (const event of watch) {
      seen.push(`${event.type} ${(event.object as Gadget).metadata.name}`);
      if (seen.length === 1) await client.request({ method: "DELETE", ...at("a") });
      if (seen.length === 2) break;
    }
    assert.deepEqual(seen, ["ADDED a", "DELETED a"]);
    await assert.rejects(client.request({ method: "GET", ...at("a") }), isNotFound);
  }));

test("discovery, OpenAPI and metrics show the group", () =>
  withServer({}, async (client) => {
    const text = async (path: string): Promise<string> => {
      const { status, body } = await client.requestRaw({ method: "GET", absolutePath: path });
      assert.equal(status, 200, path);
      return body.toString();
    };
    assert.match(await text("/apis/example.test/v1"), /"name":"gadgets","singularName":"gadget","namespaced":false/);
    assert.match(await text("/openapi/v3/apis/example.test/v1"), /"\/apis\/example\.test\/v1\/gadgets\/\{name\}"/);
    assert.match(await text("/openapi/v2"), /"test\.example\.v1\.Gadget"/);
    await client.request({ method: "POST", ...at(), body: gadget("m", 1) });
    assert.match(await text("/metrics"), /^apiserver_storage_objects\{resource="gadgets\.example\.test"\} 1$/m);
    assert.match(await text("/readyz?verbose"), /\[\+\]poststarthook\/storage-readiness ok\n/);
  }));

test("strangers see health only", () =>
  withServer({}, async (_client, { url, clientConfig }) => {
    const stranger = new RESTClient({ server: url, tls: clientConfig.tls ?? {} });
    const status = async (path: string): Promise<number> =>
      (await stranger.requestRaw({ method: "GET", absolutePath: path })).status;
    assert.deepEqual([await status("/readyz"), await status("/api"), await status("/version")], [200, 401, 401]);
    stranger.close();
  }));

test("an embedded store outlives its server", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "kindsmith-test-server-"));
  try {
    let token: string | undefined;
    await withServer({ storage: "embedded", dataDir }, async (client, { clientConfig }) => {
      token = clientConfig.bearerToken;
      await client.request({ method: "POST", ...at(), body: gadget("kept", 7) });
    });
    await withServer({ storage: "embedded", dataDir }, async (client, { clientConfig }) => {
      assert.equal((await client.request<Gadget>({ method: "GET", ...at("kept") })).size, 7);
      assert.equal(clientConfig.bearerToken, token, "credentials are kept beside it");
    });
  } finally {
    await rm(dataDir, { recursive: true });
  }
});

test("wrong options are named", async () => {
  await assert.rejects(startTestServer({ storage: "embedded" }), /needs a dataDir/);
  await assert.rejects(
    startTestServer({ builtInGroups: false, flags: ["--sercure-port=1", "--v=x"] }),
    /unknown flag --sercure-port; did you mean --secure-port\?\n--v=x: must be a whole number/,
  );
});

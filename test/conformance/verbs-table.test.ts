import assert from "node:assert/strict";
import { Agent, request } from "node:https";
import { buffer } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { queryOf, type HttpMethod, type RequestParams } from "../../client/rest/index.js";
import { ownGroups } from "../../cmd/server/built-in-groups.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";

// Verbs by content types by resource versions, against a server over HTTP. ConfigMap stands for kinds with a protobuf
// form, Flunder for those without.
const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
const FLUNDERS = "/apis/wardle.example.com/v1beta1/namespaces/default/flunders";
const PROTOBUF = "application/vnd.kubernetes.protobuf";
const TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";
const METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
const METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

let server: TestServer;
let agent: Agent;
before(async () => {
  server = await startTestServer({ groups: await ownGroups() });
  agent = new Agent({ keepAlive: true, ca: String(server.clientConfig.tls?.ca) });
  for (const path of [CONFIG_MAPS, FLUNDERS]) await ask("POST", path, { body: objectOf(path, "there") });
});
after(async () => {
  agent.destroy();
  await server.stop();
});

interface Ask {
  readonly params?: RequestParams;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: unknown;
}

function objectOf(path: string, name: string): object {
  const [apiVersion, kind] = path === CONFIG_MAPS ? ["v1", "ConfigMap"] : ["wardle.example.com/v1beta1", "Flunder"];
  return { apiVersion, kind, metadata: { name } };
}

/** Asks once: a client of ours would ask again where the server says when. */
async function ask(method: HttpMethod, path: string, more: Ask = {}) {
  const { params = {}, accept = "application/json", contentType = "application/json", body } = more;
  const sentBody = body === undefined || typeof body === "string" ? (body ?? "") : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${server.clientConfig.bearerToken}`,
    accept,
    "content-type": contentType,
    "content-length": Buffer.byteLength(sentBody),
  };
  const url = `${server.url}${path}?${queryOf(params)}`;
  return new Promise<{ status: number; contentType: string; text: string; json: ReturnType<typeof firstOf> }>(
    (resolve, reject) => {
      const sent = request(url, { method, agent, headers }, (response) => {
        buffer(response).then((bytes) => {
          const text = bytes.toString("latin1");
          const type = response.headers["content-type"] ?? "";
          const json = type === "application/json" && text !== "" ? firstOf(text) : {};
          resolve({ status: response.statusCode ?? 0, contentType: type, text, json });
        }, reject);
      });
      sent.on("error", reject);
      sent.end(sentBody);
    },
  );
}

/** The object of an answer, or the first event of a watch. */
function firstOf(text: string): Record<string, unknown> & { metadata?: Record<string, string>; message?: string } {
  return JSON.parse(text.startsWith('{"type":') ? text.split("\n")[0]! : text) as ReturnType<typeof firstOf>;
}

const WATCH = { watch: true, timeoutSeconds: 1 };

test("verbs that read × what is accepted", async () => {
  type Outcome = string;
  const rows: [
    accept: string,
    get: Outcome,
    list: Outcome,
    watch: Outcome,
    withoutProtobuf?: [Outcome, Outcome, Outcome],
  ][] = [
    ["*/*", "200 application/json", "200 application/json", "200 application/json"],
    ["application/json", "200 application/json", "200 application/json", "200 application/json"],
    ["application/yaml", "200 application/yaml", "200 application/yaml", "406 application/yaml"],
    [
      PROTOBUF,
      `200 ${PROTOBUF}`,
      `200 ${PROTOBUF}`,
      `200 ${PROTOBUF};stream=watch`,
      [`406 ${PROTOBUF}`, `406 ${PROTOBUF}`, `406 ${PROTOBUF}`],
    ],
    [
      `${PROTOBUF}, application/json`,
      `200 ${PROTOBUF}`,
      `200 ${PROTOBUF}`,
      `200 ${PROTOBUF};stream=watch`,
      ["200 application/json", "200 application/json", "200 application/json"],
    ],
    [TABLE, "200 application/json", "200 application/json", "200 application/json"],
    [METADATA, "200 application/json", "406 application/json", "200 application/json"],
    [METADATA_LIST, "406 application/json", "200 application/json", "200 application/json"],
    ["application/cbor", "406 application/json", "406 application/json", "406 application/json"],
    ["text/html", "406 application/json", "406 application/json", "406 application/json"],
  ];
  for (const path of [CONFIG_MAPS, FLUNDERS]) {
    const row = async ([accept, get, list, watch, withoutProtobuf]: (typeof rows)[number]): Promise<void> => {
      const expected = path === FLUNDERS && withoutProtobuf !== undefined ? withoutProtobuf : [get, list, watch];
      const answers = await Promise.all([
        ask("GET", `${path}/there`, { accept }),
        ask("GET", path, { accept }),
        ask("GET", path, { accept, params: WATCH }),
      ]);
      const found = answers.map(({ status, contentType }) => `${status} ${contentType}`);
      assert.deepEqual(found, expected, `${path} ${accept}`);
    };
    await Promise.all(rows.map(row));
  }
});

test("verbs that write × the type of the body", async () => {
  const type = "application/json, application/yaml";
  const unknown = (more: string): string =>
    `the body of the request was in an unknown format - accepted media types include: ${type}${more}`;
  for (const path of [CONFIG_MAPS, FLUNDERS]) {
    const protobuf = path === CONFIG_MAPS ? `, ${PROTOBUF}` : "";
    const body = (name: string): string => JSON.stringify(objectOf(path, name));
    const creates: [contentType: string, status: number, message?: string][] = [
      ["application/json", 201],
      ["application/json; charset=utf-8", 201],
      ["application/yaml", 201],
      ["application/cbor", 415, unknown(protobuf)],
      ["text/plain", 415, unknown(protobuf)],
      ["application/merge-patch+json", 415, unknown(protobuf)],
    ];
    for (const [i, [contentType, status, message]] of creates.entries()) {
      const created = await ask("POST", path, { contentType, body: body(`c${i}`) });
      assert.deepEqual([created.status, created.json.message], [status, message], `create ${path} ${contentType}`);
      const updated = await ask("PUT", `${path}/there`, { contentType, body: body("there") });
      const changed = status === 201 ? 200 : status;
      assert.deepEqual([updated.status, updated.json.message], [changed, message], `update ${path} ${contentType}`);
    }
    const patches: [contentType: string, body: string, status: number][] = [
      ["application/json-patch+json", '[{"op":"add","path":"/metadata/labels","value":{"a":"b"}}]', 200],
      ["application/merge-patch+json", '{"metadata":{"labels":{"a":"c"}}}', 200],
      ["application/strategic-merge-patch+json", '{"metadata":{"labels":{"a":"d"}}}', 200],
      ["application/apply-patch+yaml", body("there"), 200],
      ["application/apply-patch+cbor", body("there"), 415],
      ["application/json", "{}", 415],
      ["text/plain", "{}", 415],
    ];
    for (const [contentType, patch, status] of patches) {
      const params = contentType.includes("apply") ? { fieldManager: "table" } : {};
      const patched = await ask("PATCH", `${path}/there`, { contentType, params, body: patch });
      assert.equal(patched.status, status, `patch ${path} ${contentType}: ${patched.text}`);
    }
    const deletes: [contentType: string, status: number][] = [
      ["application/json", 200],
      ["application/yaml", 200],
      ["text/plain", 415],
    ];
    const options = JSON.stringify({ apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background" });
    for (const [i, [contentType, status]] of deletes.entries()) {
      await ask("POST", path, { body: objectOf(path, `d${i}`) });
      const deleted = await ask("DELETE", `${path}/d${i}`, { contentType, body: options });
      assert.equal(deleted.status, status, `delete ${path} ${contentType}: ${deleted.text}`);
      const params = { fieldSelector: `metadata.name=d${i}` };
      const collection = await ask("DELETE", path, { contentType, params, body: options });
      assert.equal(collection.status, status, `deletecollection ${path} ${contentType}: ${collection.text}`);
    }
  }
});

test("reads × modes of the resource version", async () => {
  const first = (await ask("GET", CONFIG_MAPS)).json.metadata!["resourceVersion"]!;
  const second = (await ask("POST", CONFIG_MAPS, { body: objectOf(CONFIG_MAPS, "later") })).json.metadata![
    "resourceVersion"
  ]!;
  const future = String(Number(second) + 1_000_000);
  const match = "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided";
  const zero = 'resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"';
  const tooLarge = /^Timeout: Too large resource version: \d+, current: \d+$/;
  type Seen = "both" | "first" | RegExp | string;
  const lists: [params: RequestParams, status: number, seen: Seen][] = [
    [{}, 200, "both"],
    [{ resourceVersion: "0" }, 200, "both"],
    [{ resourceVersion: first }, 200, "both"],
    [{ resourceVersion: first, limit: 500 }, 200, "first"],
    [{ resourceVersion: future }, 504, tooLarge],
    [{ resourceVersion: "x" }, 400, /^invalid resource version: resourceVersion: Invalid value: "x"/],
    [{ resourceVersionMatch: "NotOlderThan" }, 422, match],
    [{ resourceVersionMatch: "Exact" }, 422, match],
    [{ resourceVersionMatch: "NotOlderThan", resourceVersion: "0" }, 200, "both"],
    [{ resourceVersionMatch: "NotOlderThan", resourceVersion: first }, 200, "both"],
    [{ resourceVersionMatch: "Exact", resourceVersion: "0" }, 422, zero],
    [{ resourceVersionMatch: "Exact", resourceVersion: first }, 200, "first"],
    [{ resourceVersionMatch: "Exact", resourceVersion: second }, 200, "both"],
    [
      { resourceVersionMatch: "Sometimes", resourceVersion: first },
      422,
      /supported values: "Exact", "NotOlderThan", ""/,
    ],
  ];
  await Promise.all(
    lists.map(async ([params, status, seen]) => {
      const label = JSON.stringify(params);
      const answer = await ask("GET", CONFIG_MAPS, { params });
      assert.equal(answer.status, status, `${label}: ${answer.text}`);
      if (status === 200) assert.equal(answer.text.includes('"later"') ? "both" : "first", seen, label);
      else if (seen instanceof RegExp) assert.match(answer.json.message!, seen, label);
      else assert.ok(answer.json.message!.includes(seen), `${label}: ${answer.json.message}`);
    }),
  );
  const gets: [params: RequestParams, status: number][] = [
    [{}, 200],
    [{ resourceVersion: "0" }, 200],
    [{ resourceVersion: first }, 200],
    [{ resourceVersion: future }, 504],
  ];
  await Promise.all(
    gets.map(async ([params, status]) => {
      const answer = await ask("GET", `${CONFIG_MAPS}/there`, { params });
      assert.equal(answer.status, status, `${JSON.stringify(params)}: ${answer.text}`);
    }),
  );
  const streaming = { sendInitialEvents: true, allowWatchBookmarks: true };
  const watches: [params: RequestParams, status: number, types: string][] = [
    [{}, 200, "there later"],
    [{ resourceVersion: "0" }, 200, "there later"],
    [{ resourceVersion: first }, 200, "later"],
    [{ resourceVersion: second }, 200, ""],
    [{ ...streaming, resourceVersionMatch: "NotOlderThan" }, 200, "there later end"],
    [{ ...streaming, resourceVersionMatch: "NotOlderThan", resourceVersion: first }, 200, "there later end"],
    [streaming, 422, ""],
    [{ resourceVersionMatch: "NotOlderThan", resourceVersion: first }, 422, ""],
  ];
  await Promise.all(
    watches.map(async ([params, status, types]) => {
      const answer = await ask("GET", CONFIG_MAPS, { params: { ...params, ...WATCH } });
      assert.equal(answer.status, status, `${JSON.stringify(params)}: ${answer.text}`);
      if (status !== 200) return;
      const seen = ["there", "later"].filter((name) => answer.text.includes(`"name":"${name}"`));
      if (answer.text.includes('"k8s.io/initial-events-end":"true"')) seen.push("end");
      assert.equal(seen.join(" "), types, JSON.stringify(params));
    }),
  );
});

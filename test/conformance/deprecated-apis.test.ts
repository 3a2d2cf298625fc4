import assert from "node:assert/strict";
import { test } from "node:test";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer } from "../../cmd/testing/index.js";

const GROUP = "/apis/flowcontrol.apiserver.k8s.io";
const WARNING =
  '299 - "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is deprecated in v1.29+, unavailable in v1.32+; use flowcontrol.apiserver.k8s.io/v1 FlowSchema"';

test("old versions answer with a warning and are counted", async () => {
  const server = await startTestServer({ flags: ["--runtime-config=flowcontrol.apiserver.k8s.io/v1beta3=true"] });
  const client = new RESTClient(server.clientConfig);
  const get = async (path: string, method: "GET" | "POST" = "GET") => {
    const { status, headers } = await client.requestRaw({ method, absolutePath: `${GROUP}/${path}`, body: {} });
    return [status, headers["warning"]];
  };
  try {
    assert.deepEqual(await get("v1beta3/flowschemas/exempt"), [200, WARNING]);
    assert.deepEqual(await get("v1beta3/flowschemas/exempt/status"), [200, WARNING]);
    assert.deepEqual(await get("v1beta3/flowschemas/missing"), [404, WARNING]);
    assert.deepEqual(await get("v1beta3/flowschemas/exempt", "POST"), [405, undefined]);
    assert.deepEqual(await get("v1/flowschemas/exempt"), [200, undefined]);
    const { body } = await client.requestRaw({ method: "GET", absolutePath: "/metrics" });
    const series = body.toString().match(/^apiserver_requested_deprecated_apis\{.*$/gm);
    const labels = 'group="flowcontrol.apiserver.k8s.io",removed_release="1.32",resource="flowschemas"';
    assert.deepEqual(series, [
      `apiserver_requested_deprecated_apis{${labels},subresource="",version="v1beta3"} 1`,
      `apiserver_requested_deprecated_apis{${labels},subresource="status",version="v1beta3"} 1`,
    ]);
  } finally {
    client.close();
    await server.stop();
  }
});

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { StatusError } from "../../apimachinery/api/errors/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { ownGroups } from "../server/built-in-groups.js";
import { startTestServer, type TestServer } from "../testing/index.js";
import { sampleAdmissionPlugins } from "./serve.js";

const KUBECTL = ".cache/kubectl/1.35/kubectl";
const WARDLE = "/apis/wardle.example.com";
const FLUNDERS = `${WARDLE}/v1alpha1/namespaces/default/flunders`;
const REFUSAL =
  'flunders.wardle.example.com "badname" is forbidden: this name may not be used, please change the resource name';

let dir: string;
let server: TestServer;
let client: RESTClient;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-ban-flunder-"));
  server = await startTestServer({ groups: await ownGroups(), admissionPlugins: sampleAdmissionPlugins });
  client = new RESTClient(server.clientConfig);
  await writeFile(join(dir, "kubeconfig"), server.kubeconfig);
});
after(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

const send = (
  method: "POST" | "DELETE",
  absolutePath: string,
  body?: object,
): Promise<{ apiVersion: string; kind: string }> =>
  client.request({ method, absolutePath, ...(body === undefined ? {} : { body }) });
const flunder = (name: string): object => ({ metadata: { name } });

/** Runs kubectl. @returns what it printed on either stream */
async function kubectl(...args: string[]): Promise<string> {
  const env = { HOME: dir, KUBECONFIG: join(dir, "kubeconfig") };
  const { stdout, stderr } = await promisify(execFile)(KUBECTL, args, { env }).catch(
    (err: { stdout: string; stderr: string }) => err,
  );
  return stdout + stderr;
}

/** Retries until the cache, from which the plug-in reads, has caught up. */
async function refusedSoon(path: string): Promise<void> {
  for (let i = 0; ; i++) {
    try {
      await send("POST", path, flunder("badname"));
      assert.ok(i < 100, "the ban did not come into force");
      await send("DELETE", `${path.split("?")[0]}/badname`);
    } catch (err) {
      assert.ok(err instanceof StatusError, String(err));
      assert.deepEqual([err.status.code, err.message], [403, REFUSAL]);
      return;
    }
  }
}

test("a name that a Fischer disallows is refused, in every version, and others are not", async () => {
  await send("POST", FLUNDERS, flunder("badname"));
  await send("DELETE", `${FLUNDERS}/badname`);
  await send("POST", `${WARDLE}/v1alpha1/fischers`, { metadata: { name: "f" }, disallowedFlunders: ["badname"] });
  await refusedSoon(FLUNDERS);
  await assert.rejects(send("POST", FLUNDERS.replace("v1alpha1", "v1beta1"), flunder("badname")), { message: REFUSAL });
  await assert.rejects(send("POST", `${FLUNDERS}?dryRun=All`, flunder("badname")), { message: REFUSAL });
  await send("POST", FLUNDERS, flunder("goodname"));
  const metrics = (await client.requestRaw({ method: "GET", absolutePath: "/metrics" })).body.toString();
  assert.match(
    metrics,
    /^apiserver_admission_controller_admission_duration_seconds_count\{name="BanFlunder",operation="CREATE",rejected="true",type="validate"\} [3-9]/m,
  );
});

test("kubectl shows the refusal", { skip: existsSync(KUBECTL) ? false : `${KUBECTL} is missing` }, async () => {
  const manifest = join(dir, "flunder.yaml");
  await writeFile(manifest, "apiVersion: wardle.example.com/v1beta1\nkind: Flunder\nmetadata: {name: badname}\n");
  assert.equal(
    await kubectl("create", "-f", manifest),
    `Error from server (Forbidden): error when creating "${manifest}": ${REFUSAL}\n`,
  );
  await kubectl("delete", "fischer", "f");
  for (let i = 0; i < 20; i++) {
    if ((await kubectl("create", "-f", manifest)).includes("created")) return;
  }
  assert.fail("the ban did not end");
});

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { eventually, kubectlFor, startServer, type ServerProcess } from "./harness.js";

let server: ServerProcess;
let k: ReturnType<typeof kubectlFor>;
before(async () => {
  server = await startServer([
    "--storage-backend=memory",
    "--runtime-config=flowcontrol.apiserver.k8s.io/v1beta1=true",
  ]);
  k = kubectlFor(server);
});
after(() => server.cleanUp());

const DUMPS = "/debug/api_priority_and_fairness";
const manifests = "../shared/golden/manifests";

test("kubectl shows the levels and schemas that every server has", async () => {
  assert.match(await k("get prioritylevelconfigurations"), /^workload-low +Limited +100 +128 +6 +50 /m);
  assert.match(await k("get flowschemas"), /^catch-all +catch-all +10000 +ByUser +\S+ +False$/m);
});

test("the three dumps", async () => {
  assert.match(await k(`get --raw ${DUMPS}/dump_priority_levels`), /^exempt, +0, +false, +false, +0, +1, /m);
  assert.match(await k(`get --raw ${DUMPS}/dump_queues`), /^workload-low, +127, +0, +0, +0, +\d+\.\d{8}ss, /m);
  const requests = await k(`get --raw ${DUMPS}/dump_requests?includeRequestDetails=1`);
  assert.match(
    requests,
    /^exempt, +exempt, +-1, +-1, .* kindsmith-admin, +get, +\/debug\/api_priority_and_fairness\/dump_requests, /m,
  );
});

test("an edit of shares takes effect at once", async () => {
  await k([
    "patch",
    "prioritylevelconfiguration",
    "global-default",
    "--type=merge",
    "-p",
    '{"metadata":{"annotations":{"apf.kubernetes.io/autoupdate-spec":"false"}},"spec":{"limited":{"nominalConcurrencyShares":200}}}',
  ]);
  await eventually("the new shares are in force", async () => {
    const seats = /nominal_limit_seats\{priority_level="global-default"\} (\d+)/.exec(
      await k("get --raw /metrics"),
    )?.[1];
    return Number(seats) === Math.ceil((600 * 200) / 425) ? true : undefined;
  });
});

test("a schema that names no level says so in its status, and serves nobody", async () => {
  const schema = {
    apiVersion: "flowcontrol.apiserver.k8s.io/v1",
    kind: "FlowSchema",
    metadata: { name: "dangling" },
    spec: { priorityLevelConfiguration: { name: "nowhere" }, matchingPrecedence: 3 },
  };
  await k("create -f -", { input: JSON.stringify(schema) });
  await eventually("the status says so", async () =>
    /^dangling .* True$/m.test(await k("get flowschemas")) ? true : undefined,
  );
});

test("a deleted suggested object comes back", async () => {
  await k("delete flowschema service-accounts");
  await eventually("it is there again", async () =>
    (await k("get flowschemas -o name")).includes("/service-accounts\n") ? true : undefined,
  );
});

test("the mandatory schema cannot be changed", async () => {
  const refusal = await k(
    ["patch", "flowschema", "catch-all", "--type=merge", "-p", '{"spec":{"matchingPrecedence":9000}}'],
    { fails: true },
  );
  assert.match(refusal, /spec of 'catch-all' must equal the fixed value/);
});

const skip = existsSync(manifests) ? false : "recorded manifests are not beside the repository";

test("objects of an old version read back in the new one, with their shares", { skip }, async () => {
  await k("apply -f -", { input: readFileSync(`${manifests}/flowcontrol-v1beta1.yaml`, "utf8") });
  const level = JSON.parse(
    await k("get prioritylevelconfigurations.v1.flowcontrol.apiserver.k8s.io tour-default -o json"),
  ) as { apiVersion: string; spec: { limited: Record<string, unknown> } };
  assert.equal(level.apiVersion, "flowcontrol.apiserver.k8s.io/v1");
  assert.equal(level.spec.limited["nominalConcurrencyShares"], 20);
  assert.equal(level.spec.limited["assuredConcurrencyShares"], undefined);
});

test("a manifest with a misplaced field is refused, and the field is named", { skip }, async () => {
  const refusal = await k("apply -f -", {
    input: readFileSync(`${manifests}/flowcontrol-v1beta1-published.yaml`, "utf8").replace("tour-default", "other"),
    fails: true,
  });
  assert.match(refusal, /unknown field "spec\.limited\.limitResponse\.queuing\.type"/);
});

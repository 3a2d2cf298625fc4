import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { StatusError } from "../../apimachinery/api/errors/index.js";
import type { Service, ServiceSpec } from "../../apis/core/v1/types.js";
import type { IPAddress } from "../../apis/networking/v1/types.js";
import { RESTClient } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "./index.js";

const SERVICES = "/api/v1/namespaces/default/services";
const ADDRESSES = "/apis/networking.k8s.io/v1/ipaddresses";

let dir: string;
let server: TestServer;
let client: RESTClient;

async function start(): Promise<void> {
  const flags = ["--service-cluster-ip-range=10.7.0.0/24", "--service-node-port-range=31000-31099"];
  server = await startTestServer({ storage: "embedded", dataDir: dir, flags });
  client = new RESTClient(server.clientConfig);
}

before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-services-"));
  await start();
});
after(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

type Stored<T> = T & { readonly apiVersion: string; readonly kind: string };
const get = <T>(path: string): Promise<Stored<T>> => client.request({ method: "GET", absolutePath: path });
const post = (path: string, name: string, spec: ServiceSpec): Promise<Stored<Service>> =>
  client.request({ method: "POST", absolutePath: path, body: { metadata: { name }, spec } });
const remove = (path: string): Promise<unknown> => client.request({ method: "DELETE", absolutePath: path });
const patch = (name: string, spec: object): Promise<Stored<Service>> =>
  client.request({
    method: "PATCH",
    absolutePath: `${SERVICES}/${name}`,
    headers: { "content-type": "application/merge-patch+json" },
    body: { spec },
  });

/** `namespace/name` of the Service behind each address. */
async function addresses(): Promise<{ [ip: string]: string }> {
  const { items } = await get<{ items: IPAddress[] }>(ADDRESSES);
  return Object.fromEntries(
    items.map(({ metadata, spec }) => [metadata.name, `${spec?.parentRef?.namespace}/${spec?.parentRef?.name}`]),
  );
}

async function messageOf(request: Promise<unknown>): Promise<string> {
  const err = await request.then(
    () => assert.fail("was not refused"),
    (reason: unknown) => reason,
  );
  assert.ok(err instanceof StatusError, String(err));
  return `${err.status.code} ${err.message}`;
}

const ports = [{ port: 80 }];

test("the kubernetes Service has the first address", async () => {
  assert.deepEqual(await addresses(), { "10.7.0.1": "default/kubernetes" });
});

test("a Service gets an address and node ports, which nobody else can have until it is gone", async () => {
  const { spec = {} } = await post(SERVICES, "web", { type: "NodePort", ports });
  const ip = spec.clusterIP ?? "";
  const nodePort = spec.ports?.[0]?.nodePort ?? 0;
  assert.match(ip, /^10\.7\.0\.\d+$/);
  assert.ok(nodePort >= 31_000 && nodePort <= 31_099, String(nodePort));
  assert.deepEqual([spec.clusterIPs, spec.ipFamilies, spec.ipFamilyPolicy], [[ip], ["IPv4"], "SingleStack"]);
  const { metadata } = await get<IPAddress>(`${ADDRESSES}/${ip}`);
  assert.deepEqual(metadata.labels, {
    "ipaddress.kubernetes.io/ip-family": "IPv4",
    "ipaddress.kubernetes.io/managed-by": "ipallocator.k8s.io",
  });
  assert.equal(
    await messageOf(post(SERVICES, "thief", { ports, clusterIP: ip })),
    `422 Service "thief" is invalid: spec.clusterIPs: Invalid value: ["${ip}"]: failed to allocate IP ${ip}: provided IP is already allocated`,
  );
  assert.equal(
    await messageOf(post(SERVICES, "thief", { type: "NodePort", ports: [{ port: 80, nodePort }] })),
    `422 Service "thief" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: provided port is already allocated`,
  );
  assert.equal(await messageOf(post(SERVICES, "web", { ports })), '409 services "web" already exists');
  assert.deepEqual(await addresses(), { "10.7.0.1": "default/kubernetes", [ip]: "default/web" });
  await remove(`${SERVICES}/web`);
  assert.deepEqual(await addresses(), { "10.7.0.1": "default/kubernetes" });
  await post(SERVICES, "heir", { type: "NodePort", clusterIP: ip, ports: [{ port: 80, nodePort }] });
  await remove(`${SERVICES}/heir`);
});

test("a change of the type gives back what the new type has not; the address itself never changes", async () => {
  const { spec = {} } = await post(SERVICES, "moving", { type: "NodePort", ports: [{ port: 80, nodePort: 31_007 }] });
  const cluster = await patch("moving", { type: "ClusterIP" });
  assert.deepEqual([cluster.spec?.clusterIP, cluster.spec?.ports?.[0]?.nodePort], [spec.clusterIP, undefined]);
  await post(SERVICES, "next", { type: "NodePort", ports: [{ port: 80, nodePort: 31_007 }] });
  assert.equal(
    await messageOf(patch("moving", { clusterIP: "10.7.0.9", clusterIPs: ["10.7.0.9"] })),
    '422 Service "moving" is invalid: spec.clusterIPs[0]: Invalid value: ["10.7.0.9"]: may not change once set',
  );
  const external = await patch("moving", { type: "ExternalName", externalName: "a.example.com" });
  assert.deepEqual([external.spec?.clusterIP, external.spec?.ipFamilies], [undefined, undefined]);
  assert.deepEqual(Object.values(await addresses()).sort(), ["default/kubernetes", "default/next"]);
  await remove(`${SERVICES}/moving`);
  await remove(`${SERVICES}/next`);
});

test("headless Services have none, and dry runs take none", async () => {
  const headless = await post(SERVICES, "headless", { clusterIP: "None", ports });
  assert.deepEqual(headless.spec?.clusterIPs, ["None"]);
  await post(`${SERVICES}?dryRun=All`, "dry", { type: "NodePort", ports });
  assert.deepEqual(Object.keys(await addresses()), ["10.7.0.1"]);
  await remove(`${SERVICES}/headless`);
});

test("a client that leaves the address out keeps it", async () => {
  const { metadata, spec = {} } = await post(SERVICES, "kept", { ports });
  const { clusterIP, clusterIPs: _ips, ipFamilies: _families, ipFamilyPolicy: _policy, ...rest } = spec;
  const path = `${SERVICES}/kept`;
  const put = await client.request<Stored<Service>>({
    method: "PUT",
    absolutePath: path,
    body: { metadata, spec: rest },
  });
  assert.deepEqual([put.spec?.clusterIP, put.spec?.ipFamilies], [clusterIP, ["IPv4"]]);
  await remove(path);
  const metrics = (await client.requestRaw({ method: "GET", absolutePath: "/metrics" })).body.toString();
  assert.match(metrics, /^kube_apiserver_clusterip_allocator_allocated_ips\{cidr="10\.7\.0\.0\/24"\} 1$/m);
  assert.match(metrics, /^kube_apiserver_clusterip_allocator_available_ips\{cidr="10\.7\.0\.0\/24"\} 253$/m);
  assert.match(metrics, /^kube_apiserver_nodeport_allocator_allocated_ports 0$/m);
  assert.match(metrics, /^kube_apiserver_nodeport_allocator_allocation_errors_total\{scope="static"\} 1$/m);
});

test("two that want the same at the same time: one gets it", async () => {
  const wanted: ServiceSpec = { clusterIP: "10.7.0.200", ports };
  const results = await Promise.allSettled(["a", "b", "c", "d"].map((name) => post(SERVICES, name, wanted)));
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  assert.equal(Object.keys(await addresses()).filter((ip) => ip === "10.7.0.200").length, 1);
});

test("a restart repairs what was lost", async () => {
  assert.ok("10.7.0.200" in (await addresses()));
  await remove(`${ADDRESSES}/10.7.0.200`);
  await server.stop();
  await start();
  assert.match((await addresses())["10.7.0.200"] ?? "", /^default\/[abcd]$/);
});

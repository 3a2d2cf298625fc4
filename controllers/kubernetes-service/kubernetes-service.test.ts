import assert from "node:assert/strict";
import { test } from "node:test";
import { goldenBench, type ApiBench } from "../../apiserver/endpoints/testing/index.js";
import type { Endpoints, Service } from "../../apis/core/v1/types.js";
import type { EndpointSlice } from "../../apis/discovery/v1/types.js";
import { MasterLeases } from "../../cmd/server/master-leases.js";
import { StoreAccess } from "../../cmd/server/object-access.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { discoveryGroup } from "../../generated/registry/discovery/index.js";
import { EndpointReconciler, firstServiceAddress, KubernetesService, type ServiceObjects } from "./index.js";

const addresses: [string, string][] = [
  ["10.0.0.0/24", "10.0.0.1"],
  ["10.96.0.0/12", "10.96.0.1"],
  ["10.0.0.77/24", "10.0.0.1"],
  ["fd00::/112", "fd00::1"],
];
for (const [range, want] of addresses) {
  test(`the Service's address in ${range}`, () => assert.equal(firstServiceAddress(range), want));
}

class Cluster {
  readonly bench: ApiBench;
  readonly objects: ServiceObjects & {
    readonly services: StoreAccess<Service>;
    readonly endpoints: StoreAccess<Endpoints>;
    readonly endpointSlices: StoreAccess<EndpointSlice>;
  };
  readonly leases: MasterLeases;
  readonly errors: string[] = [];

  constructor(bench: ApiBench) {
    this.bench = bench;
    const { registry, clock, backend } = bench;
    const access = <T extends Service | Endpoints | EndpointSlice>(group: string, resource: string) =>
      new StoreAccess<T>({ store: registry.store({ group, resource })!, stores: bench, clock, namespace: "default" });
    this.objects = {
      services: access<Service>("", "services"),
      endpoints: access<Endpoints>("", "endpoints"),
      endpointSlices: access<EndpointSlice>("discovery.k8s.io", "endpointslices"),
    };
    this.leases = new MasterLeases(backend, "/registry");
  }

  /** A server that has just started and is ready; `crash` ends it without a word. */
  async start(address: string, port = 6443): Promise<Server> {
    const { clock } = this.bench;
    const onError = (what: string, err: unknown): void => void this.errors.push(`${what}: ${(err as Error).message}`);
    const { leases, objects } = this;
    const reconciler = new EndpointReconciler({ leases, objects, address, port, addressType: "IPv4" });
    const settings = { address: "10.0.0.1", port: 443, targetPort: port, nodePort: 0 };
    const service = new KubernetesService({ objects, reconciler, settings, clock, onError });
    const end = new AbortController();
    await service.prepare(end.signal);
    const running = service.run(end.signal);
    await clock.advance(0);
    return {
      leave: async () => {
        await service.leave();
        await running;
      },
      crash: async () => {
        end.abort(new Error("killed"));
        await running;
      },
    };
  }

  /** The addresses that Endpoints and EndpointSlice agree upon. */
  async published(): Promise<readonly string[]> {
    const [endpoints] = await this.objects.endpoints.list({});
    const [slice, ...others] = await this.objects.endpointSlices.list({});
    assert.deepEqual(others, []);
    const listed = (endpoints?.subsets ?? []).flatMap(({ addresses: all = [] }) => all.map(({ ip }) => ip));
    assert.deepEqual(
      (slice?.endpoints ?? []).flatMap((endpoint) => endpoint.addresses),
      listed,
    );
    return listed;
  }
}

interface Server {
  leave(): Promise<void>;
  crash(): Promise<void>;
}

async function newCluster(): Promise<Cluster> {
  return new Cluster(await goldenBench([coreGroup, discoveryGroup]));
}

test("the objects that the first server makes", async () => {
  const cluster = await newCluster();
  const server = await cluster.start("192.0.2.1");
  const [service] = await cluster.objects.services.list({});
  assert.deepEqual(service?.metadata.labels, { component: "apiserver", provider: "kubernetes" });
  assert.deepEqual(service?.spec, {
    type: "ClusterIP",
    clusterIP: "10.0.0.1",
    clusterIPs: ["10.0.0.1"],
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
    internalTrafficPolicy: "Cluster",
    sessionAffinity: "None",
    ports: [{ name: "https", protocol: "TCP", port: 443, targetPort: 6443 }],
  });
  const [endpoints] = await cluster.objects.endpoints.list({});
  assert.deepEqual(endpoints?.metadata.labels, { "endpointslice.kubernetes.io/skip-mirror": "true" });
  assert.deepEqual(endpoints?.subsets, [
    { addresses: [{ ip: "192.0.2.1" }], ports: [{ name: "https", port: 6443, protocol: "TCP" }] },
  ]);
  const [slice] = await cluster.objects.endpointSlices.list({});
  assert.deepEqual(slice?.metadata.labels, { "kubernetes.io/service-name": "kubernetes" });
  assert.deepEqual(slice?.endpoints, [{ addresses: ["192.0.2.1"], conditions: { ready: true } }]);
  assert.deepEqual(slice?.ports, [{ name: "https", port: 6443, protocol: "TCP" }]);
  const stored = await cluster.bench.backend.get("/registry/masterleases/192.0.2.1");
  assert.deepEqual(JSON.parse(Buffer.from(stored!.bytes).toString()), {
    kind: "Endpoints",
    apiVersion: "v1",
    metadata: { generation: 1 },
    subsets: [{ addresses: [{ ip: "192.0.2.1" }] }],
  });
  await server.leave();
  assert.deepEqual(cluster.errors, []);
});

test("servers come, leave, and crash", async () => {
  const cluster = await newCluster();
  const a = await cluster.start("192.0.2.1");
  const b = await cluster.start("192.0.2.2");
  const c = await cluster.start("192.0.2.3");
  assert.deepEqual(await cluster.published(), ["192.0.2.1", "192.0.2.2", "192.0.2.3"]);
  await b.leave();
  assert.deepEqual(await cluster.published(), ["192.0.2.1", "192.0.2.3"], "at once");
  await cluster.bench.clock.advance(60_000);
  assert.deepEqual(await cluster.published(), ["192.0.2.1", "192.0.2.3"], "and it stays away");
  await c.crash();
  await cluster.bench.clock.advance(14_000);
  assert.deepEqual(await cluster.published(), ["192.0.2.1", "192.0.2.3"], "its lease has not run out yet");
  await cluster.bench.clock.advance(11_000);
  assert.deepEqual(await cluster.published(), ["192.0.2.1"], "after its lease and one round of another server");
  await a.leave();
  assert.deepEqual(await cluster.published(), [], "the last one leaves nothing behind");
  assert.deepEqual(cluster.errors, []);
});

test("a server that starts again is out of the endpoints until it is ready", async () => {
  const cluster = await newCluster();
  const a = await cluster.start("192.0.2.1");
  const b = await cluster.start("192.0.2.2");
  await b.crash();
  const { leases, objects } = cluster;
  const restarted = new EndpointReconciler({ leases, objects, address: "192.0.2.2", port: 6443, addressType: "IPv4" });
  assert.equal(await restarted.withdraw({}), true);
  assert.deepEqual(await cluster.published(), ["192.0.2.1"]);
  await restarted.reconcile({});
  assert.deepEqual(await cluster.published(), ["192.0.2.1", "192.0.2.2"]);
  assert.equal(await restarted.leave({}), true);
  await restarted.reconcile({});
  assert.deepEqual(await cluster.published(), ["192.0.2.1"], "a late round does not bring it back");
  await a.leave();
});

test("the only server, killed and started again, is never missing", async () => {
  const cluster = await newCluster();
  await (await cluster.start("192.0.2.1")).crash();
  const { leases, objects } = cluster;
  const restarted = new EndpointReconciler({ leases, objects, address: "192.0.2.1", port: 6443, addressType: "IPv4" });
  assert.equal(await restarted.withdraw({}), true);
  assert.deepEqual(await cluster.published(), ["192.0.2.1"]);
});

test("what others change is put right, and the ports are left to whoever set them", async () => {
  const cluster = await newCluster();
  const server = await cluster.start("192.0.2.1", 6443);
  const { endpoints, endpointSlices, services } = cluster.objects;
  await endpoints.update(
    "kubernetes",
    (current) => ({
      ...current,
      metadata: { ...current.metadata, labels: { mine: "yes" } },
      subsets: [{ addresses: [{ ip: "192.0.2.99" }], ports: [{ name: "https", port: 1, protocol: "TCP" }] }],
    }),
    {},
  );
  const labels = { "kubernetes.io/service-name": "kubernetes" };
  await endpointSlices.create(
    { metadata: { name: "left-over", namespace: "default", labels }, addressType: "IPv6", endpoints: [] },
    {},
  );
  await endpointSlices.create(
    { metadata: { name: "of-another", namespace: "default" }, addressType: "IPv4", endpoints: [] },
    {},
  );
  await services.update(
    "kubernetes",
    (current) => ({
      ...current,
      spec: {
        ...current.spec,
        sessionAffinity: "ClientIP",
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } },
      },
    }),
    {},
  );
  await cluster.bench.clock.advance(10_000);
  const [put] = await endpoints.list({});
  assert.deepEqual(put?.subsets, [
    { addresses: [{ ip: "192.0.2.1" }], ports: [{ name: "https", port: 1, protocol: "TCP" }] },
  ]);
  assert.deepEqual(put?.metadata.labels, { "endpointslice.kubernetes.io/skip-mirror": "true" });
  const slices = await endpointSlices.list({});
  assert.deepEqual(slices.map(({ metadata }) => metadata.name).sort(), ["kubernetes", "of-another"]);
  assert.equal((await services.list({}))[0]?.spec?.sessionAffinity, "ClientIP", "an existing Service is left alone");
  await services.delete("kubernetes", {});
  await cluster.bench.clock.advance(10_000);
  assert.equal((await services.list({}))[0]?.spec?.clusterIP, "10.0.0.1", "and made again");
  await server.leave();
  assert.deepEqual(cluster.errors, []);
});

test("nothing is written where nothing has changed, but the lease", async () => {
  const cluster = await newCluster();
  const server = await cluster.start("192.0.2.1");
  const before = await cluster.bench.backend.currentRevision();
  await cluster.bench.clock.advance(30_000);
  assert.equal((await cluster.bench.backend.currentRevision()) - before, 3n);
  await server.leave();
});

test("a store that fails or does not answer: errors are told, the endpoints stay, a stop ends", async () => {
  const cluster = await newCluster();
  const server = await cluster.start("192.0.2.1");
  const { clock } = cluster.bench;
  const list = cluster.leases.list.bind(cluster.leases);
  cluster.leases.list = () => Promise.resolve([]);
  await clock.advance(10_000);
  assert.deepEqual(cluster.errors, [
    "cannot keep the kubernetes Service: the store lists no server; the endpoints stay as they are",
  ]);
  assert.deepEqual(await cluster.published(), ["192.0.2.1"]);
  cluster.leases.list = list;
  cluster.leases.remove = (_address, { signal }) =>
    new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error)));
  const leaving = server.leave();
  await clock.advance(20_000);
  await leaving;
  assert.equal(
    cluster.errors[1],
    "cannot leave the endpoints of the kubernetes Service: the store did not answer in time",
  );
});

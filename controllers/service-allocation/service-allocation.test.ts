import assert from "node:assert/strict";
import { test } from "node:test";
import { statusOf } from "../../apimachinery/api/errors/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Service, ServiceSpec } from "../../apis/core/v1/types.js";
import { IPPool, IPRange, PortPool, PortRange, repairClaims, ServiceAllocator } from "./index.js";
import { MemoryClaims } from "./testing.js";

function setUp(opts: { readonly ranges?: readonly [string, ...string[]]; readonly ports?: [number, number] } = {}) {
  const [ips, ports] = [new MemoryClaims(), new MemoryClaims()];
  // Always the first of what is left.
  const random = (): number => 0;
  const [first, ...others] = opts.ranges ?? ["10.0.0.0/24"];
  const poolOf = (cidr: string): IPPool => new IPPool(new IPRange(cidr), { claims: ips, random, now: () => 0 });
  const [low, high] = opts.ports ?? [30_000, 32_767];
  const errors: string[] = [];
  const allocator = new ServiceAllocator({
    ips: [poolOf(first), ...others.map(poolOf)],
    ports: new PortPool(new PortRange(low, high), { claims: ports, random, now: () => 0 }),
    onError: (what, err) => errors.push(`${what}: ${(err as Error).message}`),
  });
  const create = async (spec: ServiceSpec, name = "s", dryRun = false): Promise<Service> => {
    const service = newService(name, spec);
    await (await allocator.reserveForCreate({ dryRun }, service)).commit();
    return service;
  };
  const update = async (old: DeepReadonly<Service>, spec: ServiceSpec, dryRun = false): Promise<Service> => {
    const service = newService(old.metadata.name ?? "", spec);
    await (await allocator.reserveForUpdate({ dryRun }, service, old)).commit();
    return service;
  };
  return { allocator, ips, ports, create, update, errors };
}

function newService(name: string, spec: ServiceSpec): Service {
  return { metadata: { namespace: "ns", name }, spec: { type: "ClusterIP", selector: { a: "b" }, ...spec } };
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "";
  } catch (err) {
    const status = statusOf(err);
    if (status === undefined) throw err;
    return `${status.code} ${status.message?.replace('Service "s" is invalid: ', "")}`;
  }
}

const port = (nodePort?: number, number = 80, protocol: "TCP" | "UDP" = "TCP") =>
  nodePort === undefined ? { port: number, protocol } : { port: number, protocol, nodePort };

test("a Service gets an address of the dynamic part of the range, and its families", async () => {
  const { create, ips } = setUp();
  const { spec } = await create({});
  assert.deepEqual(
    [spec?.clusterIP, spec?.clusterIPs, spec?.ipFamilies, spec?.ipFamilyPolicy],
    ["10.0.0.17", ["10.0.0.17"], ["IPv4"], "SingleStack"],
  );
  assert.deepEqual(ips.claims.get("10.0.0.17")?.owner, { namespace: "ns", name: "s" });
  assert.equal((await create({}, "t")).spec?.clusterIP, "10.0.0.18");
});

test("headless and external Services get none", async () => {
  const { create, ips } = setUp();
  const headless = await create({ clusterIP: "None", clusterIPs: ["None"] });
  assert.deepEqual([headless.spec?.ipFamilies, headless.spec?.ipFamilyPolicy], [["IPv4"], "SingleStack"]);
  const bare = await create({ clusterIP: "None", clusterIPs: ["None"], selector: {} });
  assert.deepEqual([bare.spec?.ipFamilies, bare.spec?.ipFamilyPolicy], [["IPv4", "IPv6"], "RequireDualStack"]);
  const external = await create({ type: "ExternalName", externalName: "a.example.com" });
  assert.deepEqual([external.spec?.clusterIPs, external.spec?.ipFamilies], [undefined, undefined]);
  assert.deepEqual(ips.values, []);
});

test("an address that a client chose is checked and taken", async () => {
  const chosen = (ip: string): ServiceSpec => ({ clusterIP: ip, clusterIPs: [ip] });
  const failed = (ip: string, why: string): string =>
    `422 spec.clusterIPs: Invalid value: ["${ip}"]: failed to allocate IP ${ip}: ${why}`;
  const { create, ips } = setUp();
  assert.equal((await create(chosen("10.0.0.5"))).spec?.clusterIP, "10.0.0.5");
  const cases: [ip: string, want: string][] = [
    ["10.0.0.5", failed("10.0.0.5", "provided IP is already allocated")],
    ["10.1.0.5", failed("10.1.0.5", "the provided network does not match the current range")],
    [
      "10.0.0.255",
      failed(
        "10.0.0.255",
        "the provided IP (10.0.0.255) is not in the valid range. The range of valid IPs is 10.0.0.0/24",
      ),
    ],
    ["fd00::5", '422 spec.clusterIPs[0]: Invalid value: ["fd00::5"]: IPv6 is not configured on this cluster'],
    ["nonsense", ""],
  ];
  for (const [ip, want] of cases) assert.equal(await problemOf(create(chosen(ip))), want, ip);
  assert.deepEqual(ips.values, ["10.0.0.5"]);
});

test("what does not fit the cluster's families is refused", async () => {
  const { create } = setUp();
  const cases: [ServiceSpec, string][] = [
    [
      { ipFamilyPolicy: "RequireDualStack" },
      '422 spec.ipFamilyPolicy: Invalid value: "RequireDualStack": this cluster is not configured for dual-stack services',
    ],
    [{ ipFamilies: ["IPv6"] }, '422 spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster'],
    [
      { ipFamilies: ["IPv4", "IPv6"] },
      "422 spec.ipFamilyPolicy: Invalid value: \"SingleStack\": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified",
    ],
    [{ ipFamilies: ["IPv4", "IPv4"] }, '422 spec.ipFamilies[1]: Duplicate value: "IPv4"'],
    [
      { ipFamilies: ["IPv6"], clusterIP: "10.0.0.9", clusterIPs: ["10.0.0.9"] },
      '422 spec.clusterIPs[0]: Invalid value: "10.0.0.9": expected an IPv6 value as indicated by `ipFamilies[0]`',
    ],
  ];
  for (const [spec, want] of cases) assert.equal(await problemOf(create(spec)), want);
  assert.deepEqual((await create({ ipFamilyPolicy: "PreferDualStack" })).spec?.ipFamilies, ["IPv4"]);
});

test("with two families a Service gains and loses its second address", async () => {
  const { create, update, ips } = setUp({ ranges: ["10.0.0.0/28", "fd00::/112"] });
  const single = await create({});
  assert.deepEqual(single.spec?.clusterIPs, ["10.0.0.1"]);
  const dual = await update(single, { ...single.spec, ipFamilyPolicy: "RequireDualStack" });
  assert.deepEqual(
    [dual.spec?.clusterIPs, dual.spec?.ipFamilies],
    [
      ["10.0.0.1", "fd00::101"],
      ["IPv4", "IPv6"],
    ],
  );
  assert.deepEqual(ips.values, ["10.0.0.1", "fd00::101"]);
  assert.equal(
    await problemOf(update(dual, { ...dual.spec, clusterIPs: ["10.0.0.1"], ipFamilies: ["IPv4", "IPv6"] })),
    "422 spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": must be 'SingleStack' to release the secondary cluster IP",
  );
  const again = await update(dual, { ...structuredClone(dual.spec), ipFamilyPolicy: "SingleStack" });
  assert.deepEqual([again.spec?.clusterIPs, again.spec?.ipFamilies], [["10.0.0.1"], ["IPv4"]]);
  assert.deepEqual(ips.values, ["10.0.0.1"]);
  const six = await create({ ipFamilies: ["IPv6"] }, "six");
  assert.deepEqual(six.spec?.clusterIPs, ["fd00::101"]);
});

test("node ports are handed out, chosen, shared between protocols, and checked", async () => {
  const { create, ports } = setUp({ ports: [30_000, 30_019] });
  const any = await create({ type: "NodePort", ports: [port(), port(undefined, 443), port(undefined, 80, "UDP")] });
  assert.deepEqual(
    any.spec?.ports?.map(({ nodePort }) => nodePort),
    [30_016, 30_017, 30_016],
  );
  const chosen = await create({ type: "NodePort", ports: [port(30_003)] }, "t");
  assert.equal(chosen.spec?.ports?.[0]?.nodePort, 30_003);
  const path = "422 spec.ports[0].nodePort: Invalid value: ";
  const nodePort = (number: number): ServiceSpec => ({ type: "NodePort", ports: [port(number)] });
  assert.equal(await problemOf(create(nodePort(30_003))), `${path}30003: provided port is already allocated`);
  assert.equal(
    await problemOf(create(nodePort(80))),
    `${path}80: provided port is not in the valid range. The range of valid ports is 30000-30019`,
  );
  const balanced = await create({ type: "LoadBalancer", externalTrafficPolicy: "Local", ports: [port()] }, "lb");
  assert.deepEqual([balanced.spec?.ports?.[0]?.nodePort, balanced.spec?.healthCheckNodePort], [30_018, 30_019]);
  const without = await create({ type: "LoadBalancer", allocateLoadBalancerNodePorts: false, ports: [port()] }, "w");
  assert.equal(without.spec?.ports?.[0]?.nodePort, undefined);
  assert.deepEqual(ports.values, ["30003", "30016", "30017", "30018", "30019"]);
});

test("what fails in part is given back as a whole, and so is what is not stored", async () => {
  const { allocator, create, ips, ports } = setUp({ ports: [30_000, 30_000] });
  await create({ type: "NodePort", ports: [port()] });
  const [ipsBefore, portsBefore] = [ips.values, ports.values];
  assert.equal(
    await problemOf(create({ type: "NodePort", ports: [port()] }, "t")),
    "500 Internal error occurred: failed to allocate a nodePort: range is full",
  );
  assert.deepEqual([ips.values, ports.values], [ipsBefore, portsBefore]);
  const transaction = await allocator.reserveForCreate({ dryRun: false }, newService("t", {}));
  assert.equal(ips.values.length, 2);
  await transaction.revert();
  assert.deepEqual(ips.values, ipsBefore);
});

test("a change of the type takes and gives back", async () => {
  const { create, update, ips, ports } = setUp();
  const service = await create({ type: "NodePort", ports: [port(), port(undefined, 443)] });
  const cluster = await update(service, { ...service.spec, type: "ClusterIP", ports: [port(), port(undefined, 443)] });
  assert.deepEqual([ips.values, ports.values], [["10.0.0.17"], []]);
  const external = await update(cluster, { type: "ExternalName", externalName: "a.example.com" });
  assert.deepEqual(ips.values, []);
  const back = await update(external, { type: "NodePort", ports: [port(30_500)] });
  assert.deepEqual([back.spec?.clusterIP, ips.values, ports.values], ["10.0.0.17", ["10.0.0.17"], ["30500"]]);
  const moved = await update(back, { ...back.spec, ports: [port(30_501)] });
  assert.deepEqual([moved.spec?.clusterIP, ports.values], ["10.0.0.17", ["30501"]]);
});

test("a deletion gives everything back", async () => {
  const { allocator, create, ips, ports, errors } = setUp();
  const lb: ServiceSpec = {
    type: "LoadBalancer",
    externalTrafficPolicy: "Local",
    ports: [port(), port(undefined, 443)],
  };
  await allocator.release(await create(lb));
  assert.deepEqual([ips.values, ports.values, errors], [[], [], []]);
});

test("a dry run takes nothing, and tells what would fail", async () => {
  const { create, ips, ports } = setUp();
  const { spec } = await create({ type: "NodePort", ports: [port(), port(undefined, 443)] }, "s", true);
  assert.deepEqual([spec?.clusterIP, new Set(spec?.ports?.map(({ nodePort }) => nodePort)).size], ["10.0.0.0", 2]);
  assert.deepEqual([ips.values, ports.values], [[], []]);
  await create({ clusterIP: "10.0.0.5", clusterIPs: ["10.0.0.5"] }, "t");
  assert.match(
    await problemOf(create({ clusterIP: "10.0.0.5", clusterIPs: ["10.0.0.5"] }, "s", true)),
    /provided IP is already allocated/,
  );
});

test("a full range says so; its static part is the last to go", async () => {
  const { create, ips } = setUp({ ranges: ["10.0.0.0/28"] });
  for (let i = 0; i < 14; i++) await create({}, `s${i}`);
  assert.equal(ips.values.length, 14);
  assert.equal(
    await problemOf(create({})),
    "500 Internal error occurred: failed to allocate a serviceIP: range is full",
  );
});

test("the repair makes claims agree with Services, but leaves young claims alone", async () => {
  const [ips, ports] = [new MemoryClaims(), new MemoryClaims()];
  const services = new Map<string, Service>();
  const add = (name: string, ip: string, ...nodePorts: number[]): void =>
    void services.set(
      name,
      newService(name, { type: "NodePort", clusterIP: ip, clusterIPs: [ip], ports: nodePorts.map((one) => port(one)) }),
    );
  const owner = (name: string) => ({ namespace: "ns", name });
  add("claimed", "10.0.0.1", 30_001);
  add("lost", "10.0.0.2", 30_002);
  add("twice", "10.0.0.1");
  await ips.claim("10.0.0.1", owner("claimed"));
  await ips.claim("10.0.0.2", owner("gone"));
  await ips.claim("10.0.0.3", owner("claimed"));
  await ports.claim("30009", owner("gone"));
  ips.now = ports.now = 100_000;
  await ips.claim("10.0.0.4", owner("young"));
  const conflicts: string[] = [];
  await repairClaims({
    services: () => Promise.resolve([...services.values()]),
    service: ({ name }) => Promise.resolve(services.get(name)),
    ips,
    ports,
    now: () => 100_000,
    onConflict: (what, { name }) => conflicts.push(`${name} ${what}`),
  });
  const claimed = [...ips.claims.values()].map(({ value, owner: holder }) => `${holder?.name} ${value}`).sort();
  assert.deepEqual(claimed, ["claimed 10.0.0.1", "lost 10.0.0.2", "young 10.0.0.4"]);
  assert.deepEqual([ports.values, conflicts], [["30001", "30002"], ["twice 10.0.0.1"]]);
});

test("each address of a range comes once, the dynamic part first", () => {
  const all = [...new IPRange("10.0.0.0/26").candidates(() => 0.5)];
  assert.equal(new Set(all).size, 62);
  assert.ok(all.indexOf("10.0.0.16") > all.indexOf("10.0.0.17"));
  const wide = new IPRange("fd00::/64").candidates(() => 0.999);
  assert.match(wide.next().value ?? "", /^fd00::ff/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { newForbidden, statusOf } from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { MetricsRegistry } from "../metrics/index.js";
import {
  AdmissionChain,
  AdmissionMetrics,
  NamespaceLifecycle,
  RequestAttributes,
  selectPlugins,
  type AdmissionAttributes,
  type AdmissionPlugin,
  type AttributesParts,
  type ObjectReader,
} from "./index.js";

const user = { name: "u", uid: "", groups: [], extra: {} };

function attributes(parts: Partial<AttributesParts> = {}): RequestAttributes {
  return new RequestAttributes({
    operation: "CREATE",
    kind: { group: "", version: "v1", kind: "ConfigMap" },
    resource: { group: "", version: "v1", resource: "configmaps" },
    subresource: "",
    namespace: "ns",
    name: "x",
    object: undefined,
    oldObject: undefined,
    options: undefined,
    user,
    dryRun: false,
    warnings: new Set(),
    annotations: new Map(),
    ...parts,
  });
}

function recorder(name: string, log: string[], extra: Partial<AdmissionPlugin> = {}): AdmissionPlugin {
  return {
    name,
    handles: (operation) => operation !== "DELETE",
    admit: async () => void log.push(`admit ${name}`),
    validate: async () => void log.push(`validate ${name}`),
    ...extra,
  };
}

test("plug-ins run in order, and the first refusal ends it", async () => {
  const log: string[] = [];
  const refuse = async () => {
    throw newForbidden({ group: "", resource: "configmaps" }, "x", "no");
  };
  const chain = new AdmissionChain(
    [recorder("a", log), recorder("b", log, { validate: refuse }), recorder("c", log, { handles: () => true })],
    { clock: new FakeClock() },
  );
  await chain.admit(attributes(), {});
  await assert.rejects(chain.validate(attributes(), {}), /configmaps "x" is forbidden: no/);
  assert.deepEqual(log, ["admit a", "admit b", "admit c", "validate a"]);
  log.length = 0;
  await chain.admit(attributes({ operation: "DELETE" }), {});
  assert.deepEqual(log, ["admit c"], "only those that handle the operation");
});

test("a plug-in that names its resources does not meet others", async () => {
  const log: string[] = [];
  const resources = [{ group: "apps", resource: "deployments" }];
  const clock = new FakeClock();
  const never = () => new Promise<void>(() => {});
  const chain = new AdmissionChain([recorder("few", log, { resources, waitReady: never }), recorder("all", log)], {
    clock,
  });
  void chain.start(new AbortController().signal);
  const deployments = { group: "apps", version: "v1", resource: "deployments" };
  await chain.admit(attributes(), {});
  await chain.validate(attributes({ resource: { ...deployments, group: "extensions" } }), {});
  assert.deepEqual(log, ["admit all", "validate all"], "nor does the request wait for it");
  const late = assert.rejects(chain.admit(attributes({ resource: deployments }), {}), /not yet ready/);
  await clock.advance(10_000);
  await late;
});

test("a plug-in may have the mutating half run once more, and only once", async () => {
  const log: string[] = [];
  const again = async (a: AdmissionAttributes) => {
    log.push(`again ${a.reinvocation}`);
    a.requestReinvocation();
  };
  const chain = new AdmissionChain([recorder("a", log), recorder("again", log, { admit: again })], {
    clock: new FakeClock(),
  });
  await chain.admit(attributes(), {});
  assert.deepEqual(log, ["admit a", "again false", "admit a", "again true"]);
});

test("requests wait for a plug-in to get ready, but not for ever", async () => {
  const clock = new FakeClock();
  const log: string[] = [];
  let ready = (): void => {};
  const waitReady = () => new Promise<void>((resolve) => (ready = resolve));
  const chain = new AdmissionChain([recorder("slow", log, { waitReady })], { clock });
  const started = chain.start(new AbortController().signal);
  const late = chain.admit(attributes({ name: "", object: { metadata: { generateName: "g-" } } as KubeObject }), {});
  const refused = assert.rejects(late, /configmaps "g-" is forbidden: not yet ready to handle request/);
  await clock.advance(10_000);
  await refused;
  const patient = chain.admit(attributes(), {});
  ready();
  await Promise.all([patient, started]);
  assert.deepEqual([log, clock.waiting], [["admit slow"], 0]);
});

test("metrics tell how long each plug-in took, and the half as a whole", async () => {
  const clock = new FakeClock();
  const registry = new MetricsRegistry();
  const take =
    (ms: number, refuse = false) =>
    async (): Promise<void> => {
      await clock.advance(ms);
      if (refuse) throw newForbidden({ group: "", resource: "configmaps" }, "x", "no");
    };
  const handles = (): boolean => true;
  const chain = new AdmissionChain(
    [
      { name: "Quick", handles, admit: take(3), validate: take(1) },
      { name: "Slow", handles, admit: take(200), validate: take(30, true) },
      { name: "Never", handles: () => false, admit: take(1_000) },
    ],
    { clock, observer: new AdmissionMetrics(registry) },
  );
  await chain.admit(attributes(), {});
  await assert.rejects(chain.validate(attributes({ operation: "UPDATE" }), {}));
  const text = await registry.text();
  const sums = [...text.matchAll(/^apiserver_admission_(\w+)_admission_duration_seconds_sum(\{.*\}) (.*)$/gm)];
  assert.deepEqual(sums.map(([, what, labels, seconds]) => `${what}${labels} ${seconds}`).sort(), [
    'controller{name="Quick",operation="CREATE",rejected="false",type="admit"} 0.003',
    'controller{name="Quick",operation="UPDATE",rejected="false",type="validate"} 0.001',
    'controller{name="Slow",operation="CREATE",rejected="false",type="admit"} 0.2',
    'controller{name="Slow",operation="UPDATE",rejected="true",type="validate"} 0.03',
    'step{operation="CREATE",rejected="false",type="admit"} 0.203',
    'step{operation="UPDATE",rejected="true",type="validate"} 0.031',
  ]);
});

test("annotations have qualified keys and one value", () => {
  const annotations = new Map<string, string>();
  const a = attributes({ annotations });
  a.addAnnotation("plugin.example.com/key", "v");
  a.addAnnotation("plugin.example.com/key", "v");
  assert.deepEqual([...annotations], [["plugin.example.com/key", "v"]]);
  assert.throws(() => a.addAnnotation("plugin.example.com/key", "w"), /not allowed to be overwritten/);
  assert.throws(() => a.addAnnotation("key", "v"), /not a qualified name/);
});

test("selection of plug-ins", () => {
  const available = ["ResourceQuota", "Mine", "AlwaysDeny", "NamespaceLifecycle", "MutatingAdmissionWebhook"];
  assert.deepEqual(selectPlugins({ available }), [
    "NamespaceLifecycle",
    "Mine",
    "MutatingAdmissionWebhook",
    "ResourceQuota",
  ]);
  assert.deepEqual(selectPlugins({ available, enable: ["AlwaysDeny"], disable: ["ResourceQuota", "Mine"] }), [
    "NamespaceLifecycle",
    "MutatingAdmissionWebhook",
    "AlwaysDeny",
  ]);
  assert.throws(
    () => selectPlugins({ available, enable: ["Nope", "Mine"], disable: ["Mine"] }),
    /enable-admission-plugins plugin "Nope" is unknown; \[Mine\] in enable-admission-plugins and disable-admission-plugins overlapped/,
  );
});

interface Namespaces {
  readonly cached: { [name: string]: string };
  readonly live: { [name: string]: string };
}

function lifecycle(namespaces: Namespaces): { plugin: NamespaceLifecycle; clock: FakeClock; fresh: string[] } {
  const fresh: string[] = [];
  const clock = new FakeClock();
  const reader: ObjectReader = {
    get: async (_resource, _namespace, name, opts) => {
      if (opts?.fresh === true) fresh.push(name);
      const phase = (opts?.fresh === true ? namespaces.live : namespaces.cached)[name];
      return phase === undefined ? undefined : ({ metadata: { name }, status: { phase } } as KubeObject);
    },
    list: async () => [],
  };
  return { plugin: new NamespaceLifecycle({ reader, clock }), clock, fresh };
}

async function outcome(plugin: NamespaceLifecycle, parts: Partial<AttributesParts>): Promise<string> {
  try {
    await plugin.admit(attributes(parts), {});
    return "allowed";
  } catch (err) {
    const status = statusOf(err);
    if (status === undefined) throw err;
    const causes = status.details?.causes?.map((cause) => ` [${cause.reason} ${cause.field}: ${cause.message}]`);
    return `${status.code} ${status.message}${causes?.join("") ?? ""}`;
  }
}

const namespaceKind = {
  kind: { group: "", version: "v1", kind: "Namespace" },
  resource: { group: "", version: "v1", resource: "namespaces" },
};
const both = { ns: "Active", going: "Terminating" };
const cases: { name: string; parts: Partial<AttributesParts>; want: string }[] = [
  { name: "create in an active namespace", parts: {}, want: "allowed" },
  { name: "create in a missing one", parts: { namespace: "none" }, want: '404 namespaces "none" not found' },
  {
    name: "create in one that is going",
    parts: { namespace: "going" },
    want:
      '403 configmaps "x" is forbidden: unable to create new content in namespace going because it is being terminated' +
      " [NamespaceTerminating metadata.namespace: namespace going is being terminated]",
  },
  { name: "update in one that is going", parts: { namespace: "going", operation: "UPDATE" }, want: "allowed" },
  { name: "delete in a missing one", parts: { namespace: "none", operation: "DELETE" }, want: "allowed" },
  { name: "an object of the cluster", parts: { namespace: "" }, want: "allowed" },
  { name: "a namespace itself", parts: { ...namespaceKind, namespace: "new", name: "new" }, want: "allowed" },
  {
    name: "deleting a namespace that the system needs",
    parts: { ...namespaceKind, operation: "DELETE", namespace: "kube-system", name: "kube-system" },
    want: '403 namespaces "kube-system" is forbidden: this namespace may not be deleted',
  },
  {
    name: "an access review",
    parts: {
      namespace: "none",
      resource: { group: "authorization.k8s.io", version: "v1", resource: "localsubjectaccessreviews" },
    },
    want: "allowed",
  },
];
for (const { name, parts, want } of cases) {
  test(`NamespaceLifecycle: ${name}`, async () => {
    const { plugin } = lifecycle({ cached: both, live: both });
    assert.equal(await outcome(plugin, parts), want);
  });
}

test("NamespaceLifecycle asks the store when the cache does not know, or just saw a deletion", async () => {
  const { plugin, clock, fresh } = lifecycle({
    cached: { ns: "Active" },
    live: { ns: "Terminating", young: "Active" },
  });
  assert.equal(await outcome(plugin, { namespace: "young" }), "allowed");
  assert.equal(await outcome(plugin, {}), "allowed");
  await outcome(plugin, { ...namespaceKind, operation: "DELETE", namespace: "ns", name: "ns" });
  assert.match(await outcome(plugin, {}), /^403/);
  await clock.advance(30_000);
  assert.equal(await outcome(plugin, {}), "allowed");
  assert.deepEqual(fresh, ["young", "ns"]);
});

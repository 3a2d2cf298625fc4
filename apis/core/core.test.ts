import assert from "node:assert/strict";
import test from "node:test";
import type { ErrorList, HookContext } from "../../apimachinery/index.js";
import { namespaceStrategy, namespaceSubresources } from "./namespace-strategy.js";
import { nodeStrategy } from "./node-strategy.js";
import { serviceStrategy } from "./service-strategy.js";
import { SetDefaults_Secret } from "./v1/defaults.js";
import type { ConfigMap, Event, LimitRangeItem, Namespace, Node, Secret, Service, ServiceSpec } from "./v1/types.js";
import { validateConfigMap, validateConfigMapUpdate, validateSecret, validateSecretUpdate } from "./validation/data.js";
import { validateEvent } from "./validation/event.js";
import { validateLimitRange, validateResourceQuota } from "./validation/quotas.js";
import { validateService, validateServiceUpdate } from "./validation/service.js";

const ctx: HookContext = { user: { name: "u", groups: [] }, namespace: "n", dryRun: false, now: 0 };
const FROZEN = "Forbidden: field is immutable when `immutable` is set";

function service(more: Partial<ServiceSpec> = {}): Service {
  const ports = [{ port: 80, targetPort: 80, protocol: "TCP" as const }];
  return { metadata: { name: "s" }, spec: { type: "ClusterIP", sessionAffinity: "None", ports, ...more } };
}

const secret = (type: string, data: { [key: string]: string }, more: Partial<Secret> = {}): Secret => ({
  metadata: { name: "x" },
  type,
  data,
  ...more,
});
const configMap = (more: Partial<ConfigMap>): ConfigMap => ({ metadata: { name: "x" }, ...more });
const event = (own: string, namespace?: string): Event =>
  ({ metadata: { name: "e", namespace: own }, involvedObject: namespace === undefined ? {} : { namespace } }) as Event;
const limits = (item: LimitRangeItem): ErrorList =>
  validateLimitRange({ metadata: { name: "l" }, spec: { limits: [item] } });

const cases: readonly { name: string; errs: ErrorList; want: string[] }[] = [
  { name: "a service", errs: validateService(service()), want: [] },
  { name: "no ports", errs: validateService(service({ ports: [] })), want: ["spec.ports: Required value"] },
  { name: "headless without ports", errs: validateService(service({ ports: [], clusterIP: "None" })), want: [] },
  {
    name: "ports without names",
    errs: validateService(
      service({
        ports: [
          { port: 80, targetPort: 80, protocol: "TCP" },
          { port: 80, targetPort: 80, protocol: "TCP" },
        ],
      }),
    ),
    want: [
      "spec.ports[0].name: Required value",
      "spec.ports[1].name: Required value",
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
    ],
  },
  {
    name: "a node port of a ClusterIP service",
    errs: validateService(service({ ports: [{ port: 80, targetPort: 80, protocol: "TCP", nodePort: 30_000 }] })),
    want: ["spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'"],
  },
  {
    name: "another address",
    errs: validateServiceUpdate(
      service({ clusterIP: "10.0.0.2", clusterIPs: ["10.0.0.2"] }),
      service({ clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.1"] }),
    ),
    want: ['spec.clusterIPs[0]: Invalid value: ["10.0.0.2"]: may not change once set'],
  },
  {
    name: "a key in both",
    errs: validateConfigMap(configMap({ data: { a: "" }, binaryData: { a: "" } })),
    want: ['data[a]: Invalid value: "a": duplicate of key present in binaryData'],
  },
  {
    name: "a frozen ConfigMap",
    errs: validateConfigMapUpdate(configMap({ data: { a: "2" } }), configMap({ immutable: true, data: { a: "1" } })),
    want: [`immutable: ${FROZEN}`, `data: ${FROZEN}`],
  },
  {
    name: "a TLS secret without its key",
    errs: validateSecret(secret("kubernetes.io/tls", { "tls.crt": "YQ==" })),
    want: ["data[tls.key]: Required value"],
  },
  {
    name: "a token without its account",
    errs: validateSecret(secret("kubernetes.io/service-account-token", {})),
    want: ["metadata.annotations[kubernetes.io/service-account.name]: Required value"],
  },
  {
    name: "another type",
    errs: validateSecretUpdate(secret("a/b", {}), secret("Opaque", {})),
    want: ['type: Invalid value: "a/b": field is immutable'],
  },
  { name: "an event of its object's namespace", errs: validateEvent(event("n", "n")), want: [] },
  {
    name: "an event of another namespace",
    errs: validateEvent(event("n", "other")),
    want: ['involvedObject.namespace: Invalid value: "other": does not match event.namespace'],
  },
  { name: "an event of a cluster-scoped object", errs: validateEvent(event("default")), want: [] },
  {
    name: "a request above the limit",
    errs: limits({ type: "Container", default: { cpu: "1" }, defaultRequest: { cpu: "2" } }),
    want: [
      'spec.limits[0].defaultRequest[cpu]: Invalid value: "2": default request value 2 is greater than default limit value 1',
    ],
  },
  {
    name: "a quota of something unknown",
    errs: validateResourceQuota({ metadata: { name: "q" }, spec: { hard: { nothings: "1" } } }),
    want: ['spec.hard[nothings]: Invalid value: "nothings": must be a standard resource type or fully qualified'],
  },
];
for (const tc of cases) test(`rules: ${tc.name}`, () => assert.deepEqual(tc.errs.map(String), tc.want));

test("plain texts of a Secret become data", () => {
  const object = secret("", { a: "YQ==" }, { stringData: { b: "ü" } });
  SetDefaults_Secret(object);
  assert.deepEqual(object, secret("Opaque", { a: "YQ==", b: "w7w=" }));
});

test("what was handed out to a service stays when a client leaves it out", () => {
  const given = service({ type: "NodePort", clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.1"], ipFamilies: ["IPv4"] });
  const port = given.spec?.ports?.[0];
  if (port !== undefined) port.nodePort = 30_001;
  const sent = service({ type: "NodePort" });
  serviceStrategy.prepareForUpdate?.(ctx, sent, given);
  assert.deepEqual(sent.spec, given.spec);
});

test("a namespace stays until its finalizers are gone", () => {
  const namespace: Namespace = { metadata: { name: "x", generation: 1 } };
  namespaceStrategy.prepareForCreate?.(ctx, namespace);
  assert.deepEqual(namespace, {
    metadata: { name: "x" },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  });
  assert.equal(namespaceStrategy.blocksDeletion?.(namespace), true);
  namespaceStrategy.prepareForDelete?.(ctx, namespace);
  assert.equal(namespace.status?.phase, "Terminating");
  // An update cannot take the finalizer away; finalize can.
  const sent: Namespace = { metadata: { name: "x" }, spec: {} };
  namespaceStrategy.prepareForUpdate?.(ctx, sent, namespace);
  assert.deepEqual(sent.spec, { finalizers: ["kubernetes"] });
  namespaceSubresources.finalize.update?.(ctx, namespace, { spec: {} } as Namespace);
  assert.equal(namespaceStrategy.blocksDeletion?.(namespace), false);
});

test("cells of a node", () => {
  const node: Node = {
    metadata: { name: "n", labels: { "node-role.kubernetes.io/b": "", "kubernetes.io/role": "a" } },
    spec: { unschedulable: true },
    status: {
      conditions: [{ type: "Ready", status: "True" }],
      addresses: [{ type: "InternalIP", address: "10.0.0.1" }],
    },
  };
  const cells = nodeStrategy.tableCells ?? {};
  assert.equal(cells["Status"]?.(node, 0), "Ready,SchedulingDisabled");
  assert.equal(cells["Roles"]?.(node, 0), "a,b");
  assert.equal(cells["Internal-IP"]?.(node, 0), "10.0.0.1");
  assert.deepEqual(nodeStrategy.selectableFields?.(node), { "spec.unschedulable": "true" });
});

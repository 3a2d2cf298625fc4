/**
 * What keeping managed fields costs: creates, updates and applies of one object at a time, without storage and network,
 * beside a plain copy of the object by JSON. Run with
 * `node --import=tsx --conditions=kindsmith-source bench/managed-fields.ts`.
 */
import { realClock } from "../apimachinery/clock/index.js";
import {
  runAtOnce,
  Scheme,
  type DeepReadonly,
  type KubeObject,
  type RuntimeObject,
} from "../apimachinery/runtime/index.js";
import { FieldManagers, SchemaIndex } from "../apiserver/endpoints/index.js";
import type { ResourceDefinition } from "../apiserver/registry/index.js";
import { appsGroup } from "../generated/registry/apps/index.js";
import { coreGroup } from "../generated/registry/core/index.js";

const ROUNDS = 2000;

const groups = [coreGroup, appsGroup];
const scheme = new Scheme();
for (const group of groups) group.addToScheme(scheme);
const schemas = SchemaIndex.ofGroups(groups);
const managers = new FieldManagers({ scheme, schemas, clock: realClock });
const definitions = groups.flatMap((group) => group.resources as unknown as readonly ResourceDefinition[]);

for (const containers of [1, 10, 100]) {
  const config = deployment(containers);
  const steps = managers.managerOf(definitionOf("deployments"), "v1", "")!;
  const manager = {
    apply: (live: DeepReadonly<KubeObject> | undefined, config: RuntimeObject, name: string) =>
      runAtOnce(steps.applySteps(live, config, name, false)),
    update: (live: DeepReadonly<KubeObject> | undefined, object: KubeObject, name: string) =>
      runAtOnce(steps.updateSteps(live, object, name)),
  };
  const rounds = Math.max(20, Math.round(ROUNDS / containers));
  const live = stored(manager.apply(undefined, structuredClone(config), "applier"));
  const shared = stored(manager.update(live, scaled(live, 5), "controller"));
  console.log(`deployment with ${containers} containers`);
  report("copy by JSON", rounds, () => JSON.parse(JSON.stringify(live)) as unknown);
  report("create", rounds, () => manager.update(undefined, fresh(live), "creator"));
  report("update that changes one field", rounds, (i) => manager.update(shared, scaled(shared, i + 6), "controller"));
  report("update that changes nothing", rounds, () => manager.update(shared, scheme.deepCopy(shared), "controller"));
  report("apply that creates", rounds, () => manager.apply(undefined, structuredClone(config), "applier"));
  report("apply that changes nothing", rounds, () => manager.apply(live, structuredClone(config), "applier"));
  report("apply that changes one field", rounds, (i) => manager.apply(live, replicated(config, i + 10), "applier"));
  report("apply that drops a field", rounds, () => {
    const { replicas: _, ...spec } = config.spec;
    return manager.apply(live, { ...structuredClone(config), spec } as RuntimeObject, "applier");
  });
}

interface Deployment extends KubeObject {
  spec: { replicas: number; [field: string]: unknown };
}

function deployment(containers: number): Deployment {
  const labels = { app: "web", tier: "front" };
  const container = (_: unknown, i: number) => ({
    name: `c${i}`,
    image: `registry.example/c${i}:1`,
    args: ["--port=8080", "--verbose"],
    ports: [{ name: "http", containerPort: 8080 + i }],
    env: [
      { name: "A", value: "1" },
      { name: "B", value: "2" },
    ],
    resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
    volumeMounts: [{ name: "config", mountPath: "/etc/web" }],
  });
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "default", labels },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: Array.from({ length: containers }, container),
          volumes: [{ name: "config", configMap: { name: "web" } }],
        },
      },
    },
  };
}

/** As it would come back from storage. */
function stored(object: KubeObject): Deployment {
  const copy = JSON.parse(JSON.stringify(object)) as Deployment;
  copy.metadata.uid = "5f1c9b1e-0000-4000-8000-000000000000";
  copy.metadata.resourceVersion = "1";
  return copy;
}

function fresh(live: Deployment): Deployment {
  const copy = scheme.deepCopy(live);
  delete copy.metadata.managedFields;
  return copy;
}

function scaled(live: Deployment, replicas: number): Deployment {
  const copy = scheme.deepCopy(live);
  copy.spec.replicas = replicas;
  return copy;
}

function replicated(config: Deployment, replicas: number): RuntimeObject {
  const copy = structuredClone(config);
  copy.spec.replicas = replicas;
  return copy;
}

function definitionOf(plural: string): ResourceDefinition {
  return definitions.find((definition) => definition.plural === plural)!;
}

function report(name: string, rounds: number, run: (round: number) => unknown): void {
  for (let i = 0; i < rounds / 4; i++) run(i);
  const start = process.hrtime.bigint();
  for (let i = 0; i < rounds; i++) run(i);
  const us = Number(process.hrtime.bigint() - start) / 1000 / rounds;
  console.log(`  ${name.padEnd(32)} ${us.toFixed(1).padStart(9)} µs`);
}

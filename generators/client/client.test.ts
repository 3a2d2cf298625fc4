import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { isNotFound } from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { applyconfigurationGen } from "../applyconfiguration/index.js";
import { conversionGen } from "../conversion/index.js";
import { deepcopyGen } from "../deepcopy/index.js";
import { createFixtureProject, type FixtureProject } from "../framework/fixture-project.js";
import { expectGolden } from "../framework/testing.js";
import { informerGen } from "../informer/index.js";
import { listerGen } from "../lister/index.js";
import { registerGen } from "../register/index.js";
import { clientGen } from "./index.js";

const FOLDER = "test/testdata/client";

for (const shape of ["shapes", "errors"]) {
  test(`client-gen: ${shape}`, () => expectGolden(`${FOLDER}/${shape}`, clientGen));
}
for (const [generator, folder] of [
  [applyconfigurationGen, "applyconfiguration"],
  [listerGen, "lister"],
  [informerGen, "informer"],
] as const) {
  test(`${generator.name}: shapes`, () => expectGolden(`test/testdata/${folder}/shapes`, generator));
}

let project: FixtureProject;
before(async () => {
  const all = [deepcopyGen, registerGen, conversionGen, clientGen, applyconfigurationGen, listerGen, informerGen];
  project = await createFixtureProject(`${FOLDER}/shapes/in`, all);
});
after(() => project.remove());

test("the output compiles strictly, and what must not compile does not", () => {
  assert.deepEqual(project.typeErrors(), []);
});

interface Plant extends KubeObject {
  spec?: { count?: number };
  status?: { conditions?: object[] };
}

/** The parts of the emitted modules that the tests below use. */
interface Emitted {
  createFakeClientset(objects?: object[], opts?: object): FakeClientset;
  SharedInformerFactory: new (client: FakeClientset, opts: object) => Factory;
}
interface FakeClientset {
  readonly fake: { actions(): readonly { verb: string; resource: string; subresource: string; name: string }[] };
  gardenV1(): {
    plants(namespace: string): {
      create(obj: Plant): Promise<Plant>;
      get(name: string): Promise<Plant>;
      list(): Promise<{ items: Plant[] }>;
      updateStatus(obj: Plant): Promise<Plant>;
      apply(config: object, opts: object): Promise<Plant>;
      getScale(name: string): Promise<unknown>;
      water(name: string): Promise<Plant>;
    };
    weathers(): { get(name: string): Promise<KubeObject> };
  };
  discovery(): { serverPreferredResources(): Promise<readonly { groupVersion: string }[]> };
}
interface Factory {
  start(opts: { signal: AbortSignal }): void;
  shutdown(): Promise<void>;
  waitForCacheSync(opts: { signal: AbortSignal }): Promise<ReadonlyMap<string, boolean>>;
  forResource(gvr: object): { lister(): { byNamespace(namespace: string): { get(name: string): KubeObject } } };
  garden(): {
    v1(): {
      plants(): {
        informer(): { addEventHandler(handler: object): void };
        lister(): {
          names(): string[];
          plants(namespace: string): { get(name: string): Plant; list(): Plant[]; count(): number };
        };
      };
      weathers(): { lister(): { get(name: string): KubeObject } };
    };
  };
}

const plantOf = (name: string, count: number): Plant => ({
  apiVersion: "garden.example.com/v1",
  kind: "Plant",
  metadata: { name, namespace: "ns" },
  spec: { count },
});

async function emitted(): Promise<Emitted> {
  const fake = await project.load<Emitted>("generated/clientset/fake.ts");
  const factory = await project.load<Emitted>("generated/informers/factory.ts");
  return { ...fake, ...factory };
}

test("the fake clientset runs the emitted clients", async () => {
  const { createFakeClientset } = await emitted();
  const client = createFakeClientset([plantOf("a", 1)]);
  const plants = client.gardenV1().plants("ns");
  const created = await plants.create({ metadata: { name: "b" }, spec: { count: 2 } });
  assert.deepEqual([created.kind, created.metadata.namespace], ["Plant", "ns"]);
  assert.deepEqual(
    (await plants.list()).items.map((plant) => plant.metadata.name),
    ["a", "b"],
  );
  const updated = await plants.updateStatus({ ...created, spec: { count: 9 }, status: { conditions: [] } });
  assert.deepEqual([updated.spec, updated.status], [{ count: 2 }, { conditions: [] }]);
  await assert.rejects(plants.get("c"), isNotFound);
  await assert.rejects(plants.getScale("a"), isNotFound);
  assert.deepEqual((await plants.water("a")).metadata.labels, { watered: "yes" });
  assert.deepEqual(
    client.fake.actions().map((action) => [action.verb, action.resource, action.subresource, action.name].join(" ")),
    [
      "create plants  b",
      "list plants  ",
      "update plants status b",
      "get plants  c",
      "get plants scale a",
      "get plants  a",
      "update plants  a",
    ],
  );
  assert.deepEqual(
    (await client.discovery().serverPreferredResources()).map((list) => list.groupVersion),
    ["v1", "garden.example.com/v1", "gate.example.com/v1"],
  );
});

test("a configuration of the emitted builders reaches the server as plain JSON", async () => {
  const { createFakeClientset } = await emitted();
  const sent: unknown[] = [];
  const apply = ({ config }: { config: unknown }): unknown => {
    sent.push(JSON.parse(JSON.stringify(config)));
    return structuredClone(config);
  };
  const client = createFakeClientset([], { apply });
  interface Built {
    withLabels(labels: object): Built;
    withSpec(spec: object): Built;
  }
  const { plant } = await project.load<{ plant(name: string, ns: string): Built }>(
    "generated/applyconfiguration/garden/v1/plant.ts",
  );
  const { plantSpec } = await project.load<{ plantSpec(): { withCount(n: number): object } }>(
    "generated/applyconfiguration/garden/v1/plantspec.ts",
  );
  const config = plant("a", "ns").withLabels({ x: "1" }).withSpec(plantSpec().withCount(3));
  const applied = await client.gardenV1().plants("ns").apply(config, { fieldManager: "me" });
  assert.deepEqual(applied.spec, { count: 3 });
  const metadata = { name: "a", namespace: "ns", labels: { x: "1" } };
  assert.deepEqual(sent, [{ kind: "Plant", apiVersion: "garden.example.com/v1", metadata, spec: { count: 3 } }]);
});

test("extraction gives back what a manager applied", async () => {
  const { extractPlant } = await project.load<{ extractPlant(obj: object, manager: string): object }>(
    "generated/applyconfiguration/garden/v1/plant.ts",
  );
  const obj = plantOf("a", 1);
  obj.metadata.labels = { mine: "1", theirs: "2" };
  obj.metadata.managedFields = [
    { manager: "me", operation: "Apply", fieldsV1: { "f:metadata": { "f:labels": { "f:mine": {} } } } },
  ];
  const identity = { kind: "Plant", apiVersion: "garden.example.com/v1" };
  assert.deepEqual(JSON.parse(JSON.stringify(extractPlant(obj, "me"))), {
    ...identity,
    metadata: { name: "a", namespace: "ns", labels: { mine: "1" } },
  });
  assert.deepEqual(JSON.parse(JSON.stringify(extractPlant(obj, "you"))), {
    ...identity,
    metadata: { name: "a", namespace: "ns" },
  });
});

test("the emitted factory shares one informer for each kind", async () => {
  const { createFakeClientset, SharedInformerFactory } = await emitted();
  const client = createFakeClientset([plantOf("a", 1)]);
  const clock = new FakeClock();
  const factory = new SharedInformerFactory(client, { clock, namespace: "ns" });
  const plants = factory.garden().v1().plants();
  assert.equal(plants.informer(), factory.garden().v1().plants().informer());
  const heard: string[] = [];
  plants.informer().addEventHandler({ onAdd: (plant: Plant) => void heard.push(plant.metadata.name!) });
  const stop = new AbortController();
  factory.start({ signal: stop.signal });
  factory.start({ signal: stop.signal });
  assert.deepEqual(
    await factory.waitForCacheSync({ signal: stop.signal }),
    new Map([["garden.example.com/v1/Plant", true]]),
  );
  await client.gardenV1().plants("ns").create(plantOf("b", 2));
  await clock.advance(0);
  assert.deepEqual(heard, ["a", "b"]);
  assert.equal(client.fake.actions().filter(({ verb }) => verb === "watch").length, 1);
  const lister = plants.lister();
  assert.deepEqual(lister.names().sort(), ["a", "b"]);
  assert.equal(lister.plants("ns").get("b").spec!.count, 2);
  assert.equal(lister.plants("ns").count(), 2);
  assert.equal(lister.plants("other").list().length, 0);
  assert.throws(() => lister.plants("ns").get("c"), /plant.garden.example.com "c" not found/);
  const gvr = { group: "garden.example.com", version: "v1", resource: "plants" };
  assert.equal(factory.forResource(gvr).lister().byNamespace("ns").get("a").metadata.name, "a");
  assert.throws(() => factory.forResource({ ...gvr, resource: "rocks" }), /no informer found for .*Resource=rocks/);
  // One that is asked for later needs another start.
  const weathers = factory.garden().v1().weathers().lister();
  assert.throws(() => weathers.get("a"), isNotFound);
  stop.abort();
  await factory.shutdown();
  factory.start({ signal: new AbortController().signal });
  assert.equal(
    client.fake.actions().filter(({ resource }) => resource === "weather").length,
    0,
    "no start after shutdown",
  );
});

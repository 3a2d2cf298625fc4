/** How a program uses what is emitted. Compiled, not run: what must not compile is marked. */
import type { Plant } from "./apis/garden/v1/types.js";
import { plant, extractPlant } from "./generated/applyconfiguration/garden/v1/plant.js";
import { plantSpec } from "./generated/applyconfiguration/garden/v1/plantspec.js";
import { soil } from "./generated/applyconfiguration/garden/v1/soil.js";
import { createClientset, type ClientsetInterface } from "./generated/clientset/index.js";
import { SharedInformerFactory } from "./generated/informers/factory.js";

export async function usage(client: ClientsetInterface): Promise<void> {
  const plants = client.gardenV1().plants("ns");
  const created: Plant = await plants.create({ metadata: { name: "a" }, spec: { count: 1, care: "Some" } });
  await plants.updateStatus({ ...created, status: { conditions: [] } }, { fieldManager: "me" });
  await plants.updateScale("a", { metadata: {}, replicas: 2 });
  await plants.apply(plant("a", "ns").withLabels({ a: "b" }).withSpec(plantSpec().withCount(2)), { fieldManager: "me" });
  await plants.apply({ metadata: { name: "a" }, spec: { soil: { layers: ["clay"] } } }, { fieldManager: "me" });
  await plants.apply(extractPlant(created, "me").withSpec(plantSpec().withAlternatives(soil(), { layers: [] })), {
    fieldManager: "me",
  });
  await plants.water("a");
  for await (const event of await plants.watch({ resourceVersion: "1" })) {
    if (event.type === "ADDED") created.spec = event.object.spec!;
  }

  // @ts-expect-error a field that is not there
  await plants.create({ metadata: { name: "a" }, spec: { colour: "red" } });
  // @ts-expect-error no value of the enum
  await plants.create({ metadata: { name: "a" }, spec: { care: "None" } });
  // @ts-expect-error another kind's object
  await client.gardenV1().weathers().update(await client.gardenV1().museums("ns").get("a"), { force: true });
  // @ts-expect-error belongs to the cluster
  client.gardenV1().weathers("ns");
  // @ts-expect-error has a namespace
  client.gardenV1().plants();
  // @ts-expect-error has no status
  await client.gardenV1().weathers().updateStatus({ metadata: { name: "a" } });
  // @ts-expect-error can only be created
  await client.gardenV1().questions("ns").get("a");
  // @ts-expect-error can only be read
  await client.gardenV1().museums("ns").create({ metadata: {} });
  // @ts-expect-error only its own method
  await client.gardenV1().bells("ns").list();
  // @ts-expect-error left out
  await client.gateV1().policies("ns").watch();
  // @ts-expect-error the scale has no such field
  await plants.updateScale("a", { metadata: {}, count: 2 });
  // @ts-expect-error no such field
  plantSpec().withColour("red");
  // @ts-expect-error elements, one by one
  soil().withLayers(["a"]);
  // @ts-expect-error a wrong part
  plant("a", "ns").withSpec(soil());
}

export function informers(client: ClientsetInterface): void {
  const factory = new SharedInformerFactory(client, { namespace: "ns", defaultResyncMs: 1000 });
  const informer = factory.garden().v1().plants();
  const first = informer.lister().plants("ns").get("a");
  // @ts-expect-error what the cache gives out is shared
  first.metadata.name = "b";
  // @ts-expect-error cannot be watched
  factory.gate().v1();
  factory.gate().v1beta1().policies().lister().policies("ns").list();
  factory.garden().v1().weathers().lister().get("a");
}

export const connect = (): ClientsetInterface => createClientset({ server: "https://127.0.0.1:6443" });

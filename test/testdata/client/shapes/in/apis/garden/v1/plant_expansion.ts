import type { Plant } from "./types.js";

/** More methods for the client of plants. */
export function expandPlantClient(plants: { get(name: string): Promise<Plant>; update(plant: Plant): Promise<Plant> }) {
  return {
    /** Waters a plant. */
    async water(name: string): Promise<Plant> {
      const plant = await plants.get(name);
      return plants.update({ ...plant, metadata: { ...plant.metadata, labels: { watered: "yes" } } });
    },
  };
}

interface Named {
  readonly metadata: { readonly name?: string };
}

export function expandPlantLister(plants: { list(): Named[] }) {
  return { names: (): string[] => plants.list().map((plant) => plant.metadata.name ?? "") };
}

export function expandPlantNamespaceLister(plants: { list(): Named[] }) {
  return { count: (): number => plants.list().length };
}

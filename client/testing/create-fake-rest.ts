import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import { FakeREST, type FakeRESTOptions } from "./fake-rest.js";
import { ObjectTracker, type ObjectTrackerOptions } from "./object-tracker.js";
import type { FakeResource } from "./resources.js";

/** What a fake clientset may be given: a clock, server-side apply, patch schemas. */
export type FakeClientsetOptions = Omit<FakeRESTOptions, "tracker"> & Omit<ObjectTrackerOptions, "resources">;

/** A fake REST client with a tracker of its own that holds `objects`. @throws Error for objects of other kinds */
export function createFakeREST(
  resources: readonly FakeResource[],
  objects: readonly DeepReadonly<KubeObject>[] = [],
  opts: FakeClientsetOptions = {},
): FakeREST {
  const tracker = new ObjectTracker({ resources, ...opts });
  for (const obj of objects) tracker.add(obj);
  return new FakeREST({ tracker, ...opts });
}

import type { VersionedSet } from "../structuredmerge/index.js";
import { compareBytes } from "../text/index.js";
import { managerId, secondsOf } from "./managed.js";

/** How many managers that update an object may have; what the oldest of more did becomes one. */
export const MAX_UPDATE_MANAGERS = 10;

/** Who the oldest are once they are one. */
const ANCIENT = "ancient-changes";

/**
 * Joins the oldest updaters of each version until there are no more than {@link MAX_UPDATE_MANAGERS}. Appliers stay.
 * @see kubernetes/apimachinery pkg/util/managedfields/internal/capmanagers.go
 */
export function capManagers(managers: Map<string, VersionedSet>, times: Map<string, string>): void {
  if (managers.size <= MAX_UPDATE_MANAGERS) return;
  const updaters = [...managers.keys()].filter((id) => !managers.get(id)!.applied);
  let count = updaters.length;
  if (count <= MAX_UPDATE_MANAGERS) return;
  updaters.sort((a, b) => secondsOf(times.get(a)) - secondsOf(times.get(b)) || compareBytes(a, b));
  const firstOfVersion = new Map<string, string>();
  for (const id of updaters) {
    if (count <= MAX_UPDATE_MANAGERS) return;
    const owned = managers.get(id)!;
    const { apiVersion } = owned;
    const first = firstOfVersion.get(apiVersion);
    if (first === undefined) {
      firstOfVersion.set(apiVersion, id);
      continue;
    }
    const bucket = managerId({ manager: ANCIENT, operation: "Update", apiVersion });
    if (!managers.has(bucket)) {
      managers.set(bucket, managers.get(first)!);
      managers.delete(first);
    }
    managers.set(bucket, { ...owned, set: owned.set.union(managers.get(bucket)!.set) });
    managers.delete(id);
    count--;
    // The more recent of the two.
    const time = times.get(id);
    if (time === undefined) times.delete(bucket);
    else times.set(bucket, time);
  }
}

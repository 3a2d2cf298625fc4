import { parseFieldSelector } from "../../../apimachinery/fields/index.js";
import type { RequestInfo } from "../../endpoints/request/request-info.js";

/** Resources that are mostly watched by one field of theirs. A watch that pins it down sees few writes and is not counted. */
const INDEXED_FIELDS: Readonly<Record<string, string>> = { "/pods": "spec.nodeName" };

/**
 * Counts open watches by what they look at, to say how many a write will wake.
 * @see kubernetes/apiserver pkg/util/flowcontrol/watch_tracker.go
 */
export class WatchTracker {
  readonly #counts = new Map<string, number>();

  /** Counts a watch in; call what it returns when the watch ends. */
  register(info: RequestInfo): () => void {
    if (!info.isResourceRequest || info.verb !== "watch") return () => undefined;
    if (pinsIndex(info)) return () => undefined;
    const key = watchKey(info, info.namespace, info.name);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      const left = (this.#counts.get(key) ?? 1) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    };
  }

  /** Watches that may see a write: those of everything, of its namespace, and of its name. */
  interestedIn(info: RequestInfo): number {
    if (this.#counts.size === 0) return 0;
    let total = this.#count(info, "", "");
    if (info.namespace !== "") total += this.#count(info, info.namespace, "");
    if (info.name !== "") total += this.#count(info, info.namespace, info.name);
    return total;
  }

  #count(info: RequestInfo, namespace: string, name: string): number {
    return this.#counts.get(watchKey(info, namespace, name)) ?? 0;
  }
}

function watchKey(info: RequestInfo, namespace: string, name: string): string {
  return `${info.apiGroup}/${info.resource}/${namespace}/${name}`;
}

function pinsIndex(info: RequestInfo): boolean {
  const field = INDEXED_FIELDS[`${info.apiGroup}/${info.resource}`];
  if (field === undefined || info.fieldSelector === "") return false;
  try {
    return (parseFieldSelector(info.fieldSelector).requiresExactMatch(field) ?? "") !== "";
  } catch {
    // A malformed selector is the handler's to refuse.
    return false;
  }
}

import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { CallOptions, NamespaceApi } from "./api.js";
import type { ContentReport, Remaining } from "./conditions.js";

const PODS: GroupResource = { group: "", resource: "pods" };

/** What one attempt came to, and when the next is worth while. */
export interface DeletedContent extends ContentReport {
  /** Seconds until what is left may be gone; 0 when there is nothing left that waits for time. */
  readonly waitSeconds: number;
}

/**
 * Deletes everything in a namespace, as far as it goes at once. Pods come first, and all else waits for them, so that
 * nothing that a running pod relies on is taken away from it.
 * @see kubernetes pkg/controller/namespace/deletion/namespaced_resources_deleter.go
 */
export async function deleteContent(api: NamespaceApi, namespace: string, opts: CallOptions): Promise<DeletedContent> {
  const resources = api.resources();
  if (resources.some(isPods)) {
    const pods = await deleteAll(api, [PODS], namespace, opts);
    if (pods.remaining.length > 0 || pods.failures.length > 0) return pods;
  }
  return deleteAll(
    api,
    resources.filter((resource) => !isPods(resource)),
    namespace,
    opts,
  );
}

async function deleteAll(
  api: NamespaceApi,
  resources: readonly GroupResource[],
  namespace: string,
  opts: CallOptions,
): Promise<DeletedContent> {
  const remaining: Remaining[] = [];
  const failures: Error[] = [];
  let waitSeconds = 0;
  for (const resource of resources) {
    opts.signal.throwIfAborted();
    try {
      await api.deleteCollection(resource, namespace, opts);
      const left = await api.list(resource, namespace, opts);
      if (left.length === 0) continue;
      remaining.push({ resource, objects: left.length, finalizers: finalizersOf(left) });
      waitSeconds = Math.max(waitSeconds, longestGrace(left));
    } catch (err) {
      // The rest is deleted all the same; the namespace says what went wrong.
      failures.push(err instanceof Error ? err : new Error(String(err)));
    }
  }
  return { remaining, failures, waitSeconds };
}

function isPods({ group, resource }: GroupResource): boolean {
  return group === PODS.group && resource === PODS.resource;
}

function finalizersOf(objects: readonly DeepReadonly<KubeObject>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { metadata } of objects) {
    for (const finalizer of metadata.finalizers ?? []) counts.set(finalizer, (counts.get(finalizer) ?? 0) + 1);
  }
  return counts;
}

function longestGrace(objects: readonly DeepReadonly<KubeObject>[]): number {
  return Math.max(0, ...objects.map(({ metadata }) => metadata.deletionGracePeriodSeconds ?? 0));
}

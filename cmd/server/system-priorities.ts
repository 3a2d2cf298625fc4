import type { CallOptions, ClusterObjects } from "../../controllers/reconcile/index.js";

const CLASSES = { group: "scheduling.k8s.io", resource: "priorityclasses" };
const SYSTEM_CLASSES = [
  {
    metadata: { name: "system-node-critical" },
    value: 2_000_001_000,
    description: "Used for system critical pods that must not be moved from their current node.",
  },
  {
    metadata: { name: "system-cluster-critical" },
    value: 2_000_000_000,
    description:
      "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
  },
];

/** Makes the priority classes of the system itself. @see kubernetes pkg/registry/scheduling/rest/storage_scheduling.go */
export async function ensureSystemPriorities(objects: ClusterObjects, opts: CallOptions): Promise<void> {
  const ensure = async (priority: (typeof SYSTEM_CLASSES)[number]): Promise<void> => {
    const found = await objects.get(CLASSES, { namespace: "", name: priority.metadata.name }, opts);
    if (found === undefined) await objects.ensure(CLASSES, priority, opts);
  };
  await Promise.all(SYSTEM_CLASSES.map(ensure));
}

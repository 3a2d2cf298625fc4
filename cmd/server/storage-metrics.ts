import { groupResourceToString } from "../../apimachinery/schema/index.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import type { ResourceRegistry } from "../../apiserver/registry/index.js";

/** How many objects of each resource there are; counted when somebody looks. */
export function observeStorage(metrics: MetricsRegistry, resources: ResourceRegistry): void {
  const stored = metrics.gauge({
    name: "apiserver_storage_objects",
    help: "[STABLE] (Deprecated since 1.34.0) [DEPRECATED, consider using apiserver_resource_objects instead] Number of stored objects at the time of last check split by kind. In case of a fetching error, the value will be -1.",
    labels: ["resource"],
  });
  const byResource = metrics.gauge({
    name: "apiserver_resource_objects",
    help: "[ALPHA] Number of stored objects at the time of last check split by kind. In case of a fetching error, the value will be -1.",
    labels: ["group", "resource"],
  });
  metrics.beforeScrape(async () => {
    await Promise.all(
      [...resources.stores()].map(async (store) => {
        const { group, plural } = store.definition;
        const count = await store.count("").catch(() => -1);
        stored.with(groupResourceToString({ group, resource: plural })).set(count);
        byResource.with(group, plural).set(count);
      }),
    );
  });
}

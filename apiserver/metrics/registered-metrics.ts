import type { MetricsRegistry } from "./registry.js";

const STABILITY = /\[(ALPHA|BETA|STABLE|INTERNAL)\]/;
const DEPRECATED = /\(Deprecated since ([\d.]+)\)/;

/** Counts at each scrape the metrics there are, by stability. */
export function countRegisteredMetrics(registry: MetricsRegistry): void {
  const total = registry.counter({
    name: "registered_metrics_total",
    help: "[BETA] The count of registered metrics broken by stability level and deprecation version.",
    labels: ["stability_level", "deprecated_version"],
  });
  registry.beforeScrape(() => {
    total.reset();
    for (const help of registry.helpTexts()) {
      total.with(STABILITY.exec(help)?.[1] ?? "", DEPRECATED.exec(help)?.[1] ?? "").inc();
    }
  });
}

import type { MetricsRegistry } from "./registry.js";

interface IdleMetric {
  readonly name: string;
  readonly help: string;
  /** Of a histogram. */
  readonly bounds?: readonly number[];
}

/**
 * What upstream shows from the start, and what nothing here can raise: there is no such part. Zero is the truth, and
 * alerts over these names go on working.
 */
const COUNTERS: readonly IdleMetric[] = [
  // Of proxies between servers, the aggregator and resources that are defined while the server runs.
  {
    name: "aggregator_discovery_peer_aggregated_cache_hits_total",
    help: "[ALPHA] Counter of number of times discovery was served from peer-aggregated cache",
  },
  {
    name: "aggregator_discovery_peer_aggregated_cache_misses_total",
    help: "[ALPHA] Counter of number of times discovery was aggregated across all API servers",
  },
  {
    name: "apiserver_kube_aggregator_x509_insecure_sha1_total",
    help: "[ALPHA] Counts the number of requests to servers with insecure SHA1 signatures in their serving certificate OR the number of connection failures due to the insecure SHA1 signatures (either/or, based on the runtime environment)",
  },
  {
    name: "apiserver_kube_aggregator_x509_missing_san_total",
    help: "[ALPHA] Counts the number of requests to servers missing SAN extension in their serving certificate OR the number of connection failures due to the lack of x509 certificate SAN extension missing (either/or, based on the runtime environment)",
  },
  {
    name: "apiextensions_apiserver_validation_ratcheting_seconds",
    help: "[ALPHA] Time for comparison of old to new for the purposes of CRDValidationRatcheting during an UPDATE in seconds.",
    bounds: [1e-5, 4e-5, 0.00016, 0.00064, 0.00256, 0.01024, 0.04096, 0.16384, 0.65536, 2.62144],
  },
  // Of webhooks and expressions.
  {
    name: "apiserver_webhooks_x509_insecure_sha1_total",
    help: "[ALPHA] Counts the number of requests to servers with insecure SHA1 signatures in their serving certificate OR the number of connection failures due to the insecure SHA1 signatures (either/or, based on the runtime environment)",
  },
  {
    name: "apiserver_webhooks_x509_missing_san_total",
    help: "[ALPHA] Counts the number of requests to servers missing SAN extension in their serving certificate OR the number of connection failures due to the lack of x509 certificate SAN extension missing (either/or, based on the runtime environment)",
  },
  {
    name: "apiserver_cel_compilation_duration_seconds",
    help: "[BETA] CEL compilation time in seconds.",
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  {
    name: "apiserver_cel_evaluation_duration_seconds",
    help: "[BETA] CEL evaluation time in seconds.",
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  // Of keys that another service keeps.
  {
    name: "apiserver_storage_data_key_generation_duration_seconds",
    help: "[ALPHA] Latencies in seconds of data encryption key(DEK) generation operations.",
    bounds: [
      5e-6, 1e-5, 2e-5, 4e-5, 8e-5, 0.00016, 0.00032, 0.00064, 0.00128, 0.00256, 0.00512, 0.01024, 0.02048, 0.04096,
    ],
  },
  {
    name: "apiserver_storage_data_key_generation_failures_total",
    help: "[ALPHA] Total number of failed data encryption key(DEK) generation operations.",
  },
  {
    name: "apiserver_storage_envelope_transformation_cache_misses_total",
    help: "[ALPHA] Total number of cache misses while accessing key decryption key(KEK).",
  },
  // Of two validations beside each other, and of metrics that are switched off.
  {
    name: "apiserver_validation_declarative_validation_mismatch_total",
    help: "[BETA] Number of times declarative validation results differed from handwritten validation results for core types.",
  },
  {
    name: "apiserver_validation_declarative_validation_panic_total",
    help: "[BETA] Number of times declarative validation has panicked during validation.",
  },
  {
    name: "apiserver_validation_duplicate_validation_error_total",
    help: "[INTERNAL] Number of duplicate validation errors during validation.",
  },
  {
    name: "cardinality_enforcement_unexpected_categorizations_total",
    help: "[ALPHA] The count of unexpected categorizations during cardinality enforcement.",
  },
  { name: "disabled_metrics_total", help: "[BETA] The count of disabled metrics." },
  { name: "hidden_metrics_total", help: "[BETA] The count of hidden metrics." },
  // Of clients of other servers.
  {
    name: "rest_client_exec_plugin_certificate_rotation_age",
    help: "[ALPHA] Histogram of the number of seconds the last auth exec plugin client certificate lived before being rotated. If auth exec plugin client certificates are unused, histogram will contain no data.",
    bounds: [600, 1800, 3600, 14400, 86400, 604800, 2.592e6, 7.776e6, 1.5552e7, 3.1104e7, 1.24416e8],
  },
  {
    name: "rest_client_transport_cert_rotation_gc_calls_total",
    help: "[ALPHA] Number of times a cert rotation goroutine cancel func is called via GC cleanup of the associated transport",
  },
  // Of tokens that stand in Secrets, which are not accepted.
  {
    name: "serviceaccount_invalid_legacy_auto_token_uses_total",
    help: "[ALPHA] Cumulative invalid auto-generated legacy tokens used",
  },
  { name: "serviceaccount_legacy_auto_token_uses_total", help: "[ALPHA] Cumulative auto-generated legacy tokens used" },
  {
    name: "serviceaccount_legacy_manual_token_uses_total",
    help: "[ALPHA] Cumulative manually created legacy tokens used",
  },
  { name: "serviceaccount_legacy_tokens_total", help: "[ALPHA] Cumulative legacy service account tokens used" },
];

const GAUGES: readonly (IdleMetric & { readonly value: number })[] = [
  {
    name: "apiserver_envelope_encryption_dek_cache_fill_percent",
    help: "[ALPHA] Percent of the cache slots currently occupied by cached DEKs.",
    value: 0,
  },
  {
    name: "rest_client_transport_cache_entries",
    help: "[ALPHA] Number of transport entries in the internal cache.",
    value: 0,
  },
  {
    name: "rest_client_exec_plugin_ttl_seconds",
    help: "[ALPHA] Gauge of the shortest TTL (time-to-live) of the client certificate(s) managed by the auth exec plugin. The value is in seconds until certificate expiry (negative if already expired). If auth exec plugins are unused or manage no TLS certificates, the value will be +INF.",
    value: Infinity,
  },
];

export function registerIdleMetrics(registry: MetricsRegistry): void {
  for (const { name, help, bounds } of COUNTERS) {
    if (bounds === undefined) registry.counter({ name, help });
    else registry.histogram({ name, help, bounds });
  }
  for (const { name, help, value } of GAUGES) registry.gauge({ name, help }).with().set(value);
}

import type { RequestInfo } from "../endpoints/request/request-info.js";
import type { CounterSeries, Counter, Gauge, GaugeSeries, Histogram, HistogramSeries } from "./instruments.js";
import type { MetricsRegistry } from "./registry.js";

const COMPONENT = "apiserver";
const SECONDS = [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60];
const CONNECT_SUBRESOURCES = new Set(["exec", "attach", "portforward", "proxy"]);
const METHODS = new Set([
  "GET",
  "PUT",
  "POST",
  "PATCH",
  "DELETE",
  "LIST",
  "WATCH",
  "APPLY",
  "CONNECT",
  "DELETECOLLECTION",
]);

/** What is reported of a request. */
export interface ObservedRequest {
  readonly method: string;
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly requestInfo: RequestInfo;
  header(name: string): string | undefined;
}

interface Series {
  readonly counters: Map<number, CounterSeries>;
  readonly duration: HistogramSeries;
  readonly sli: HistogramSeries | undefined;
  readonly size: HistogramSeries | undefined;
}

/**
 * Counts requests with upstream's metric names and labels.
 * @see kubernetes/apiserver pkg/endpoints/metrics/metrics.go, MonitorRequest
 */
export class RequestMetrics {
  readonly #total: Counter;
  readonly #duration: Histogram;
  readonly #sli: Histogram;
  readonly #sizes: Histogram;
  readonly #longRunning: Gauge;
  readonly #terminations: Counter;
  readonly #fieldValidation: Histogram;
  readonly #series = new Map<string, Series>();

  constructor(registry: MetricsRegistry) {
    const scoped = ["verb", "group", "version", "resource", "subresource", "scope", "component"];
    this.#total = registry.counter({
      name: "apiserver_request_total",
      help: "[STABLE] Counter of apiserver requests broken out for each verb, dry run value, group, version, resource, scope, component, and HTTP response code.",
      labels: ["verb", "dry_run", "group", "version", "resource", "subresource", "scope", "component", "code"],
    });
    this.#duration = registry.histogram({
      name: "apiserver_request_duration_seconds",
      help: "[STABLE] Response latency distribution in seconds for each verb, dry run value, group, version, resource, subresource, scope and component.",
      labels: ["verb", "dry_run", "group", "version", "resource", "subresource", "scope", "component"],
      bounds: SECONDS,
    });
    this.#sli = registry.histogram({
      name: "apiserver_request_sli_duration_seconds",
      help: "[ALPHA] Response latency distribution (not counting webhook duration and priority & fairness queue wait times) in seconds for each verb, group, version, resource, subresource, scope and component.",
      labels: scoped,
      bounds: SECONDS.slice(2),
    });
    this.#sizes = registry.histogram({
      name: "apiserver_response_sizes",
      help: "[STABLE] Response size distribution in bytes for each group, version, verb, resource, subresource, scope and component.",
      labels: scoped,
      bounds: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9],
    });
    this.#longRunning = registry.gauge({
      name: "apiserver_longrunning_requests",
      help: "[STABLE] Gauge of all active long-running apiserver requests broken out by verb, group, version, resource, scope and component. Not all requests are tracked this way.",
      labels: scoped,
    });
    this.#terminations = registry.counter({
      name: "apiserver_request_terminations_total",
      help: "[ALPHA] Number of requests which apiserver terminated in self-defense.",
      labels: [...scoped, "code"],
    });
    this.#fieldValidation = registry.histogram({
      name: "field_validation_request_duration_seconds",
      help: "[ALPHA] Response latency distribution in seconds for each field validation value",
      labels: ["field_validation"],
      bounds: SECONDS.slice(2),
    });
    this.#fieldValidation.with("");
  }

  /** `seconds` from receipt to the end of the answer; `waitSeconds` of them were not the server's own work. */
  observe(
    request: ObservedRequest,
    result: { code: number; seconds: number; waitSeconds: number; bytes: number },
  ): void {
    const { requestInfo: info } = request;
    const verb = reportedVerb(request);
    const dryRun = dryRunLabel(request);
    const scope = scopeOf(info);
    const key = `${verb} ${dryRun} ${info.apiGroup} ${info.apiVersion} ${info.resource} ${subresourceOf(info)} ${scope}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      const labels = [verb, info.apiGroup, info.apiVersion, info.resource, subresourceOf(info), scope, COMPONENT];
      series = {
        counters: new Map(),
        duration: this.#duration.with(verb, dryRun, ...labels.slice(1)),
        sli: dryRun === "" ? this.#sli.with(...labels) : undefined,
        size: verb === "GET" || verb === "LIST" ? this.#sizes.with(...labels) : undefined,
      };
      this.#series.set(key, series);
    }
    let counter = series.counters.get(result.code);
    if (counter === undefined) {
      const labels = [verb, dryRun, info.apiGroup, info.apiVersion, info.resource, subresourceOf(info), scope];
      counter = this.#total.with(...labels, COMPONENT, String(result.code));
      series.counters.set(result.code, counter);
    }
    counter.inc();
    series.duration.observe(result.seconds);
    series.sli?.observe(result.seconds - result.waitSeconds);
    series.size?.observe(result.bytes);
    // Upstream names the series and observes nothing.
    if (request.rawQuery.includes("fieldValidation")) this.#fieldValidation.with(fieldValidationLabel(request));
  }

  /** The gauge that a long-running request raises by one while it runs. */
  longRunning(request: ObservedRequest): GaugeSeries {
    return this.#longRunning.with(...scopedLabels(request));
  }

  /** The server gave up on a request by itself: a deadline, a drain. */
  recordTermination(request: ObservedRequest, code: number): void {
    this.#terminations.with(...scopedLabels(request), String(code)).inc();
  }
}

function scopedLabels(request: ObservedRequest): string[] {
  const { requestInfo: info } = request;
  const subresource = subresourceOf(info);
  return [reportedVerb(request), info.apiGroup, info.apiVersion, info.resource, subresource, scopeOf(info), COMPONENT];
}

/** Paths that are not about resources stand where a subresource stands, as upstream reports them. */
function subresourceOf(info: RequestInfo): string {
  return info.isResourceRequest ? info.subresource : info.path;
}

function scopeOf(info: RequestInfo): string {
  if (info.name !== "" || info.verb === "create") return "resource";
  if (info.namespace !== "") return "namespace";
  return info.isResourceRequest ? "cluster" : "";
}

function reportedVerb(request: ObservedRequest): string {
  const { requestInfo: info, method } = request;
  if (info.isResourceRequest && CONNECT_SUBRESOURCES.has(info.subresource)) return "CONNECT";
  if (info.verb === "watch") return "WATCH";
  if (method === "GET" || method === "HEAD") return info.isResourceRequest && info.verb === "list" ? "LIST" : "GET";
  if (method === "PATCH" && request.header("content-type") === "application/apply-patch+yaml") return "APPLY";
  return METHODS.has(method) ? method : "other";
}

function dryRunLabel(request: ObservedRequest): string {
  if (!request.rawQuery.includes("dryRun")) return "";
  const values = request.query.getAll("dryRun");
  if (values.length === 0) return "";
  return values.every((value) => value === "All") ? "All" : "invalid";
}

function fieldValidationLabel(request: ObservedRequest): string {
  const value = request.query.get("fieldValidation") ?? "";
  return ["", "Ignore", "Warn", "Strict"].includes(value) ? value : "invalid";
}

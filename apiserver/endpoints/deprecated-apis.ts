import { apiVersionOf, type GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { Gauge, MetricsRegistry } from "../metrics/index.js";
import type { DeprecationDefinition } from "../registry/index.js";
import type { RequestContext } from "./request/request-context.js";

/** What is said of requests for one kind in one version that will be gone. */
export interface Deprecation {
  readonly warning: string;
  /** `1.32`; empty when nobody knows. */
  readonly removedRelease: string;
}

/**
 * Tells clients and operators of old API versions that are still asked for.
 * @see kubernetes/apiserver pkg/endpoints/deprecation/deprecation.go, pkg/endpoints/metrics/metrics.go
 */
export class DeprecatedAPIs {
  readonly #release: string;
  readonly #requested: Gauge;

  /** @param deps.release - the release of this server, as `1.36`: what is deprecated later only is not yet told. */
  constructor(deps: { readonly registry: MetricsRegistry; readonly release: string }) {
    this.#release = deps.release;
    this.#requested = deps.registry.gauge({
      name: "apiserver_requested_deprecated_apis",
      help: "[STABLE] Gauge of deprecated APIs that have been requested, broken out by API group, version, resource, subresource, and removed_release.",
      labels: ["group", "version", "resource", "subresource", "removed_release"],
    });
  }

  deprecationOf(kind: GroupVersionKind, definition: DeprecationDefinition | undefined): Deprecation | undefined {
    if (definition === undefined || isAfter(definition.deprecated, this.#release)) return undefined;
    const { deprecated, removed = "", replacement } = definition;
    const until = removed === "" ? "" : `, unavailable in v${removed}+`;
    const instead = replacement === undefined ? "" : `; use ${apiVersionOf(replacement)} ${replacement.kind}`;
    return {
      warning: `${apiVersionOf(kind)} ${kind.kind} is deprecated in v${deprecated}+${until}${instead}`,
      removedRelease: removed,
    };
  }

  announce(ctx: RequestContext, { warning, removedRelease }: Deprecation): void {
    const { apiGroup, apiVersion, resource, subresource } = ctx.requestInfo;
    ctx.warnings.add(warning);
    ctx.auditAnnotations.set("k8s.io/deprecated", "true");
    if (removedRelease !== "") ctx.auditAnnotations.set("k8s.io/removed-release", removedRelease);
    this.#requested.with(apiGroup, apiVersion, resource, subresource, removedRelease).set(1);
  }
}

function isAfter(one: string, other: string): boolean {
  const [a, b] = [one, other].map((release) => release.split(".").map(Number));
  return a![0]! > b![0]! || (a![0] === b![0] && a![1]! > b![1]!);
}

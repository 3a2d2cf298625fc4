import { suggest } from "../../generators/framework/suggest.js";
import type { MetricsRegistry } from "../../apiserver/metrics/index.js";
import { parseBoolean } from "./flags/boolean-text.js";

/** A feature that can be switched. */
interface FeatureGate {
  readonly default: boolean;
  readonly stage: "ALPHA" | "BETA" | "GA";
  /** Upstream allows no switching any more. */
  readonly locked?: boolean;
}

/** Gates that change what this server does, under upstream's names and with its defaults. */
const GATES: { readonly [name: string]: FeatureGate } = {
  UnauthenticatedHTTP2DOSMitigation: { default: true, stage: "BETA" },
};

const GROUPS: { readonly [name: string]: FeatureGate["stage"] } = { AllAlpha: "ALPHA", AllBeta: "BETA" };

/** Whether a feature is on. */
export interface FeatureGates {
  enabled(name: string): boolean;
  /** Shows each gate, and the groups that switch many, as a metric. */
  observe(registry: MetricsRegistry): void;
}

/** Reads `--feature-gates`. Gates of features that are not here have no effect, and `warnings` name them. */
export function parseFeatureGates(config: ReadonlyMap<string, string>): {
  readonly gates: FeatureGates;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
} {
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const [name, value] of config) {
    const gate = GATES[name];
    const near = suggest(name, [...Object.keys(GATES), ...Object.keys(GROUPS)]);
    if (gate === undefined && GROUPS[name] === undefined && near !== undefined) {
      problems.push(`--feature-gates: unrecognized feature gate: ${name}; did you mean ${near}?`);
    } else if (parseBoolean(value) === undefined) {
      problems.push(`--feature-gates: invalid value of ${name}=${value}, must be true or false`);
    } else if (gate?.locked === true && parseBoolean(value) !== gate.default) {
      problems.push(
        `--feature-gates: cannot set feature gate ${name} to ${value}, feature is locked to ${gate.default}`,
      );
    } else if (gate === undefined && GROUPS[name] === undefined) {
      warnings.push(`--feature-gates: ${name} has no effect: there is no such gate here`);
    }
  }
  const enabled = (name: string): boolean => {
    const gate = GATES[name];
    if (gate === undefined) throw new Error(`there is no feature gate ${name}`);
    const group = Object.keys(GROUPS).find((key) => GROUPS[key] === gate.stage);
    const value = config.get(name) ?? (group === undefined ? undefined : config.get(group));
    return value === undefined ? gate.default : parseBoolean(value) === true;
  };
  const observe = (registry: MetricsRegistry): void => {
    const gauge = registry.gauge({
      name: "kubernetes_feature_enabled",
      help: "[BETA] This metric records the data about the stage and enablement of a k8s feature.",
      labels: ["name", "stage"],
    });
    for (const [name, { stage }] of Object.entries(GATES))
      gauge.with(name, stage === "GA" ? "" : stage).set(Number(enabled(name)));
    for (const [name, stage] of Object.entries(GROUPS))
      gauge.with(name, stage).set(Number(parseBoolean(config.get(name) ?? "false")));
  };
  return { gates: { enabled, observe }, problems, warnings };
}

import { invalid, type ErrorList } from "../../apimachinery/validation/index.js";
import { configProblems, readConfigText } from "../config/index.js";

/** Where spans go, and of how many requests. @see kubernetes/component-base tracing/api/v1/types.go */
export interface TracingConfiguration {
  /** gRPC's name of the collector: `host:port`, `dns:///host:port` or `unix:///path`. Default localhost:4317. */
  readonly endpoint?: string;
  /** Of a million requests whose clients have not decided. Default 0: only those that a client has chosen. */
  readonly samplingRatePerMillion?: number;
}

const GROUP = "apiserver.config.k8s.io";
const EXPECTED = {
  apiVersions: [`${GROUP}/v1`, `${GROUP}/v1beta1`, `${GROUP}/v1alpha1`],
  kind: "TracingConfiguration",
};
const MAX_RATE = 1_000_000;
// Upstream knows unix-abstract too, which the exporter does not.
const SCHEMES = ["dns", "unix"];

/** @throws Error with a line for each thing that is wrong */
export function parseTracingConfig(text: string): TracingConfiguration {
  const errors: ErrorList = [];
  const document = readConfigText(text, EXPECTED, errors);
  const endpoint = document.string("endpoint");
  const samplingRatePerMillion = document.number("samplingRatePerMillion", { min: 0, max: MAX_RATE, integer: true });
  document.end();
  const scheme = endpoint === undefined ? undefined : /^([^/]*?):?\/\//.exec(endpoint)?.[1];
  if (scheme !== undefined && !SCHEMES.includes(scheme)) {
    errors.push(invalid(document.at("endpoint"), endpoint, `unsupported scheme: ${scheme}; must be none, dns or unix`));
  }
  if (errors.length > 0) throw new Error(configProblems(errors).join("\n"));
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(samplingRatePerMillion === undefined ? {} : { samplingRatePerMillion }),
  };
}

/** Decides on writes after authorization: changes them, then accepts or refuses. */
export type {
  AdmissionAttributes,
  AdmissionInitializer,
  AdmissionOperation,
  AdmissionPlugin,
  AdmissionPluginFactory,
  ObjectReader,
} from "./interface.js";
export { RequestAttributes, type AttributesParts } from "./attributes.js";
export { AdmissionChain, type AdmissionObserver } from "./chain.js";
export type { AdmissionStep } from "./plugin-table.js";
export { AdmissionMetrics } from "./admission-metrics.js";
export { newAdmissionForbidden } from "./errors.js";
export { NamespaceLifecycle } from "./namespace-lifecycle.js";
export { isUpstreamPlugin, selectPlugins, type PluginSelection } from "./plugin-order.js";
export { writesKind, type TypedAttributes } from "./typed-attributes.js";

/** Finds out which server to talk to and as whom. */
export { IN_CLUSTER_ROOT, inClusterConfig } from "./in-cluster.js";
export { loadKubeconfig, loadRestConfig, type LoadOptions } from "./load.js";
export { mergeKubeconfigs, parseKubeconfig } from "./parse.js";
export { restConfigFromKubeconfig } from "./resolve.js";
export type { Kubeconfig, KubeconfigCluster, KubeconfigContext, KubeconfigUser, ResolvedContext } from "./types.js";

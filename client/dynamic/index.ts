/** A client for resources that are known only at run time. */
export { DynamicClient, DynamicResource, NamespaceableDynamicResource } from "./dynamic-client.js";
export type { Unstructured, UnstructuredList } from "./types.js";

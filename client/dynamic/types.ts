import type { KubeList, KubeObject } from "../../apimachinery/runtime/index.js";

/** An object of a kind that is known only at run time. */
export interface Unstructured extends KubeObject {
  [field: string]: unknown;
}

export interface UnstructuredList extends KubeList<Unstructured> {
  [field: string]: unknown;
}

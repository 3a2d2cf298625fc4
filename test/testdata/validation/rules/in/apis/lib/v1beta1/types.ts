import type { int32 } from "kindsmith/apimachinery/meta/v1";

/** Used by another package. */
export interface Limits {
  /**
   * +k8s:optional
   * +k8s:minimum=1
   */
  low?: int32;
}

/** A text with a rule of its own.
 *
 * +k8s:maxLength=5
 */
export type Short = string;

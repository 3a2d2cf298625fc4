import type * as metav1 from "../../apimachinery/meta/v1/index.js";
import type { CallOptions } from "../rest/index.js";

type Parameters<O> = Omit<O, "apiVersion" | "kind"> & CallOptions;

export type GetOptions = Parameters<metav1.GetOptions>;
/** `watch` is left out: it is a verb of its own. */
export type ListOptions = Omit<Parameters<metav1.ListOptions>, "watch">;
export type CreateOptions = Parameters<metav1.CreateOptions>;
export type UpdateOptions = Parameters<metav1.UpdateOptions>;
export type DeleteOptions = Parameters<metav1.DeleteOptions>;

export interface PatchOptions extends Parameters<metav1.PatchOptions> {
  /** Path below the object: `status`. */
  readonly subresource?: string;
}

/** Server-side apply. */
export interface ApplyOptions extends CallOptions {
  /** Who applies. Required: ownership of fields hangs on it. */
  readonly fieldManager: string;
  /** Takes over fields that others own, in place of a conflict. */
  readonly force?: boolean;
  readonly dryRun?: readonly string[];
}

/** How the body of a patch is to be understood. */
export const PatchType = {
  /** RFC 6902. */
  JSON: "application/json-patch+json",
  /** RFC 7386. */
  Merge: "application/merge-patch+json",
  /** Merges lists by their keys; for built-in and generated types only. */
  StrategicMerge: "application/strategic-merge-patch+json",
  /** Server-side apply; `apply` is the typed form. */
  Apply: "application/apply-patch+yaml",
} as const;
export type PatchType = (typeof PatchType)[keyof typeof PatchType];

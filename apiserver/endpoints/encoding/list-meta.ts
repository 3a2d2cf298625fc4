import type { ListMeta } from "../../../apimachinery/meta/v1/index.js";
import type { ListResult } from "../../registry/index.js";

/** Metadata of a list, in the order in which the API sends it. */
export function listMetaOf(list: ListResult): ListMeta {
  return {
    resourceVersion: list.revision.toString(),
    ...(list.continue === "" ? {} : { continue: list.continue }),
    ...(list.remainingItemCount === undefined ? {} : { remainingItemCount: list.remainingItemCount }),
  };
}

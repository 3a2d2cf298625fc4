import { isResourceExpired } from "../../apimachinery/api/errors/index.js";
import type { KubeList, KubeObject } from "../../apimachinery/runtime/index.js";
import type { ListOptions } from "../gentype/index.js";

/** As client-go. */
export const DEFAULT_PAGE_SIZE = 500;

export interface PagedList<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
  /** The server answered in more than one part. */
  readonly paginated: boolean;
}

/**
 * Lists in parts of `pageSize` (0: in one). When a continuation has expired, all is listed once more in one part.
 * @see kubernetes/client-go tools/pager/pager.go
 */
export async function listInPages<T extends KubeObject>(
  list: (opts: ListOptions) => Promise<KubeList<T>>,
  opts: ListOptions,
  pageSize: number,
): Promise<PagedList<T>> {
  const items: T[] = [];
  let resourceVersion = "";
  let token = "";
  for (let page = 0; ; page++) {
    let part: KubeList<T>;
    try {
      part = await list(pageOptions(opts, pageSize, token));
    } catch (err) {
      if (page === 0 || !isResourceExpired(err)) throw err;
      part = await list(pageOptions(opts, 0, ""));
      return { items: part.items, resourceVersion: part.metadata.resourceVersion ?? "", paginated: true };
    }
    for (const item of part.items) items.push(item);
    resourceVersion = part.metadata.resourceVersion ?? resourceVersion;
    token = part.metadata.continue ?? "";
    if (token === "") return { items, resourceVersion, paginated: page > 0 };
  }
}

// A continuation carries its own resourceVersion, and the server refuses another beside it.
function pageOptions(opts: ListOptions, pageSize: number, token: string): ListOptions {
  const { resourceVersion, resourceVersionMatch, ...rest } = opts;
  return {
    ...rest,
    ...(token === "" && resourceVersion !== undefined && { resourceVersion }),
    ...(token === "" && resourceVersionMatch !== undefined && { resourceVersionMatch }),
    ...(pageSize > 0 && { limit: pageSize }),
    ...(token !== "" && { continue: token }),
  };
}

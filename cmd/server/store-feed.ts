import type { FeedBatch, ObjectFeed } from "../../apiserver/authorization/rbac/index.js";
import { EVERY_OBJECT, type Store } from "../../apiserver/registry/index.js";
import type { OperationOptions } from "../../apiserver/storage/interface.js";
import type { StoredObject } from "../../apiserver/storage/index.js";

/** A store's objects in all namespaces, in the hub version, and their changes. */
export class StoreFeed<T> implements ObjectFeed<T> {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async *follow(opts: OperationOptions): AsyncGenerator<FeedBatch<T>, void> {
    const { items, revision } = await this.#store.list({ namespace: "", predicate: EVERY_OBJECT, ...opts });
    yield { type: "all", objects: items.map((item) => hubOf<T>(item)) };
    const watch = this.#store.watch({
      namespace: "",
      predicate: EVERY_OBJECT,
      allowBookmarks: false,
      resourceVersion: String(revision),
      ...opts,
    });
    for await (const events of watch) {
      // One by one: an object may be deleted and made again within a batch.
      for (const event of events) {
        if (event.type === "BOOKMARK") continue;
        const object = hubOf<T>(event.object);
        const gone = event.type === "DELETED";
        yield { type: "changes", set: gone ? [] : [object], gone: gone ? [object] : [] };
      }
    }
  }
}

function hubOf<T>(object: StoredObject): T {
  return object.decoded() as unknown as T;
}

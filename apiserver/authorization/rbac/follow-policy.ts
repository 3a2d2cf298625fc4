import type { Clock } from "../../../apimachinery/clock/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { RBACPolicy } from "./policy.js";
import type { Binding, Role } from "./types.js";

/** Objects of one kind as they are, then as they change. */
export type FeedBatch<T> =
  | { readonly type: "all"; readonly objects: readonly T[] }
  | { readonly type: "changes"; readonly set: readonly T[]; readonly gone: readonly T[] };

export interface ObjectFeed<T> {
  /** Starts with all there are. Ends by an error, or when the signal aborts. */
  follow(opts: OperationOptions): AsyncIterable<FeedBatch<T>>;
}

export interface RBACFeeds {
  readonly clusterRoles: ObjectFeed<Role>;
  readonly roles: ObjectFeed<Role>;
  readonly clusterRoleBindings: ObjectFeed<Binding>;
  readonly roleBindings: ObjectFeed<Binding>;
}

export interface FollowDeps {
  readonly feeds: RBACFeeds;
  readonly clock: Clock;
  /** Told of what went wrong and is tried again. */
  readonly onError: (what: string, err: unknown) => void;
}

interface Table<T> {
  replace(objects: readonly T[]): void;
  set(object: T): void;
  delete(object: T): void;
}

const RETRY_MS = 1000;

/**
 * Keeps `policy` as the stored objects are, until `signal` aborts.
 * @returns once it knows all of them. @throws the signal's reason when aborted before that.
 */
export async function followPolicy(policy: RBACPolicy, deps: FollowDeps, signal: AbortSignal): Promise<void> {
  const { feeds } = deps;
  await Promise.all([
    start(feeds.clusterRoles, policy.clusterRoles, deps, signal),
    start(feeds.roles, policy.roles, deps, signal),
    start(feeds.clusterRoleBindings, policy.clusterRoleBindings, deps, signal),
    start(feeds.roleBindings, policy.roleBindings, deps, signal),
  ]);
}

function start<T>(feed: ObjectFeed<T>, table: Table<T>, deps: FollowDeps, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    void follow(feed, table, resolve, deps, signal).then(() => reject(signal.reason as Error));
  });
}

async function follow<T>(
  feed: ObjectFeed<T>,
  table: Table<T>,
  synced: () => void,
  { clock, onError }: FollowDeps,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const batch of feed.follow({ signal })) {
        apply(table, batch);
        synced();
      }
    } catch (err) {
      if (!signal.aborted) onError("cannot follow the objects of rbac.authorization.k8s.io", err);
    }
    await clock.sleep(RETRY_MS, { signal }).catch(() => undefined);
  }
}

function apply<T>(table: Table<T>, batch: FeedBatch<T>): void {
  if (batch.type === "all") {
    table.replace(batch.objects);
    return;
  }
  for (const object of batch.set) table.set(object);
  for (const object of batch.gone) table.delete(object);
}

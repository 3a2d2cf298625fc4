import type { Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { Namespace } from "../../apis/core/v1/types.js";
import { reconcile, type CallOptions, type ClusterObjects, type QueueObserverOf } from "../reconcile/index.js";

const NAMESPACES = { group: "", resource: "namespaces" };
const ACCOUNTS = { group: "", resource: "serviceaccounts" };
const NAME = "default";

export interface DefaultAccountsDeps {
  readonly objects: ClusterObjects;
  readonly clock: Clock;
  readonly queueObserverOf?: QueueObserverOf | undefined;
  readonly onError: (what: string, err: unknown) => void;
}

/**
 * Makes the service account that pods have which name none, in every namespace, and makes it again when it is deleted.
 * Runs until the signal aborts.
 * @see kubernetes pkg/controller/serviceaccount/serviceaccounts_controller.go
 */
export async function keepDefaultAccounts(deps: DefaultAccountsDeps, signal: AbortSignal): Promise<void> {
  const { objects, clock, queueObserverOf, onError } = deps;
  await reconcile(
    {
      what: "cannot make the default service account",
      sources: [(opts) => namespaces(objects, opts), (opts) => accounts(objects, opts)],
      reconcile: (namespace, opts) => ensureAccount(objects, namespace, opts),
      clock,
      queueObserver: queueObserverOf?.("serviceaccount"),
      onError,
    },
    signal,
  );
}

async function* namespaces(objects: ClusterObjects, opts: CallOptions): AsyncGenerator<string[], void> {
  for await (const { metadata } of objects.changes(NAMESPACES, opts)) yield [metadata.name ?? ""];
}

async function* accounts(objects: ClusterObjects, opts: CallOptions): AsyncGenerator<string[], void> {
  for await (const { metadata } of objects.changes(ACCOUNTS, opts)) {
    if (metadata.name === NAME) yield [metadata.namespace ?? ""];
  }
}

async function ensureAccount(objects: ClusterObjects, namespace: string, opts: CallOptions): Promise<void> {
  const account = { namespace, name: NAME };
  if ((await objects.get(ACCOUNTS, account, opts)) !== undefined) return;
  const found = (await objects.get(NAMESPACES, { namespace: "", name: namespace }, opts)) as
    DeepReadonly<Namespace> | undefined;
  // Into one that is going nothing new is put.
  if (found === undefined || found.metadata.deletionTimestamp !== undefined) return;
  await objects.ensure(ACCOUNTS, { metadata: account }, opts);
}

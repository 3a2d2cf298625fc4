import type { Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { GroupResource } from "../../apimachinery/schema/index.js";
import type { PersistentVolume, PersistentVolumeClaim, Pod } from "../../apis/core/v1/types.js";
import {
  reconcile,
  type CallOptions,
  type ClusterObjects,
  type ObjectName,
  type QueueObserverOf,
} from "../reconcile/index.js";
import { claimsOf, podUsesClaims, usesAttributesClass } from "./usage.js";

export interface StorageProtectionDeps {
  readonly objects: ClusterObjects;
  readonly clock: Clock;
  readonly queueObserverOf?: QueueObserverOf | undefined;
  readonly onError: (what: string, err: unknown) => void;
}

interface Protection {
  /** The name of its queue. */
  readonly queue: string;
  readonly resource: GroupResource;
  readonly finalizer: string;
  /** Names of protected objects that a change of another may set free. */
  readonly freedBy: readonly {
    readonly resource: GroupResource;
    readonly freed: (object: DeepReadonly<KubeObject>) => readonly ObjectName[];
  }[];
  readonly inUse: (object: DeepReadonly<KubeObject>, objects: ClusterObjects, opts: CallOptions) => Promise<boolean>;
}

const PODS = { group: "", resource: "pods" };
const VOLUMES = { group: "", resource: "persistentvolumes" };
const CLAIMS = { group: "", resource: "persistentvolumeclaims" };
const CLASSES = { group: "storage.k8s.io", resource: "volumeattributesclasses" };

const PROTECTIONS: readonly Protection[] = [
  {
    queue: "pvcprotection",
    resource: CLAIMS,
    finalizer: "kubernetes.io/pvc-protection",
    freedBy: [{ resource: PODS, freed: (pod) => claimsOf(pod as DeepReadonly<Pod>) }],
    inUse: async ({ metadata }, objects, opts) => {
      const pods = (await objects.list(PODS, metadata.namespace ?? "", opts)) as readonly DeepReadonly<Pod>[];
      return pods.some((pod) => podUsesClaims(pod) && claimsOf(pod).some(({ name }) => name === metadata.name));
    },
  },
  {
    queue: "pvprotection",
    resource: VOLUMES,
    finalizer: "kubernetes.io/pv-protection",
    freedBy: [],
    inUse: (volume) => Promise.resolve((volume as DeepReadonly<PersistentVolume>).status?.phase === "Bound"),
  },
  {
    queue: "vacprotection",
    resource: CLASSES,
    finalizer: "kubernetes.io/vac-protection",
    freedBy: [
      { resource: CLAIMS, freed: (claim) => usesAttributesClass(claim as DeepReadonly<PersistentVolumeClaim>) },
      { resource: VOLUMES, freed: (volume) => usesAttributesClass(volume as DeepReadonly<PersistentVolume>) },
    ],
    inUse: async ({ metadata }, objects, opts) => {
      for (const resource of [CLAIMS, VOLUMES]) {
        const users = await objects.list(resource, "", opts);
        if (users.some((user) => usesAttributesClass(user).some(({ name }) => name === metadata.name))) return true;
      }
      return false;
    },
  },
];

/**
 * Takes the finalizers away that admission gave to volumes, claims and volume classes, when they are deleted and nobody
 * uses them. Runs until the signal aborts.
 * @see kubernetes pkg/controller/volume/{pvcprotection,pvprotection,vacprotection}
 */
export async function keepStorageProtection(deps: StorageProtectionDeps, signal: AbortSignal): Promise<void> {
  const { objects, clock, queueObserverOf, onError } = deps;
  const served = PROTECTIONS.filter(({ resource }) => objects.serves(resource));
  await Promise.all(
    served.map((protection) => {
      const { queue, resource, freedBy } = protection;
      const own = (opts: CallOptions) => keysOf(objects, resource, ({ metadata }) => [nameOf(metadata)], opts);
      const others = freedBy.map((one) => (opts: CallOptions) => keysOf(objects, one.resource, one.freed, opts));
      return reconcile(
        {
          what: `cannot let a deleted object of ${resource.resource} go`,
          sources: [own, ...others],
          reconcile: (key, opts) => release(protection, objects, key, opts),
          clock,
          queueObserver: queueObserverOf?.(queue),
          onError,
        },
        signal,
      );
    }),
  );
}

async function release(
  { resource, finalizer, inUse }: Protection,
  objects: ClusterObjects,
  key: string,
  opts: CallOptions,
): Promise<void> {
  const [namespace = "", name = ""] = key.split("/");
  const object = await objects.get(resource, { namespace, name }, opts);
  if (object?.metadata.deletionTimestamp === undefined) return;
  if (object.metadata.finalizers?.includes(finalizer) !== true || (await inUse(object, objects, opts))) return;
  await objects.removeFinalizer(resource, { namespace, name }, finalizer, opts);
}

async function* keysOf(
  objects: ClusterObjects,
  resource: GroupResource,
  names: (object: DeepReadonly<KubeObject>) => readonly ObjectName[],
  opts: CallOptions,
): AsyncGenerator<string[], void> {
  for await (const object of objects.changes(resource, opts)) {
    yield names(object).map(({ namespace, name }) => `${namespace}/${name}`);
  }
}

function nameOf({ namespace = "", name = "" }: DeepReadonly<KubeObject>["metadata"]): ObjectName {
  return { namespace, name };
}

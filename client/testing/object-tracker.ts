import {
  newAlreadyExists,
  newBadRequest,
  newConflict,
  newInvalid,
  newNotFound,
} from "../../apimachinery/api/errors/index.js";
import { realClock, type Clock, type Random } from "../../apimachinery/clock/index.js";
import type { DeleteOptions } from "../../apimachinery/meta/v1/index.js";
import { generateName } from "../../apimachinery/names/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import { formatTime } from "../../apimachinery/scalars/index.js";
import { apiVersionOf, parseGroupVersion, type GroupResource } from "../../apimachinery/schema/index.js";
import { Path, required } from "../../apimachinery/validation/field/index.js";
import { Collection, type CollectionWatchOptions, type ObjectFilter } from "./collection.js";
import type { PushWatch } from "./push-watch.js";
import { FakeResources, type FakeResource } from "./resources.js";

export interface ObjectTrackerOptions {
  readonly resources: readonly FakeResource[];
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Keeps objects in memory with the rules that every API server has: one counter of versions, conflicts, uids,
 * generations, finalizers, the status subresource, watches from a version. There is no defaulting, no validation and no
 * conversion: each version of a group is a world of its own.
 * @see kubernetes/client-go testing/fixture.go, ObjectTracker: the same part, with fewer of a server's rules
 */
export class ObjectTracker {
  readonly resources: FakeResources;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #collections = new Map<FakeResource, Collection>();
  #version = 0;
  #uids = 0;

  constructor(options: ObjectTrackerOptions) {
    this.resources = new FakeResources(options.resources);
    this.#clock = options.clock ?? realClock;
    this.#random = options.random ?? Math.random;
  }

  /** The version of the last change. */
  get resourceVersion(): string {
    return String(this.#version);
  }

  /** Puts an object in as it is, status included; one of the same name is replaced. @throws Error for unknown kinds */
  add(obj: DeepReadonly<KubeObject>): void {
    const { apiVersion = "", kind = "" } = obj;
    const resource = this.resources.ofKind({ ...parseGroupVersion(apiVersion), kind });
    const copy = structuredClone(obj) as KubeObject;
    this.#fillSystemFields(copy);
    this.collection(resource).put(copy, ++this.#version);
  }

  collection(resource: FakeResource): Collection {
    let found = this.#collections.get(resource);
    if (found === undefined) this.#collections.set(resource, (found = new Collection()));
    return found;
  }

  /** @throws StatusError NotFound */
  get(resource: FakeResource, namespace: string, name: string): DeepReadonly<KubeObject> {
    const found = this.collection(resource).get(keyOf(namespace, name));
    if (found === undefined) throw newNotFound(groupResource(resource), name);
    return found;
  }

  list(resource: FakeResource, namespace: string, filter: ObjectFilter): DeepReadonly<KubeObject>[] {
    return this.collection(resource).list((obj) => inNamespace(obj, namespace) && filter(obj));
  }

  /** @throws StatusError Expired */
  watch(resource: FakeResource, namespace: string, opts: CollectionWatchOptions): PushWatch<KubeObject> {
    const filter: ObjectFilter = (obj) => inNamespace(obj, namespace) && opts.filter(obj);
    return this.collection(resource).watch({ ...opts, filter }, this.#version);
  }

  /** Takes `obj` over. @throws StatusError AlreadyExists, Invalid, BadRequest */
  create(resource: FakeResource, namespace: string, obj: KubeObject): DeepReadonly<KubeObject> {
    this.#place(resource, namespace, obj);
    const { metadata } = obj;
    if (!metadata.name && metadata.generateName) metadata.name = generateName(metadata.generateName, this.#random);
    if (!metadata.name) {
      const problem = required(Path.of("metadata", "name"), "name or generateName is required");
      throw newInvalid(resource.gvk, "", [problem]);
    }
    if (this.collection(resource).get(keyOf(namespace, metadata.name)) !== undefined) {
      throw newAlreadyExists(groupResource(resource), metadata.name);
    }
    delete metadata.uid;
    delete metadata.creationTimestamp;
    if (resource.statusSubresource) delete (obj as { status?: unknown }).status;
    this.#fillSystemFields(obj);
    return this.collection(resource).put(obj, ++this.#version);
  }

  /**
   * Takes `obj` over. Equal content changes nothing, not even the version.
   * @throws StatusError NotFound, Conflict, BadRequest
   */
  update(resource: FakeResource, namespace: string, obj: KubeObject, subresource: string): DeepReadonly<KubeObject> {
    const name = obj.metadata.name ?? "";
    const old = this.get(resource, namespace, name);
    this.#place(resource, namespace, obj);
    this.#checkVersions(resource, name, obj.metadata.resourceVersion, obj.metadata.uid, old);
    const next = this.#merge(resource, structuredClone(old) as KubeObject, obj, subresource);
    if (JSON.stringify(next) === JSON.stringify(old)) return old;
    const key = keyOf(namespace, name);
    if (next.metadata.deletionTimestamp && !next.metadata.finalizers?.length) {
      return this.collection(resource).remove(key, ++this.#version);
    }
    return this.collection(resource).put(next, ++this.#version);
  }

  /**
   * Deletes, or marks as deleting what has finalizers. `gone` says which.
   * @throws StatusError NotFound, Conflict when a precondition fails
   */
  delete(
    resource: FakeResource,
    namespace: string,
    name: string,
    options: DeleteOptions = {},
  ): { readonly gone: boolean; readonly obj: DeepReadonly<KubeObject> } {
    const old = this.get(resource, namespace, name);
    const { resourceVersion, uid } = options.preconditions ?? {};
    this.#checkVersions(resource, name, resourceVersion, uid, old);
    if (!old.metadata.finalizers?.length) {
      return { gone: true, obj: this.collection(resource).remove(keyOf(namespace, name), ++this.#version) };
    }
    if (old.metadata.deletionTimestamp) return { gone: false, obj: old };
    const marked = structuredClone(old) as KubeObject;
    marked.metadata.deletionTimestamp = formatTime(this.#clock.now());
    marked.metadata.deletionGracePeriodSeconds = 0;
    return { gone: false, obj: this.collection(resource).put(marked, ++this.#version) };
  }

  /** What is stored when `sent` is written over `old`. */
  #merge(resource: FakeResource, old: KubeObject, sent: KubeObject, subresource: string): KubeObject {
    const { uid, creationTimestamp, deletionTimestamp, generation = 1, resourceVersion } = old.metadata;
    const kept = { uid, creationTimestamp, deletionTimestamp, resourceVersion };
    if (subresource === "status") return { ...old, ...("status" in sent ? { status: sent.status } : {}) } as KubeObject;
    const next = { ...sent, metadata: { ...sent.metadata, ...definedOnly(kept), generation } } as KubeObject &
      Statusful;
    if (resource.statusSubresource) {
      delete next.status;
      const { status } = old as Statusful;
      if (status !== undefined) next.status = status;
    }
    if (JSON.stringify((next as Statusful).spec) !== JSON.stringify((old as Statusful).spec)) {
      next.metadata.generation = generation + 1;
    }
    return next;
  }

  #place(resource: FakeResource, namespace: string, obj: KubeObject): void {
    obj.kind ??= resource.gvk.kind;
    obj.apiVersion ??= apiVersionOf(resource.gvk);
    if (obj.kind !== resource.gvk.kind || obj.apiVersion !== apiVersionOf(resource.gvk)) {
      const expected = `${apiVersionOf(resource.gvk)}, Kind=${resource.gvk.kind}`;
      throw newBadRequest(`the object is of ${obj.apiVersion}, Kind=${obj.kind}, expected ${expected}`);
    }
    obj.metadata ??= {};
    if (!resource.namespaced) return;
    if (obj.metadata.namespace && obj.metadata.namespace !== namespace) {
      throw newBadRequest("the namespace of the provided object does not match the namespace sent on the request");
    }
    obj.metadata.namespace = namespace;
  }

  #checkVersions(
    resource: FakeResource,
    name: string,
    version: string | undefined,
    uid: string | undefined,
    old: DeepReadonly<KubeObject>,
  ): void {
    const { metadata } = old;
    if (uid && uid !== metadata.uid) {
      const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid ?? ""}`;
      throw newConflict(groupResource(resource), name, why);
    }
    if (version && version !== metadata.resourceVersion) {
      const why = "the object has been modified; please apply your changes to the latest version and try again";
      throw newConflict(groupResource(resource), name, why);
    }
  }

  #fillSystemFields(obj: KubeObject): void {
    obj.metadata.uid ??= `00000000-0000-4000-8000-${String(++this.#uids).padStart(12, "0")}`;
    obj.metadata.creationTimestamp ??= formatTime(this.#clock.now());
    obj.metadata.generation ??= 1;
  }
}

interface Statusful {
  spec?: unknown;
  status?: unknown;
}

function definedOnly<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

function keyOf(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

function inNamespace(obj: DeepReadonly<KubeObject>, namespace: string): boolean {
  return namespace === "" || obj.metadata.namespace === namespace;
}

function groupResource(resource: FakeResource): GroupResource {
  return { group: resource.gvk.group, resource: resource.resource };
}

import { newBadRequest, newMethodNotSupported, newNotFound } from "../../apimachinery/api/errors/index.js";
import { parseFieldSelector } from "../../apimachinery/fields/index.js";
import { parseSelector } from "../../apimachinery/labels/index.js";
import type { DeleteOptions, Status } from "../../apimachinery/meta/v1/index.js";
import type { PatchSchema } from "../../apimachinery/patch/index.js";
import type { DeepReadonly, KubeList, KubeObject, RuntimeObject } from "../../apimachinery/runtime/index.js";
import { apiVersionOf, type GroupVersionKind } from "../../apimachinery/schema/index.js";
import { PatchType } from "../gentype/index.js";
import type { CallOptions, RawResponse, RequestSpec, RESTInterface, Watch } from "../rest/index.js";
import { actionOf, paramOf, type Action } from "./actions.js";
import type { ObjectFilter } from "./collection.js";
import { fakeDiscovery } from "./fake-discovery.js";
import type { ObjectTracker } from "./object-tracker.js";
import { patched } from "./patching.js";
import { reactorMatches, type Reaction, type Reactor, type WatchReaction, type WatchReactor } from "./reactors.js";
import type { FakeResource } from "./resources.js";

/** Does server-side apply for a fake. Returns what is to be stored; must not change `live`. */
export type FakeApply = (request: {
  readonly gvk: GroupVersionKind;
  /** undefined when the object does not exist yet. */
  readonly live: DeepReadonly<KubeObject> | undefined;
  readonly config: unknown;
  readonly fieldManager: string;
  readonly force: boolean;
  /** "" for the object itself. */
  readonly subresource: string;
}) => KubeObject;

export interface FakeRESTOptions {
  readonly tracker: ObjectTracker;
  /** Without it, server-side apply is refused with an error that names this option. */
  readonly apply?: FakeApply | undefined;
  /** Without it, strategic merge patches replace lists. */
  readonly patchSchema?: ((gvk: GroupVersionKind) => PatchSchema | undefined) | undefined;
}

/**
 * A REST client that answers from an object tracker, so that the generated clients run on it as they are. Reactors come
 * first and may answer in its place.
 */
export class FakeREST implements RESTInterface {
  readonly tracker: ObjectTracker;
  readonly #options: FakeRESTOptions;
  readonly #actions: Action[] = [];
  #reactors: Reactor[] = [];
  #watchReactors: WatchReactor[] = [];

  constructor(options: FakeRESTOptions) {
    this.#options = options;
    this.tracker = options.tracker;
  }

  /** All calls so far, in order. */
  actions(): readonly Action[] {
    return [...this.#actions];
  }

  clearActions(): void {
    this.#actions.length = 0;
  }

  /** Asked before those added earlier. `resource` is `flunders`, `flunders/status` or `*`. */
  prependReactor(verb: Action["verb"] | "*", resource: string, react: Reaction): void {
    this.#reactors = [{ verb, resource, react }, ...this.#reactors];
  }

  /** Asked after those added earlier, and before the tracker. */
  addReactor(verb: Action["verb"] | "*", resource: string, react: Reaction): void {
    this.#reactors = [...this.#reactors, { verb, resource, react }];
  }

  prependWatchReactor(resource: string, react: WatchReaction): void {
    this.#watchReactors = [{ verb: "watch", resource, react }, ...this.#watchReactors];
  }

  async request<T = RuntimeObject>(spec: RequestSpec, opts: CallOptions = {}): Promise<T> {
    opts.signal?.throwIfAborted();
    if (spec.absolutePath !== undefined) return fakeDiscovery(this.tracker.resources.all, spec.absolutePath) as T;
    const action = actionOf(spec, false);
    this.#actions.push(action);
    for (const reactor of this.#reactors) {
      if (!reactorMatches(reactor, action)) continue;
      const answer = await reactor.react(action);
      if (answer !== undefined) return structuredClone(answer) as T;
    }
    return structuredClone(this.#answer(action)) as T;
  }

  async requestRaw(spec: RequestSpec, opts: CallOptions = {}): Promise<RawResponse> {
    const answer = await this.request(spec, opts);
    const headers = { "content-type": "application/json" };
    return { status: 200, headers, body: Buffer.from(JSON.stringify(answer)) };
  }

  async watch<T = KubeObject>(spec: RequestSpec, opts: CallOptions = {}): Promise<Watch<T>> {
    opts.signal?.throwIfAborted();
    const action = actionOf(spec, true);
    this.#actions.push(action);
    for (const reactor of this.#watchReactors) {
      if (!reactorMatches(reactor, action)) continue;
      const answer = await reactor.react(action, opts);
      if (answer !== undefined) return answer as Watch<T>;
    }
    return this.tracker.watch(this.#resource(action), action.namespace, {
      filter: filterOf(action),
      resourceVersion: paramOf(action, "resourceVersion"),
      sendInitialEvents: paramOf(action, "sendInitialEvents") === "true",
      bookmarks: paramOf(action, "allowWatchBookmarks") === "true",
      signal: opts.signal,
    }) as unknown as Watch<T>;
  }

  /** Nothing to end: watches end by their signal, or by leaving their loop. */
  close(): void {}

  #resource(action: Action): FakeResource {
    const found = this.tracker.resources.ofResource(action.gvr);
    if (found === undefined) throw newNotFound(action.gvr, action.name);
    return found;
  }

  #answer(action: Action): unknown {
    const resource = this.#resource(action);
    const { namespace, name } = action;
    const isMain = action.subresource === "" || (action.subresource === "status" && resource.statusSubresource);
    if (!isMain) {
      throw newNotFound({ ...action.gvr, resource: `${action.resource}/${action.subresource}` }, name);
    }
    switch (action.verb) {
      case "get":
        return this.tracker.get(resource, namespace, name);
      case "list":
        return this.#list(resource, action);
      case "create":
        return this.tracker.create(resource, namespace, copyOf(action.body));
      case "update":
        return this.tracker.update(resource, namespace, copyOf(action.body), action.subresource);
      case "patch":
        return this.#patch(resource, action);
      case "delete":
        return this.#delete(resource, action);
      case "deletecollection":
        return this.#deleteCollection(resource, action);
      case "watch":
        throw newMethodNotSupported(action.gvr, "watch");
    }
  }

  #list(resource: FakeResource, action: Action): KubeList<DeepReadonly<KubeObject>> {
    return {
      kind: resource.listKind,
      apiVersion: apiVersionOf(resource.gvk),
      metadata: { resourceVersion: this.tracker.resourceVersion },
      items: this.tracker.list(resource, action.namespace, filterOf(action)),
    };
  }

  #patch(resource: FakeResource, action: Action): DeepReadonly<KubeObject> {
    if (action.patchType === PatchType.Apply) return this.#apply(resource, action);
    const live = this.tracker.get(resource, action.namespace, action.name);
    const next = patched(live, action, this.#options.patchSchema?.(resource.gvk));
    return this.tracker.update(resource, action.namespace, next, action.subresource);
  }

  #apply(resource: FakeResource, action: Action): DeepReadonly<KubeObject> {
    const { apply } = this.#options;
    if (apply === undefined) {
      throw new Error("this fake has no server-side apply: give its `apply` option a function that does it");
    }
    const fieldManager = paramOf(action, "fieldManager");
    if (fieldManager === "") throw newBadRequest("fieldManager is required for apply patch");
    const live = this.tracker.collection(resource).get([action.namespace, action.name].filter(Boolean).join("/"));
    const force = paramOf(action, "force") === "true";
    const next = apply({
      gvk: resource.gvk,
      live,
      config: action.body,
      fieldManager,
      force,
      subresource: action.subresource,
    });
    return live === undefined
      ? this.tracker.create(resource, action.namespace, next)
      : this.tracker.update(resource, action.namespace, next, action.subresource);
  }

  #delete(resource: FakeResource, action: Action): DeepReadonly<KubeObject> | Status {
    const { gone, obj } = this.tracker.delete(resource, action.namespace, action.name, action.body as DeleteOptions);
    if (!gone) return obj;
    const { group } = resource.gvk;
    const details = {
      name: action.name,
      ...(group !== "" && { group }),
      kind: action.resource,
      uid: obj.metadata.uid!,
    };
    return { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details };
  }

  #deleteCollection(resource: FakeResource, action: Action): KubeList<DeepReadonly<KubeObject>> {
    const list = this.#list(resource, action);
    for (const { metadata } of list.items) {
      this.tracker.delete(resource, metadata.namespace ?? "", metadata.name!, action.body as DeleteOptions);
    }
    return list;
  }
}

/** Labels, and of fields those that all kinds have. @throws StatusError BadRequest for other fields */
function filterOf(action: Action): ObjectFilter {
  const labels = parseSelector(paramOf(action, "labelSelector"));
  const fields = parseFieldSelector(paramOf(action, "fieldSelector"), (label, value) => {
    if (label === "metadata.name" || label === "metadata.namespace") return { label, value };
    throw newBadRequest(`field label not supported: ${label}`);
  });
  return ({ metadata }) =>
    labels.matches(metadata.labels) &&
    fields.matches({ "metadata.name": metadata.name ?? "", "metadata.namespace": metadata.namespace ?? "" });
}

function copyOf(body: unknown): KubeObject {
  return structuredClone(body) as KubeObject;
}

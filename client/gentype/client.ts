import type { ObjectMeta, Status } from "../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeList, KubeObject } from "../../apimachinery/runtime/index.js";
import { apiVersionOf, type GroupVersionKind } from "../../apimachinery/schema/index.js";
import type { CallOptions, RequestParams, RequestSpec, RESTInterface, Watch } from "../rest/index.js";
import {
  PatchType,
  type ApplyOptions,
  type CreateOptions,
  type DeleteOptions,
  type GetOptions,
  type ListOptions,
  type PatchOptions,
  type UpdateOptions,
} from "./options.js";
import type {
  Applier,
  CollectionDeleter,
  Creator,
  Deleter,
  Getter,
  Lister,
  Patcher,
  StatusApplier,
  StatusUpdater,
  Updater,
  Watcher,
} from "./verbs.js";

/** Where a kind's objects are. */
export interface ResourceInfo {
  readonly gvk: GroupVersionKind;
  /** `flunders` */
  readonly resource: string;
}

/** What an apply configuration has to have, beside the fields that it sets. */
export interface ApplyConfiguration {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
}

/**
 * All verbs of one kind. Generated clients extend it, narrow its interface to the verbs that the kind has and add the
 * methods that its tags ask for.
 * @see kubernetes/client-go gentype/type.go
 */
export class Client<T extends KubeObject, L extends KubeList<T>, A extends ApplyConfiguration = ApplyConfiguration>
  implements
    Creator<T>,
    Updater<T>,
    StatusUpdater<T>,
    Deleter<T>,
    CollectionDeleter,
    Getter<T>,
    Lister<L>,
    Watcher<T>,
    Patcher<T>,
    Applier<T, A>,
    StatusApplier<T, A>
{
  readonly #rest: RESTInterface;
  readonly #info: ResourceInfo;
  readonly #namespace: string | undefined;

  /** `namespace` is undefined for cluster-scoped kinds; "" stands for all namespaces and allows list and watch only. */
  constructor(rest: RESTInterface, info: ResourceInfo, namespace: string | undefined) {
    this.#rest = rest;
    this.#info = info;
    this.#namespace = namespace;
  }

  create(obj: DeepReadonly<T>, opts: CreateOptions = {}): Promise<T> {
    return this.#send({ method: "POST", body: this.#typed(obj) }, opts);
  }

  async update(obj: DeepReadonly<T>, opts: UpdateOptions = {}): Promise<T> {
    return this.#send({ method: "PUT", name: nameOf(obj), body: this.#typed(obj) }, opts);
  }

  async updateStatus(obj: DeepReadonly<T>, opts: UpdateOptions = {}): Promise<T> {
    return this.#send({ method: "PUT", name: nameOf(obj), subresource: "status", body: this.#typed(obj) }, opts);
  }

  delete(name: string, opts: DeleteOptions = {}): Promise<T | Status> {
    const { signal, ...body } = opts;
    return this.#send({ method: "DELETE", name, body: deleteBody(body) }, { signal });
  }

  async deleteCollection(opts: DeleteOptions = {}, listOpts: ListOptions = {}): Promise<void> {
    const { signal, ...body } = opts;
    await this.#send({ method: "DELETE", body: deleteBody(body) }, { ...listOpts, signal: signal ?? listOpts.signal });
  }

  get(name: string, opts: GetOptions = {}): Promise<T> {
    return this.#send({ method: "GET", name }, opts);
  }

  /** Items carry apiVersion and kind, as objects do everywhere else; servers leave them out of typed lists. */
  async list(opts: ListOptions = {}): Promise<L> {
    const list = await this.#send<L>({ method: "GET" }, opts);
    const type = this.itemType(list);
    if (type === undefined) return list;
    for (const item of list.items) {
      item.apiVersion ??= type.apiVersion;
      item.kind ??= type.kind;
    }
    return list;
  }

  watch(opts: ListOptions = {}): Promise<Watch<T>> {
    const { signal, ...params } = opts;
    return this.#rest.watch<T>(this.#spec({ method: "GET" }, params), { signal });
  }

  patch(name: string, type: PatchType, patch: unknown, opts: PatchOptions = {}): Promise<T> {
    const { subresource, ...rest } = opts;
    return this.#send({ method: "PATCH", name, subresource, contentType: type, body: patch }, rest);
  }

  apply(config: A, opts: ApplyOptions): Promise<T> {
    return this.#apply(config, opts);
  }

  applyStatus(config: A, opts: ApplyOptions): Promise<T> {
    return this.#apply(config, opts, config.metadata?.name, "status");
  }

  /** What items of a list are when they do not say it; undefined: unknown. */
  protected itemType(_list: L): { readonly apiVersion: string; readonly kind: string } | undefined {
    return { apiVersion: apiVersionOf(this.#info.gvk), kind: this.#info.gvk.kind };
  }

  /** GET of `<name>/<subresource>`, for methods that a kind's tags add. */
  protected getExtension<R>(name: string, subresource: string | undefined, opts: GetOptions = {}): Promise<R> {
    return this.#send({ method: "GET", name, subresource }, opts);
  }

  /** GET of the collection, or of `<name>/<subresource>` as a list. */
  protected listExtension<R>(
    name: string | undefined,
    subresource: string | undefined,
    opts: ListOptions = {},
  ): Promise<R> {
    return this.#send({ method: "GET", name, subresource }, opts);
  }

  /** POST to the collection, or to `<name>/<subresource>`. */
  protected createExtension<R>(
    name: string | undefined,
    subresource: string | undefined,
    body: unknown,
    opts: CreateOptions = {},
  ): Promise<R> {
    return this.#send({ method: "POST", name, subresource, body }, opts);
  }

  /** PUT to `<name>`, or to `<name>/<subresource>`; without a name, that of the body. */
  protected async updateExtension<R>(
    name: string | undefined,
    subresource: string | undefined,
    body: unknown,
    opts: UpdateOptions = {},
  ): Promise<R> {
    return this.#send({ method: "PUT", name: name ?? nameOf(body), subresource, body }, opts);
  }

  protected patchExtension<R>(
    name: string,
    subresource: string | undefined,
    type: PatchType,
    patch: unknown,
    opts: PatchOptions = {},
  ): Promise<R> {
    const { subresource: _, ...rest } = opts;
    return this.#send({ method: "PATCH", name, subresource, contentType: type, body: patch }, rest);
  }

  protected applyExtension<R>(
    name: string | undefined,
    subresource: string | undefined,
    config: ApplyConfiguration,
    opts: ApplyOptions,
  ): Promise<R> {
    return this.#apply(config, opts, name, subresource);
  }

  #apply<R>(
    config: ApplyConfiguration,
    opts: ApplyOptions,
    name = config.metadata?.name,
    subresource?: string,
  ): Promise<R> {
    if (name === undefined || name === "") return Promise.reject(new Error("metadata.name must be provided to apply"));
    return this.#send({ method: "PATCH", name, subresource, contentType: PatchType.Apply, body: config }, opts);
  }

  #send<R>(request: Omit<RequestSpec, "groupVersion" | "params">, opts: CallOptions & object): Promise<R> {
    const { signal, ...params } = opts;
    return this.#rest.request<R>(this.#spec(request, params), { signal });
  }

  #spec(request: Omit<RequestSpec, "groupVersion" | "params">, params: object): RequestSpec {
    const { gvk, resource } = this.#info;
    return {
      ...request,
      groupVersion: { group: gvk.group, version: gvk.version },
      namespace: this.#namespace,
      resource,
      params: params as RequestParams,
    };
  }

  #typed(obj: DeepReadonly<T>): object {
    const { apiVersion, kind } = obj as { apiVersion?: string; kind?: string };
    if (apiVersion !== undefined && kind !== undefined) return obj;
    return { kind: this.#info.gvk.kind, apiVersion: apiVersionOf(this.#info.gvk), ...obj };
  }
}

function nameOf(obj: unknown): string {
  const name = (obj as { metadata: ObjectMeta }).metadata.name;
  if (name === undefined || name === "") throw new Error("metadata.name must be set");
  return name;
}

function deleteBody(options: object): object | undefined {
  if (Object.keys(options).length === 0) return undefined;
  return { kind: "DeleteOptions", apiVersion: "meta.k8s.io/v1", ...options };
}

import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { GroupVersionResource } from "../../apimachinery/schema/index.js";
import { Client, type CreateOptions, type GetOptions, type UpdateOptions } from "../gentype/index.js";
import type { RESTInterface } from "../rest/index.js";
import type { Unstructured, UnstructuredList } from "./types.js";

/**
 * Works with any resource, without types.
 * `client.resource(gvr).namespace("ns").get("name")`; without `namespace`, cluster-scoped or all namespaces.
 * @see kubernetes/client-go dynamic/simple.go
 */
export class DynamicClient {
  readonly #rest: RESTInterface;

  constructor(rest: RESTInterface) {
    this.#rest = rest;
  }

  resource(gvr: GroupVersionResource): NamespaceableDynamicResource {
    return new NamespaceableDynamicResource(this.#rest, gvr);
  }
}

/** All verbs on one resource. Objects that are sent must say their kind and apiVersion. */
export class DynamicResource extends Client<Unstructured, UnstructuredList> {
  constructor(rest: RESTInterface, gvr: GroupVersionResource, namespace: string | undefined) {
    super(rest, { gvk: { group: gvr.group, version: gvr.version, kind: "" }, resource: gvr.resource }, namespace);
  }

  override async create(obj: DeepReadonly<Unstructured>, opts: CreateOptions = {}): Promise<Unstructured> {
    requireType(obj);
    return super.create(obj, opts);
  }

  override async update(obj: DeepReadonly<Unstructured>, opts: UpdateOptions = {}): Promise<Unstructured> {
    requireType(obj);
    return super.update(obj, opts);
  }

  override async updateStatus(obj: DeepReadonly<Unstructured>, opts: UpdateOptions = {}): Promise<Unstructured> {
    requireType(obj);
    return super.updateStatus(obj, opts);
  }

  getSubresource(name: string, subresource: string, opts: GetOptions = {}): Promise<Unstructured> {
    return this.getExtension(name, subresource, opts);
  }

  createSubresource(
    name: string,
    subresource: string,
    body: DeepReadonly<Unstructured>,
    opts: CreateOptions = {},
  ): Promise<Unstructured> {
    return this.createExtension(name, subresource, body, opts);
  }

  updateSubresource(
    name: string,
    subresource: string,
    body: DeepReadonly<Unstructured>,
    opts: UpdateOptions = {},
  ): Promise<Unstructured> {
    return this.updateExtension(name, subresource, body, opts);
  }

  /** What the list's own kind implies. */
  protected override itemType(list: UnstructuredList): { apiVersion: string; kind: string } | undefined {
    const { apiVersion, kind } = list;
    if (apiVersion === undefined || kind?.endsWith("List") !== true) return undefined;
    return { apiVersion, kind: kind.slice(0, -"List".length) };
  }
}

/** A resource before it is said where. */
export class NamespaceableDynamicResource extends DynamicResource {
  readonly #rest: RESTInterface;
  readonly #gvr: GroupVersionResource;

  constructor(rest: RESTInterface, gvr: GroupVersionResource) {
    super(rest, gvr, undefined);
    this.#rest = rest;
    this.#gvr = gvr;
  }

  namespace(namespace: string): DynamicResource {
    return new DynamicResource(this.#rest, this.#gvr, namespace);
  }
}

function requireType(obj: DeepReadonly<Unstructured>): void {
  if (!obj.kind) throw new Error("Object 'Kind' is missing");
  if (!obj.apiVersion) throw new Error("Object 'apiVersion' is missing");
}

/** What a request's path and method mean. @see kubernetes/apiserver pkg/endpoints/request/requestinfo.go */
export interface RequestInfo {
  readonly isResourceRequest: boolean;
  /** The decoded path, without its query. */
  readonly path: string;
  /** get, list, watch, create, update, patch, delete, deletecollection, proxy, or the lower-case method. */
  readonly verb: string;
  /** `api` or `apis` */
  readonly apiPrefix: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly namespace: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  /** All path parts from the resource on. */
  readonly parts: readonly string[];
  /** Raw selectors of list, watch and deletecollection. */
  readonly fieldSelector: string;
  readonly labelSelector: string;
}

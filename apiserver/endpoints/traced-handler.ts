import type { Attributes } from "@opentelemetry/api";
import type { MaybePromise } from "../../apimachinery/promises/index.js";
import { traced } from "../tracing/index.js";
import type { Handler, RequestContext } from "./request/request-context.js";

/** Spans by verb, under upstream's names. */
const SPANS: { readonly [verb: string]: string } = {
  get: "Get",
  list: "List",
  create: "Create",
  update: "Update",
  patch: "Patch",
  delete: "Delete",
  deletecollection: "Delete",
  watch: "WatchServer.HandleHTTP",
};

/** Answers a request within a span of its verb. */
export function runTraced(handler: Handler, ctx: RequestContext): MaybePromise<void> {
  const name = SPANS[ctx.requestInfo.verb];
  if (name === undefined) return handler(ctx);
  return traced(
    name,
    () => fieldsOf(ctx),
    () => handler(ctx),
  );
}

/** @see kubernetes/apiserver pkg/endpoints/handlers/trace_util.go */
function fieldsOf(ctx: RequestContext): Attributes {
  const { requestInfo, auditID, remoteAddress, httpVersion, path } = ctx;
  const { apiGroup, apiVersion, name, namespace, resource, subresource, verb } = requestInfo;
  return {
    accept: ctx.header("accept"),
    "api-group": apiGroup,
    "api-version": apiVersion,
    "audit-id": auditID,
    client: remoteAddress,
    name,
    namespace,
    protocol: httpVersion === "2" ? "HTTP/2.0" : "HTTP/1.1",
    resource,
    scope: name !== "" ? "resource" : namespace !== "" ? "namespace" : "cluster",
    subresource,
    url: path,
    "user-agent": ctx.header("user-agent"),
    verb,
  };
}

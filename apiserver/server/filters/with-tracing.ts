import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type TextMapGetter,
} from "@opentelemetry/api";
import { MONITORING, SYSTEM_MASTERS } from "../../authentication/index.js";
import type { RequestInfo } from "../../endpoints/request/request-info.js";
import { INSTRUMENTATION, traced } from "../../tracing/index.js";
import type { ServerRequest } from "../transport/index.js";
import type { Filter } from "./filter.js";

const headers: TextMapGetter<ServerRequest> = {
  get: (request, name) => request.header(name.toLowerCase()),
  keys: (request) => [...request.headerNames()],
};

/**
 * A span for each request. Members of system:masters and system:monitoring continue the traces of their own, so that they
 * decide what is recorded; the traces of others are linked to.
 * @see kubernetes/apiserver pkg/endpoints/filters/traces.go
 */
export function withTracing(): Filter {
  const tracer = trace.getTracer(INSTRUMENTATION);
  return (next) => async (request) => {
    const sent = propagation.extract(ROOT_CONTEXT, request, headers);
    const remote = trace.getSpanContext(sent);
    const trusted = request.user?.groups.some((group) => group === SYSTEM_MASTERS || group === MONITORING) === true;
    const stranger = remote !== undefined && !trusted;
    const parent = stranger ? trace.deleteSpan(sent) : sent;
    const span = tracer.startSpan(
      spanNameOf(request.method, request.requestInfo),
      {
        kind: SpanKind.SERVER,
        startTime: new Date(request.receivedAt),
        ...(stranger ? { links: [{ context: remote }] } : {}),
      },
      parent,
    );
    if (span.isRecording()) span.setAttributes(attributesOf(request));
    try {
      await context.with(trace.setSpan(parent, span), () => next(request));
    } finally {
      const { status, bytesWritten } = request.response;
      // Without a status the client went away first.
      if (status !== 0) {
        span.setAttributes({ "http.response.status_code": status, "http.response.body.size": bytesWritten });
      }
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }
  };
}

/** A span around a filter and all that follows it: what one takes longer than the next is its own time. */
export function spanned(name: string, filter: Filter): Filter {
  return (next) => {
    const work = filter(next);
    return (request) =>
      traced(
        name,
        () => ({}),
        () => work(request),
      );
  };
}

/** `GET /apis/apps/v1/namespaces/{:namespace}/deployments/{:name}`: there are few of them, whatever clients ask for. */
export function spanNameOf(method: string, info: RequestInfo): string {
  if (!info.isResourceRequest) return method;
  const { apiPrefix, apiGroup, apiVersion, namespace, resource, name, subresource } = info;
  const group = apiGroup === "" ? "" : `/${apiGroup}`;
  const inNamespace = namespace === "" ? "" : "/namespaces/{:namespace}";
  const named = name === "" ? "" : "/{:name}";
  const below = subresource === "" ? "" : `/${subresource}`;
  return `${method} /${apiPrefix}${group}/${apiVersion}${inNamespace}/${resource}${named}${below}`;
}

function attributesOf(request: ServerRequest): Attributes {
  const { method, path, rawQuery, httpVersion, remoteAddress, auditID } = request;
  return {
    "http.request.method": method,
    "url.scheme": "https",
    "url.path": path,
    "http.target": rawQuery === "" ? path : `${path}?${rawQuery}`,
    "network.protocol.version": httpVersion,
    "network.peer.address": remoteAddress,
    "client.address": remoteAddress,
    "server.address": request.header("host") ?? request.header(":authority"),
    "user_agent.original": request.header("user-agent"),
    "audit-id": auditID,
  };
}

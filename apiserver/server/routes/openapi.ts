import { createHash } from "node:crypto";
import { documentURL, type EncodedDocument, type OpenAPIService } from "../../openapi/index.js";
import { parseAccept } from "../../endpoints/negotiation/index.js";
import type { Clock } from "../../../apimachinery/clock/index.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";

const JSON_TYPE = "application/json";
const V2_PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
// What old clients ask for. An @ is no part of a media type's name, and newer ones refuse an answer with it.
const V2_PROTOBUF_OLD = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
const V3_PREFIX = "/openapi/v3/";
const YEAR_MS = 365 * 86_400_000;

export interface OpenAPIRoutesDeps {
  readonly openapi: OpenAPIService;
  readonly clock: Clock;
}

/** `/openapi/v3` */
export function createV3IndexHandler(deps: OpenAPIRoutesDeps): ServerHandler {
  return async (request) => sendDocument(request, JSON_TYPE, await deps.openapi.index());
}

/**
 * `/openapi/v3/PATH`. With the hash of the index in the URL the answer may be kept for ever; with another hash the client
 * is sent to the current one.
 * @see kubernetes/kube-openapi pkg/handler3/handler.go
 */
export function createV3DocumentHandler(deps: OpenAPIRoutesDeps): ServerHandler {
  return (request) => {
    const path = request.path.slice(V3_PREFIX.length);
    const document = deps.openapi.document(path);
    const { response } = request;
    if (document === undefined) {
      response.send(404, "", "");
      return Promise.resolve();
    }
    if (acceptedType(request, [JSON_TYPE]) === undefined) {
      response.send(406, "", "");
      return Promise.resolve();
    }
    response.setHeader("vary", "Accept");
    const hash = request.query.get("hash");
    if (hash !== null && hash !== "") {
      if (hash !== document.etag) {
        response.setHeader("etag", `"${document.etag}"`);
        response.setHeader("location", documentURL(path, document.etag));
        response.send(301, JSON_TYPE, "");
        return Promise.resolve();
      }
      response.setHeader("cache-control", "public, immutable");
      response.setHeader("expires", new Date(deps.clock.now() + YEAR_MS).toUTCString());
    }
    sendDocument(request, JSON_TYPE, document);
    return Promise.resolve();
  };
}

/** `/openapi/v2`, as JSON or as protobuf. @see kubernetes/kube-openapi pkg/handler/handler.go */
export function createV2Handler(deps: OpenAPIRoutesDeps): ServerHandler {
  let encoded: { readonly of: object; readonly document: EncodedDocument } | undefined;
  return async (request) => {
    request.response.setHeader("vary", "Accept");
    const type = acceptedType(request, [JSON_TYPE, V2_PROTOBUF, V2_PROTOBUF_OLD]);
    if (type === undefined) {
      request.response.send(406, "", "");
      return;
    }
    const { document, json } = deps.openapi.v2();
    if (type === JSON_TYPE) return sendDocument(request, JSON_TYPE, json);
    if (encoded?.of !== document) {
      // Only clients of an older kind ask for it.
      const { encodeSwagger } = await import("../../openapi/v2-protobuf.js");
      const body = Buffer.from(encodeSwagger(document));
      const etag = createHash("sha512").update(body).digest("hex").toUpperCase();
      encoded = { of: document, document: { body, etag } };
    }
    return sendDocument(request, V2_PROTOBUF, encoded.document);
  };
}

function acceptedType(request: ServerRequest, offered: readonly string[]): string | undefined {
  const accept = request.header("accept") ?? "";
  for (const { type, subtype } of parseAccept(accept === "" ? "*/*" : accept)) {
    const asked = `${type}/${subtype}`;
    const found = offered.find((offer) => asked === offer || asked === "*/*" || asked === "application/*");
    if (found !== undefined) return found;
  }
  return undefined;
}

function sendDocument(request: ServerRequest, type: string, document: EncodedDocument): void {
  const etag = `"${document.etag}"`;
  request.response.setHeader("etag", etag);
  if (request.header("if-none-match") === etag) request.response.send(304, "", "");
  else request.response.send(200, type, document.body);
}

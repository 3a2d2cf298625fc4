import { statusErrorFrom } from "../../apimachinery/api/errors/index.js";
import { escapeHTMLInJSON } from "../../apimachinery/text/index.js";
import { wantsPretty } from "../endpoints/negotiation/index.js";
import type { ServerRequest } from "./transport/index.js";

const JSON_TYPE = "application/json";

/** Sends an object as JSON, indented for people and for those who ask. */
export function answerJSON(
  request: ServerRequest,
  status: number,
  value: unknown,
  { type = JSON_TYPE, pretty = false }: { readonly type?: string; readonly pretty?: boolean } = {},
): void {
  const indented = pretty || wantsPretty(request);
  request.response.send(status, type, indented ? indentedJSON(value) : `${compactJSON(value)}\n`);
}

/** Sends an object as indented JSON, whoever asks. */
export function answerIndentedJSON(request: ServerRequest, status: number, value: unknown): void {
  request.response.send(status, JSON_TYPE, indentedJSON(value));
}

/** Sends a line of text in the form of Go's `http.Error`. */
export function answerText(request: ServerRequest, status: number, text: string): void {
  request.response.setHeader("x-content-type-options", "nosniff");
  request.response.send(status, "text/plain; charset=utf-8", `${text}\n`);
}

/** Sends the Status that stands for `err`. */
export function answerError(request: ServerRequest, err: unknown): void {
  const { status } = statusErrorFrom(err);
  const retryAfter = status.details?.retryAfterSeconds;
  if (retryAfter !== undefined && retryAfter > 0) request.response.setHeader("retry-after", String(retryAfter));
  answerJSON(request, status.code ?? 500, status);
}

function compactJSON(value: unknown): string {
  return escapeHTMLInJSON(JSON.stringify(value));
}

function indentedJSON(value: unknown): string {
  return escapeHTMLInJSON(JSON.stringify(value, undefined, 2));
}

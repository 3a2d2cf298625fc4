import {
  newGenericServerResponse,
  statusErrorFromObject,
  type StatusError,
} from "../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { readLines } from "./json-lines.js";
import type { TransportResponse } from "./transport.js";
import { CONNECTION_LOST, type Watch, type WatchEvent } from "./watch.js";

// Ten times what a server accepts for one object.
const MAX_EVENT_BYTES = 32 << 20;

/** Reads watch events from the body of a response. */
export class WatchDecoder<T = KubeObject> implements Watch<T> {
  readonly #response: TransportResponse;
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: () => void;
  #stopped = false;

  /** `onEnd` is called once the watch has ended, whatever ended it. */
  constructor(
    response: TransportResponse,
    opts: { readonly signal?: AbortSignal | undefined; readonly onEnd: () => void },
  ) {
    this.#response = response;
    this.#signal = opts.signal;
    this.#onEnd = opts.onEnd;
  }

  stop(): void {
    this.#stopped = true;
    this.#response.body.destroy();
    this.#onEnd();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<WatchEvent<T>, void, void> {
    try {
      for await (const line of readLines(this.#response.body, MAX_EVENT_BYTES)) {
        const event = decode<T>(line);
        yield event;
        if (event.type === "ERROR" || this.#stopped) return;
      }
      if (this.#response.truncated()) yield { type: "ERROR", object: lostError("it was cut off") };
    } catch (err) {
      if (this.#stopped) return;
      this.#signal?.throwIfAborted();
      const { message } = err as Error;
      yield { type: "ERROR", object: this.#response.truncated() ? lostError(message) : decodingError(message) };
    } finally {
      this.stop();
    }
  }
}

function decode<T>(line: string): WatchEvent<T> {
  const { type, object } = JSON.parse(line) as { type?: unknown; object?: unknown };
  switch (type) {
    case "ADDED":
    case "MODIFIED":
    case "DELETED":
    case "BOOKMARK":
      return { type, object: object as T };
    case "ERROR":
      return { type, object: statusErrorFromObject(object)?.status ?? unknownError(object) };
    default:
      throw new Error(`got invalid watch event type: ${String(type)}`);
  }
}

/** @see kubernetes/apimachinery pkg/api/errors/errors.go, NewClientErrorReporter */
function decodingError(why: string): StatusError["status"] {
  return streamError(`unable to decode an event from the watch stream: ${why}`, "ClientWatchDecoding");
}

function lostError(why: string): StatusError["status"] {
  return streamError(`the connection of the watch was lost: ${why}`, CONNECTION_LOST);
}

function streamError(message: string, reason: string): StatusError["status"] {
  const { status } = newGenericServerResponse({ code: 500, verb: "GET", serverMessage: message });
  return { ...status, details: { causes: [{ reason, message }] } };
}

function unknownError(object: unknown): StatusError["status"] {
  return newGenericServerResponse({ code: 500, verb: "GET", serverMessage: JSON.stringify(object), unexpected: true })
    .status;
}

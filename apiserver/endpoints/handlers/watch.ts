import { statusErrorFrom } from "../../../apimachinery/api/errors/index.js";
import type { ListOptions } from "../../../apimachinery/meta/v1/index.js";
import type { WatchEventSeries } from "../../metrics/index.js";
import type { MaybePromise } from "../../../apimachinery/promises/index.js";
import type { ObjectEvent, ObjectWatch } from "../../storage/resource-storage.js";
import { negotiateOutput } from "../negotiation/index.js";
import type { Handler, RequestContext, ResponseStream } from "../request/request-context.js";
import { includeObjectOption, listOptions } from "./options.js";
import type { ResourceScope } from "./scope.js";
import { selectionOf } from "./selection.js";
import { watchEventWriter, type WatchEventWriter } from "./watch-events.js";
import { checkHandshake, openWebSocket, wantsWebSocket } from "./websocket-stream.js";

const DEFAULT_MIN_TIMEOUT_SECONDS = 1800;

/** The watch has lasted as long as it should. */
class WatchTimeout extends Error {
  constructor() {
    super("the watch has timed out");
    this.name = "WatchTimeout";
  }
}

class WebSocketClosed extends Error {
  constructor() {
    super("the client closed the WebSocket");
    this.name = "WebSocketClosed";
  }
}

/**
 * GET of a collection's changes, as JSON lines or protobuf frames, or as messages of a WebSocket. Ends cleanly at its
 * time, when the client goes and when the server stops; everything else is told by an ERROR event.
 */
export function watchHandler(scope: ResourceScope): Handler {
  return async (ctx) => {
    const output = negotiateOutput(ctx.header("accept"), { formats: scope.formats, stream: true });
    const options = listOptions(ctx, true);
    const timeoutMs = timeoutOf(scope, options) * 1000;
    const { clock } = scope.deps;
    const writer = watchEventWriter(scope, output, {
      version: output.transform?.version ?? "v1",
      includeObject: output.transform?.kind === "Table" ? includeObjectOption(ctx) : "Metadata",
    });
    const webSocket = wantsWebSocket(ctx) ? { protocol: checkHandshake(ctx) } : undefined;
    const end = new AbortController();
    const timer = clock.setTimeout(() => end.abort(new WatchTimeout()), timeoutMs, { unref: true });
    const onAbort = (): void => end.abort(ctx.signal.reason);
    ctx.signal.addEventListener("abort", onAbort, { once: true });
    try {
      const events = startWatch(ctx, scope, options, end.signal, clock.monotonic() + timeoutMs);
      const stream =
        webSocket === undefined
          ? ctx.response.stream(200, writer.contentType)
          : await openWebSocket(ctx, webSocket.protocol, output.format === "protobuf" ? "protobuf" : "text", () =>
              end.abort(new WebSocketClosed()),
            );
      const series = scope.deps.metrics?.watchEvents(scope.resource, scope.kind.version);
      await copyEvents(events, stream, writer, series, end.signal);
      stream.end();
    } finally {
      timer.cancel();
      ctx.signal.removeEventListener("abort", onAbort);
    }
  };
}

/** Watches that ask for no time get one of their own, so that they do not all come back at once. */
function timeoutOf({ deps }: ResourceScope, options: ListOptions): number {
  if (options.timeoutSeconds) return options.timeoutSeconds;
  return (deps.minRequestTimeoutSeconds ?? DEFAULT_MIN_TIMEOUT_SECONDS) * (1 + deps.random());
}

function startWatch(
  ctx: RequestContext,
  scope: ResourceScope,
  options: ListOptions,
  signal: AbortSignal,
  deadlineMs: number,
): ObjectWatch {
  const { namespace, name } = ctx.requestInfo;
  return scope.store.watch({
    namespace: scope.definition.namespaced ? namespace : "",
    predicate: selectionOf(scope, options, name),
    resourceVersion: options.resourceVersion ?? "",
    allowBookmarks: options.allowWatchBookmarks === true,
    ...(options.sendInitialEvents === undefined ? {} : { sendInitialEvents: options.sendInitialEvents }),
    deadlineMs,
    signal,
    onInitialized: ctx.watchInitialized,
  });
}

async function copyEvents(
  events: ObjectWatch,
  stream: ResponseStream,
  writer: WatchEventWriter,
  series: WatchEventSeries | undefined,
  signal: AbortSignal,
): Promise<void> {
  const writeFrom = (batch: readonly ObjectEvent[], first: number): MaybePromise<void> => {
    for (let i = first; i < batch.length; i++) {
      const piece = writer.piece(batch[i]!);
      series?.sent(piece.length);
      if (!stream.write(piece)) return drainedOrAborted(stream, signal).then(() => writeFrom(batch, i + 1));
    }
  };
  try {
    await events.deliver((batch) => writeFrom(batch, 0));
  } catch (err) {
    if (!signal.aborted) stream.write(writer.error(statusErrorFrom(err).status));
  }
}

/**
 * A reader that does not read must not keep the watch beyond its time. Waits by a listener of its own, which goes
 * afterwards: racing against a promise that lives as long as the watch would leave something there each time.
 */
function drainedOrAborted(stream: ResponseStream, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    const settle = (done: () => void): void => {
      signal.removeEventListener("abort", onAbort);
      done();
    };
    stream.drained().then(
      () => settle(resolve),
      (err: unknown) => settle(() => reject(err as Error)),
    );
  });
}

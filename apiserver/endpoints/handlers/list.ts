import type { ListOptions } from "../../../apimachinery/meta/v1/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { ListResult } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { yieldToLoop } from "../../storage/stream/yield-to-loop.js";
import {
  ChunkedBody,
  GzipSink,
  LIST_TAIL,
  listHead,
  listMetaOf,
  partialMetadata,
  partialMetadataText,
  serialize,
  smallListBody,
  tableOf,
  writeListBody,
  type ChunkSink,
  type TableRow,
} from "../encoding/index.js";
import { MEDIA_TYPES, wantsPretty, type OutputType } from "../negotiation/index.js";
import type { Handler, RequestContext } from "../request/request-context.js";
import { includeObjectOption, listOptions } from "./options.js";
import { notAcceptable, outputOf, sendValue } from "./respond.js";
import type { ResourceScope } from "./scope.js";
import { selectionOf } from "./selection.js";

// A list below this is sent as one piece; above it, it is streamed, and compressed when the client takes that.
const STREAM_FROM_BYTES = 128 * 1024;
// Objects that have to be decoded take some 10 µs each.
const DECODED_PER_SLICE = 200;

/** GET of a collection. */
export function listHandler(scope: ResourceScope): Handler {
  return async (ctx) => {
    const output = outputOf(ctx, scope);
    const options = listOptions(ctx);
    const { namespace, name } = ctx.requestInfo;
    const list = await scope.store.list({
      namespace: scope.definition.namespaced ? namespace : "",
      predicate: selectionOf(scope, options, name),
      ...listParameters(options),
      signal: ctx.signal,
    });
    await sendList(ctx, scope, output, list);
  };
}

/** The parameters that say what part of a collection is wanted, and as of when. */
export function listParameters(options: ListOptions): {
  readonly resourceVersion: string;
  readonly resourceVersionMatch?: "Exact" | "NotOlderThan";
  readonly limit: number;
  readonly continue: string;
} {
  const { resourceVersion = "", resourceVersionMatch = "", limit = 0, continue: token = "" } = options;
  return {
    resourceVersion,
    ...(resourceVersionMatch === "" ? {} : { resourceVersionMatch: resourceVersionMatch as "Exact" | "NotOlderThan" }),
    limit,
    continue: token,
  };
}

/** Answers with a list of the resource, in whatever form was negotiated. */
export async function sendList(
  ctx: RequestContext,
  scope: ResourceScope,
  output: OutputType,
  list: ListResult,
): Promise<void> {
  const { transform, format } = output;
  const plain = format === "json" && !output.pretty && !wantsPretty(ctx);
  if (transform?.kind === "PartialObjectMetadata") {
    throw notAcceptable(
      `you requested PartialObjectMetadata, but the requested object is a list (${scope.definition.listKind})`,
    );
  }
  if (transform?.kind === "Table") return sendTable(ctx, scope, output, list);
  if (transform !== undefined) return sendMetadataList(ctx, scope, output, list, plain);
  if (!plain) return sendListValue(ctx, scope, output, list);
  const { view } = scope;
  const metadata = listMetaOf(list);
  if (!isLong(list.items)) {
    ctx.response.send(200, MEDIA_TYPES.json, smallListBody(view, metadata, list.items));
    return;
  }
  await streamJSON(ctx, (sink) => writeListBody(sink, view, metadata, list));
}

function isLong(items: readonly StoredObject[]): boolean {
  let bytes = 0;
  for (const item of items) if ((bytes += item.bytes.length) > STREAM_FROM_BYTES) return true;
  return false;
}

/** Runs `write` against the response; a failure on the way cuts it, so that nobody takes it for complete. */
async function streamJSON(ctx: RequestContext, write: (sink: ChunkSink) => Promise<void>): Promise<void> {
  const gzip = acceptsGzip(ctx);
  if (gzip) {
    ctx.response.setHeader("content-encoding", "gzip");
    const vary = ctx.response.getHeader("vary");
    ctx.response.setHeader("vary", vary === undefined ? "Accept-Encoding" : `${vary}, Accept-Encoding`);
  }
  const stream = ctx.response.stream(200, MEDIA_TYPES.json);
  try {
    if (gzip) {
      const sink = new GzipSink(stream);
      await write(sink);
      await sink.end();
    } else {
      await write(stream);
    }
  } catch (err) {
    stream.destroy(err as Error);
    throw err;
  }
  stream.end();
}

function acceptsGzip(ctx: RequestContext): boolean {
  const accepted = ctx.header("accept-encoding");
  return accepted !== undefined && /(?:^|,)\s*gzip\s*(?:$|[,;])/.test(accepted);
}

async function sendTable(
  ctx: RequestContext,
  scope: ResourceScope,
  output: OutputType,
  list: ListResult,
): Promise<void> {
  const version = output.transform!.version;
  const options = { version, includeObject: includeObjectOption(ctx), now: scope.deps.clock.now() };
  const { table } = scope;
  const items = table.ordered(list.items);
  const rows: TableRow[] = [];
  const body = (some: readonly TableRow[]) => tableOf(version, listMetaOf(list), table.columnDefinitions, some);
  if (output.format === "json" && !output.pretty && !wantsPretty(ctx) && list.items.length > DECODED_PER_SLICE) {
    const shell = JSON.stringify(body([]));
    await streamJSON(ctx, (sink) =>
      // The rows go between the brackets at the end of an empty Table.
      writeEach(sink, shell.slice(0, -"]}".length), items, (item) =>
        Buffer.from(JSON.stringify(table.row(item, options))),
      ),
    );
    return;
  }
  for (const [i, item] of items.entries()) {
    rows.push(table.row(item, options));
    if (i % DECODED_PER_SLICE === DECODED_PER_SLICE - 1) await yieldToLoop();
  }
  sendValue(ctx, scope, output, 200, body(rows));
}

async function sendMetadataList(
  ctx: RequestContext,
  scope: ResourceScope,
  output: OutputType,
  list: ListResult,
  plain: boolean,
): Promise<void> {
  const { version } = output.transform!;
  const apiVersion = `meta.k8s.io/${version}`;
  const head = listHead("PartialObjectMetadataList", apiVersion, listMetaOf(list));
  if (plain && isLong(list.items)) {
    await streamJSON(ctx, (sink) => writeEach(sink, head, list.items, (item) => partialMetadataText(item, version)));
    return;
  }
  const items = await collect(list.items, (item) => partialMetadata(item, version));
  sendValue(ctx, scope, output, 200, {
    kind: "PartialObjectMetadataList",
    apiVersion,
    metadata: listMetaOf(list),
    items,
  } as object);
}

/** YAML and indented JSON are written whole; of protobuf the items are encoded one by one and kept. */
async function sendListValue(
  ctx: RequestContext,
  scope: ResourceScope,
  output: OutputType,
  list: ListResult,
): Promise<void> {
  const { view, definition, deps } = scope;
  const { protobuf } = deps;
  const metadata = listMetaOf(list);
  if (output.format === "protobuf" && protobuf !== undefined) {
    const encode = (item: StoredObject): Uint8Array => protobuf.encodeItem(view.value(item) as RuntimeObject);
    const encoded = await collect(list.items, (item) => item.encodedAs(`protobuf ${view.version.version}`, encode));
    const body = protobuf.encodeList(view.apiVersion, view.listKind, metadata, encoded);
    ctx.response.send(200, MEDIA_TYPES.protobuf, body);
    return;
  }
  const items = await collect(list.items, (item): object => {
    const value = view.value(item);
    if (definition.dynamic === true) return value;
    const { kind: _kind, apiVersion: _apiVersion, ...rest } = value;
    return rest;
  });
  const value = { kind: view.listKind, apiVersion: view.apiVersion, metadata, items };
  const pretty = output.format === "json";
  ctx.response.send(200, MEDIA_TYPES[output.format], serialize(value, output.format, pretty, protobuf));
}

async function collect<T>(items: readonly StoredObject[], map: (item: StoredObject) => T): Promise<T[]> {
  const out: T[] = [];
  for (const [i, item] of items.entries()) {
    out.push(map(item));
    if (i % DECODED_PER_SLICE === DECODED_PER_SLICE - 1) await yieldToLoop();
  }
  return out;
}

async function writeEach(
  sink: ChunkSink,
  head: string,
  items: readonly StoredObject[],
  text: (item: StoredObject) => Uint8Array,
): Promise<void> {
  const body = new ChunkedBody(sink);
  await body.append(Buffer.from(head));
  for (const [i, item] of items.entries()) {
    if (i > 0) await body.append(COMMA);
    await body.append(text(item));
    if (i % DECODED_PER_SLICE === DECODED_PER_SLICE - 1) await body.flush();
  }
  await body.append(Buffer.from(LIST_TAIL));
  await body.flush();
}

const COMMA = Buffer.from(",");

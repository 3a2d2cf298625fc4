import type { ListMeta } from "../../../apimachinery/meta/v1/index.js";
import type { EncodedItems, StoredObject, StoredRun } from "../../storage/resource-storage.js";
import { ChunkedBody, type ChunkSink } from "./chunked-body.js";
import type { VersionView } from "./version-view.js";

const COMMA = 0x2c;
// Objects that have to be encoded first; some 50 µs each at worst.
const ENCODED_PER_SLICE = 50;

// What one list may take of the memory for encoded forms; what it has beyond that is copied object by object. A list that
// is larger than that memory would push out its own beginning before anybody asks for it again.
const MAX_BYTES_IN_BLOCKS = 16 * 1024 * 1024;

// What is sent as one piece. Larger objects gain nothing from being copied together.
const MAX_BLOCK_BYTES = 256 * 1024;

/** The text before the items of a JSON list. */
export function listHead(kind: string, apiVersion: string, metadata: ListMeta): string {
  return `{"kind":${JSON.stringify(kind)},"apiVersion":${JSON.stringify(apiVersion)},"metadata":${JSON.stringify(metadata)},"items":[`;
}

export const LIST_TAIL = "]}\n";

/**
 * Writes a list of stored objects as JSON. Objects of the stored version are copied from the store into chunks, nothing
 * else is done with them; where `runs` tells of blocks whose text is at hand, that is sent.
 */
export async function writeListBody(
  sink: ChunkSink,
  view: VersionView,
  metadata: ListMeta,
  { items, runs }: { readonly items: readonly StoredObject[]; readonly runs?: readonly StoredRun[] | undefined },
): Promise<void> {
  const body = new ChunkedBody(sink);
  await body.append(Buffer.from(listHead(view.listKind, view.apiVersion, metadata)));
  if (runs === undefined) await writeItems(body, view, items, 0, items.length);
  else await writeRuns(body, view, items, runs);
  await body.append(Buffer.from(LIST_TAIL));
  await body.flush();
}

async function writeRuns(
  body: ChunkedBody,
  view: VersionView,
  items: readonly StoredObject[],
  runs: readonly StoredRun[],
): Promise<void> {
  const encode = (objects: readonly StoredObject[]): EncodedItems | undefined => encodeBlock(view, objects);
  let first = 0;
  let blockBytes = 0;
  for (const { block, from, to } of runs) {
    const end = first + to - from;
    const text = blockBytes < MAX_BYTES_IN_BLOCKS ? block.encodedAs(view.itemsForm, encode) : undefined;
    if (text === undefined) {
      await writeItems(body, view, items, first, end);
    } else {
      // Each item has a comma in front.
      const begin = text.offsets[from]! + (first === 0 ? 1 : 0);
      await body.pass(text.bytes.subarray(begin, text.offsets[to]));
      blockBytes += text.bytes.length;
    }
    first = end;
  }
}

/** The objects of a block, each after a comma; undefined when one cannot be copied as it is stored. */
function encodeBlock(view: VersionView, objects: readonly StoredObject[]): EncodedItems | undefined {
  let length = 0;
  for (const object of objects) {
    const itemLength = view.itemLength(object);
    if (itemLength === undefined) return undefined;
    length += 1 + itemLength;
  }
  if (length > MAX_BLOCK_BYTES) return undefined;
  const bytes = Buffer.allocUnsafeSlow(length);
  const offsets = new Uint32Array(objects.length + 1);
  let at = 0;
  for (const [i, object] of objects.entries()) {
    offsets[i] = at;
    bytes[at++] = COMMA;
    at = view.writeItem(bytes, at, object);
  }
  offsets[objects.length] = at;
  return { bytes: bytes.subarray(0, at), offsets };
}

/** Writes `items` from `first` to before `end`. */
async function writeItems(
  body: ChunkedBody,
  view: VersionView,
  items: readonly StoredObject[],
  first: number,
  end: number,
): Promise<void> {
  let encoded = 0;
  for (let i = first; i < end; i++) {
    const item = items[i]!;
    const length = view.itemLength(item);
    if (length !== undefined && length < ChunkedBody.capacity) {
      if (!body.hasRoom(length + 1)) await body.flush();
      if (i > 0) body.byte(COMMA);
      body.fill((chunk, at) => view.writeItem(chunk, at, item));
      continue;
    }
    if (!body.hasRoom(1) || ++encoded % ENCODED_PER_SLICE === 0) await body.flush();
    if (i > 0) body.byte(COMMA);
    await body.append(view.item(item));
  }
}

/** The same as one text, for lists of a few objects. */
export function smallListBody(view: VersionView, metadata: ListMeta, items: readonly StoredObject[]): Buffer {
  const parts: Uint8Array[] = [Buffer.from(listHead(view.listKind, view.apiVersion, metadata))];
  items.forEach((item, i) => {
    if (i > 0) parts.push(Buffer.from(","));
    parts.push(view.item(item));
  });
  parts.push(Buffer.from(LIST_TAIL));
  return Buffer.concat(parts);
}

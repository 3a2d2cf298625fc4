import type { ListMeta } from "../../../apimachinery/meta/v1/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import { ChunkedBody, type ChunkSink } from "./chunked-body.js";
import type { VersionView } from "./version-view.js";

const COMMA = 0x2c;
// Objects that have to be encoded first; some 50 µs each at worst.
const ENCODED_PER_SLICE = 50;

/** The text before the items of a JSON list. */
export function listHead(kind: string, apiVersion: string, metadata: ListMeta): string {
  return `{"kind":${JSON.stringify(kind)},"apiVersion":${JSON.stringify(apiVersion)},"metadata":${JSON.stringify(metadata)},"items":[`;
}

export const LIST_TAIL = "]}\n";

/**
 * Writes a list of stored objects as JSON. Objects of the stored version are copied from the store into chunks, nothing
 * else is done with them.
 */
export async function writeListBody(
  sink: ChunkSink,
  view: VersionView,
  metadata: ListMeta,
  items: readonly StoredObject[],
): Promise<void> {
  const body = new ChunkedBody(sink);
  await body.append(Buffer.from(listHead(view.listKind, view.apiVersion, metadata)));
  let encoded = 0;
  for (let i = 0; i < items.length; i++) {
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
  await body.append(Buffer.from(LIST_TAIL));
  await body.flush();
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

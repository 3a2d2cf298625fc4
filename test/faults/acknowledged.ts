import assert from "node:assert/strict";
import type { StorageBackend, StorageEvent } from "../../apiserver/storage/index.js";

/** Values between 100 bytes and 4 KB that tell whether they are whole. */
export function valueAt(n: number): Uint8Array {
  const filler = String(n % 10).repeat(100 + ((n * 997) % 4_000));
  return Buffer.from(JSON.stringify({ n, length: filler.length, filler }));
}

/** The count in a value. @throws AssertionError when a part of the value is missing or another's */
export function countIn(bytes: Uint8Array): number {
  const { n, length, filler } = JSON.parse(Buffer.from(bytes).toString()) as {
    n: number;
    length: number;
    filler: string;
  };
  assert.equal(filler, String(n % 10).repeat(length));
  return n;
}

/** The newest acknowledged write of each key; a count of -1 is a deletion. */
export class Acknowledged {
  readonly #newest = new Map<string, { readonly n: number; readonly revision: bigint }>();
  #highest = 0n;

  get size(): number {
    return this.#newest.size;
  }

  get highestRevision(): bigint {
    return this.#highest;
  }

  note(key: string, n: number, revision: bigint): void {
    this.#newest.set(key, { n, revision });
    if (revision > this.#highest) this.#highest = revision;
  }

  /** Every acknowledged write is there, or a later one of the same key that was under way at the end. */
  async verify(backend: StorageBackend): Promise<void> {
    assert.ok((await backend.currentRevision()) >= this.#highest, "revisions never go back");
    for (const [key, { n, revision }] of this.#newest) {
      const value = await backend.get(key);
      if (value === undefined) {
        // A deletion that was under way may have happened; only items are ever deleted.
        assert.ok(n === -1 || /item-\d*[49]$/.test(key), `${key} is lost: ${n} at ${revision} was acknowledged`);
        continue;
      }
      const found = countIn(value.bytes);
      if (value.modRevision === revision) assert.equal(found, n, key);
      else assert.ok(value.modRevision > revision && found === n + 1, `${key}: ${found} at ${value.modRevision}`);
    }
  }
}

/** Reads all changes after `after` up to `upTo`: each revision once, in order, none left out. */
export async function verifyChanges(backend: StorageBackend, after: bigint, upTo: bigint): Promise<void> {
  let next = after + 1n;
  if (next > upTo) return;
  for await (const batch of backend.watch("/", { afterRevision: after })) {
    for (const event of batch) {
      if (event.type === "progress") continue;
      assert.equal(event.revision, next, "a revision is missing or repeated");
      verifyWhole(event);
      next++;
    }
    if (next > upTo) return;
  }
  assert.fail(`the watch ended at ${next}`);
}

function verifyWhole(event: Exclude<StorageEvent, { type: "progress" }>): void {
  if (event.type === "put") countIn(event.value.bytes);
  if (event.previous !== undefined) countIn(event.previous.bytes);
}

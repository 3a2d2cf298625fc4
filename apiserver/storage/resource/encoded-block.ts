import type { Run } from "../ordered/index.js";
import type { EncodedItems, StoredBlock, StoredObject, StoredRun } from "../resource-storage.js";
import type { EncodedObject } from "./encoded-object.js";
import type { EncodingHolder, EncodingMemo } from "./encoding-memo.js";

/**
 * The encoded form of objects that lie beside each other in the store. Lists copy it, or send it as it is, instead of
 * looking at each object. It is made for who asks a second time for the same form of the same objects: what changes between
 * any two lists, or is listed once, takes no memory.
 */
export class EncodedBlock implements StoredBlock, EncodingHolder {
  readonly #objects: readonly StoredObject[];
  readonly #memo: EncodingMemo;
  #representation: string | undefined;
  #encoded: EncodedItems | undefined;

  constructor(objects: readonly StoredObject[], memo: EncodingMemo) {
    this.#objects = objects;
    this.#memo = memo;
  }

  encodedAs(
    representation: string,
    encode: (objects: readonly StoredObject[]) => EncodedItems | undefined,
  ): EncodedItems | undefined {
    if (this.#representation !== representation) {
      this.#representation = representation;
      this.#encoded = undefined;
      return undefined;
    }
    if (this.#encoded === undefined) {
      this.#encoded = encode(this.#objects);
      if (this.#encoded !== undefined) this.#memo.note(this, this.#encoded.bytes.length);
    }
    return this.#encoded;
  }

  forget(): void {
    this.#representation = undefined;
    this.#encoded = undefined;
  }
}

/** The runs of a list as its readers see them. */
export function storedRuns(runs: readonly Run<EncodedObject>[], memo: EncodingMemo): StoredRun[] {
  return runs.map(({ block, from, to }) => {
    const known = block.note instanceof EncodedBlock ? block.note : new EncodedBlock(block.values, memo);
    block.note = known;
    return { block: known, from, to };
  });
}

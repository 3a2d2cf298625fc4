import { deepFreeze, type DeepReadonly, type KubeObject } from "../../../apimachinery/runtime/index.js";
import type { StoredValue } from "../interface.js";
import type { ObjectAttributes, ResourceCodec, StoredObject } from "../resource-storage.js";
import type { EncodingMemo } from "./encoding-memo.js";

/** What all objects of one resource share. */
export interface ObjectReader {
  readonly codec: ResourceCodec;
  readonly memo: EncodingMemo;
}

/** A stored object that keeps its bytes, its attributes once asked for, and recently encoded forms. */
export class EncodedObject implements StoredObject {
  readonly value: StoredValue;
  readonly revision: bigint;
  readonly #reader: ObjectReader;
  #attributes: ObjectAttributes | undefined;
  // One form is the rule, so the first needs no map.
  #representation: string | undefined;
  #encoded: Uint8Array | undefined;
  #others: Map<string, Uint8Array> | undefined;

  /** @param revision - another than the value's own for a deletion */
  constructor(reader: ObjectReader, value: StoredValue, revision: bigint = value.modRevision) {
    this.#reader = reader;
    this.value = value;
    this.revision = revision;
  }

  get key(): string {
    return this.value.key;
  }

  get bytes(): Uint8Array {
    return this.value.bytes;
  }

  get stale(): boolean {
    return this.value.stale === true;
  }

  attributes(): ObjectAttributes {
    return (this.#attributes ??= this.#reader.codec.attributes(this.#decode()));
  }

  decoded(): DeepReadonly<KubeObject> {
    const object = this.#decode();
    this.#attributes ??= this.#reader.codec.attributes(object);
    return deepFreeze(object);
  }

  encodedAs(representation: string, encode: (object: StoredObject) => Uint8Array): Uint8Array {
    const known = this.#representation === representation ? this.#encoded : this.#others?.get(representation);
    if (known !== undefined) return known;
    const encoded = encode(this);
    if (this.#representation === undefined) {
      this.#representation = representation;
      this.#encoded = encoded;
    } else {
      (this.#others ??= new Map()).set(representation, encoded);
    }
    this.#reader.memo.note(this, encoded.byteLength);
    return encoded;
  }

  forget(): void {
    this.#representation = undefined;
    this.#encoded = undefined;
    this.#others = undefined;
  }

  /** The same last state, as a watcher sees it go at `revision`. */
  deletedAt(revision: bigint): EncodedObject {
    const gone = new EncodedObject(this.#reader, this.value, revision);
    gone.#attributes = this.#attributes;
    return gone;
  }

  #decode(): KubeObject {
    const { value, revision } = this;
    return this.#reader.codec.decode(value.modRevision === revision ? value : { ...value, modRevision: revision });
  }
}

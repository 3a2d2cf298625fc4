import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import type { ObjectAttributes, ResourceCodec, StoredObject } from "../../storage/resource-storage.js";

/** What a write would have stored: the result of a dry run, or of an update that ended in a deletion. */
export class UnstoredObject implements StoredObject {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly revision: bigint;
  readonly #codec: ResourceCodec;

  /** `revision` is what clients see as resourceVersion; 0n shows none. */
  constructor(key: string, bytes: Uint8Array, revision: bigint, codec: ResourceCodec) {
    this.key = key;
    this.bytes = bytes;
    this.revision = revision;
    this.#codec = codec;
  }

  attributes(): ObjectAttributes {
    return this.#codec.attributes(this.decoded());
  }

  decoded(): DeepReadonly<KubeObject> {
    return this.#codec.decode({ key: this.key, bytes: this.bytes, modRevision: this.revision, createRevision: 0n });
  }

  encodedAs(_representation: string, encode: (object: StoredObject) => Uint8Array): Uint8Array {
    return encode(this);
  }
}

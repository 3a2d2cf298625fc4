import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import type { ObjectAttributes, StoredObject } from "../../storage/resource-storage.js";

/**
 * A stored object while one write looks at it: hooks, admission and validation all want the hub form, which the store does
 * not keep, so it is decoded once for all of them.
 */
export class DecodedOnce implements StoredObject {
  readonly stored: StoredObject;
  #decoded: DeepReadonly<KubeObject> | undefined;

  constructor(stored: StoredObject) {
    this.stored = stored;
  }

  get key(): string {
    return this.stored.key;
  }

  get bytes(): Uint8Array {
    return this.stored.bytes;
  }

  get revision(): bigint {
    return this.stored.revision;
  }

  get stale(): boolean {
    return this.stored.stale === true;
  }

  attributes(): ObjectAttributes {
    return this.stored.attributes();
  }

  decoded(): DeepReadonly<KubeObject> {
    return (this.#decoded ??= this.stored.decoded());
  }

  encodedAs(representation: string, encode: (object: StoredObject) => Uint8Array): Uint8Array {
    return this.stored.encodedAs(representation, encode);
  }
}

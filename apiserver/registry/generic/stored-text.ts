import { apiVersionOf } from "../../../apimachinery/schema/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import type { ResourceDefinition } from "../rest/resource-definition.js";

/**
 * Puts the resourceVersion into stored text without reading it. It works for text that the current codec wrote in the
 * current storage version; all else has to be decoded.
 */
export class StoredText {
  /** `{"kind":"ConfigMap","apiVersion":"v1","metadata":{` */
  readonly #head: Buffer;
  /** `{"metadata":{"resourceVersion":"`, as an item of a list begins. */
  readonly #itemHead: Buffer;
  /** The part of the head that items of a list leave out. */
  readonly #typeLength: number;

  constructor(definition: Pick<ResourceDefinition, "kind" | "storageVersion">) {
    const type = `{"kind":${JSON.stringify(definition.kind)},"apiVersion":${JSON.stringify(apiVersionOf(definition.storageVersion))},`;
    this.#head = Buffer.from(`${type}"metadata":{`);
    this.#typeLength = Buffer.byteLength(type);
    this.#itemHead = Buffer.from(`{"metadata":{${VERSION_BEGIN}`);
  }

  /** Bytes before the place where a resourceVersion goes. */
  get headLength(): number {
    return this.#head.length;
  }

  /** True when `bytes` begin as the current codec writes them. */
  fits(bytes: Uint8Array): boolean {
    return bytes.length > this.#head.length && this.#head.compare(bytes, 0, this.#head.length) === 0;
  }

  /** The object as clients get it, ended by a line feed. The text must fit. */
  whole(object: StoredObject): Buffer {
    const version = resourceVersionMember(object.revision);
    const { bytes } = object;
    const at = this.#head.length;
    const out = Buffer.allocUnsafe(bytes.length + version.length + 1);
    this.#head.copy(out, 0);
    out.write(version, at, "latin1");
    out.set(at === 0 ? bytes : bytes.subarray(at), at + version.length);
    out[out.length - 1] = 0x0a;
    return out;
  }

  /** Bytes that `writeItem` needs at most. */
  itemLength(object: StoredObject): number {
    // A revision has at most 19 digits.
    return object.bytes.length + MAX_VERSION_MEMBER - this.#typeLength;
  }

  /** Writes the object as an item of a list, without kind and apiVersion, and returns the end. The text must fit. */
  writeItem(out: Buffer, at: number, object: StoredObject): number {
    const { bytes, revision } = object;
    const head = this.#head.length;
    if (revision === 0n) {
      out[at++] = 0x7b;
      out.set(this.#head.subarray(this.#typeLength), at);
      at += head - this.#typeLength;
    } else {
      out.set(this.#itemHead, at);
      at = writeRevision(out, at + this.#itemHead.length, revision);
      out[at++] = QUOTE;
      out[at++] = COMMA;
    }
    out.set(bytes.subarray(head), at);
    return at + bytes.length - head;
  }
}

const VERSION_BEGIN = '"resourceVersion":"';
const MAX_VERSION_MEMBER = `${VERSION_BEGIN}",`.length + 19;
const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;

/** Writes the digits; to make a text of a bigint first takes as long as all else about an item. */
function writeRevision(out: Buffer, at: number, revision: bigint): number {
  if (revision > BigInt(Number.MAX_SAFE_INTEGER)) return at + out.write(String(revision), at, "latin1");
  let rest = Number(revision);
  let digits = 1;
  for (let bound = 10; bound <= rest; bound *= 10) digits++;
  const end = at + digits;
  for (let i = end - 1; i >= at; i--) {
    const tenth = Math.floor(rest / 10);
    out[i] = ZERO + (rest - tenth * 10);
    rest = tenth;
  }
  return end;
}

/** What stands before the other members of metadata; nothing for an object that is not stored. */
function resourceVersionMember(revision: bigint): string {
  return revision === 0n ? "" : `${VERSION_BEGIN}${revision}",`;
}

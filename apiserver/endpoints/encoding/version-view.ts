import type { DeepReadonly, KubeObject, Scheme } from "../../../apimachinery/runtime/index.js";
import { apiVersionOf, type GroupVersion } from "../../../apimachinery/schema/index.js";
import { StoredText, type ResourceDefinition } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";

/**
 * How the objects of one resource look in one version. Text of the stored version is what is stored, with the
 * resourceVersion put in; text of other versions is made once for each object and kept as long as the store sees fit.
 */
export class VersionView {
  readonly version: GroupVersion;
  readonly kind: string;
  readonly listKind: string;
  readonly apiVersion: string;
  /** Names the form of items of lists among the encoded forms of objects. */
  readonly itemsForm: string;
  /** Undefined for versions other than the stored one. */
  readonly #stored: StoredText | undefined;
  readonly #scheme: Scheme;
  /** Bytes of `"kind":…,"apiVersion":…,` that items of a list leave out; 0 when they keep it. */
  readonly #omitted: number;

  constructor(definition: ResourceDefinition, scheme: Scheme, version: string) {
    this.version = { group: definition.group, version };
    this.kind = definition.kind;
    this.listKind = definition.listKind;
    this.apiVersion = apiVersionOf(this.version);
    this.itemsForm = `items ${version}`;
    const { storageVersion } = definition;
    const isStored = storageVersion.group === definition.group && storageVersion.version === version;
    this.#stored = isStored ? new StoredText(definition) : undefined;
    this.#scheme = scheme;
    const type = `"kind":${JSON.stringify(this.kind)},"apiVersion":${JSON.stringify(this.apiVersion)},`;
    this.#omitted = definition.dynamic === true ? 0 : Buffer.byteLength(type);
  }

  /** The object's JSON, ended by a line feed. The bytes may be shared: never change them. */
  text(object: StoredObject): Uint8Array {
    if (this.#stored?.fits(object.bytes) === true) return this.#stored.whole(object);
    return object.encodedAs(this.version.version, () => Buffer.from(`${JSON.stringify(this.#ordered(object))}\n`));
  }

  /** The object itself, not to be changed. */
  value(object: StoredObject): DeepReadonly<KubeObject> {
    return this.#scheme.convertToVersion(object.decoded() as KubeObject, this.version);
  }

  /** The object's JSON as an item of a list. */
  item(object: StoredObject): Uint8Array {
    const text = this.text(object);
    if (this.#omitted === 0) return text.subarray(0, -1);
    const item = Buffer.allocUnsafe(text.length - 1 - this.#omitted);
    item[0] = 0x7b;
    item.set(text.subarray(1 + this.#omitted, text.length - 1), 1);
    return item;
  }

  /** Bytes that `writeItem` needs at most; undefined when it cannot be used, and `item` has to. */
  itemLength(object: StoredObject): number | undefined {
    if (this.#omitted === 0 || this.#stored?.fits(object.bytes) !== true) return undefined;
    return this.#stored.itemLength(object);
  }

  /** Writes the item at `at` and returns where it ends: one copy, nothing allocated. */
  writeItem(out: Buffer, at: number, object: StoredObject): number {
    return this.#stored!.writeItem(out, at, object);
  }

  /** With kind, apiVersion and metadata in front, as stored text has them. */
  #ordered(object: StoredObject): object {
    const { kind: _kind, apiVersion: _apiVersion, metadata, ...rest } = this.value(object);
    return { kind: this.kind, apiVersion: this.apiVersion, metadata, ...rest };
  }
}

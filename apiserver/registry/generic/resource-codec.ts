import type { DeepReadonly, KubeObject, RuntimeObject, Scheme } from "../../../apimachinery/runtime/index.js";
import type { GroupVersion } from "../../../apimachinery/schema/index.js";
import { encodeStored } from "../../../apimachinery/runtime/encode/index.js";
import { StorageError, type StoredValue } from "../../storage/interface.js";
import type { ObjectAttributes, ResourceCodec } from "../../storage/resource-storage.js";
import { compileJSONPath, type JSONPath } from "../rest/json-path.js";
import type { ResourceDefinition } from "../rest/resource-definition.js";

const NO_LABELS: { readonly [key: string]: string } = {};

/**
 * Turns objects of the hub into what is stored and back. Stored text begins with kind, apiVersion and `"metadata":{`, so
 * that a resourceVersion can be put into it without reading it (see `stored-text.ts`).
 */
export class HubCodec implements ResourceCodec {
  readonly #definition: ResourceDefinition;
  readonly #scheme: Scheme;
  readonly #hub: GroupVersion;
  readonly #selectable: readonly { readonly label: string; readonly path: JSONPath }[];

  constructor(definition: ResourceDefinition, scheme: Scheme) {
    this.#definition = definition;
    this.#scheme = scheme;
    this.#hub = { group: definition.hub.group, version: definition.hub.version };
    this.#selectable = definition.selectableFields.map(({ label, jsonPath }) => ({
      label,
      path: compileJSONPath(jsonPath),
    }));
  }

  /** @throws StorageError Corrupt when the bytes are no object of a known version. */
  decode(value: StoredValue): KubeObject {
    let object: KubeObject;
    try {
      const stored = JSON.parse(
        Buffer.from(value.bytes.buffer, value.bytes.byteOffset, value.bytes.length).toString(),
      ) as RuntimeObject;
      this.#scheme.default(stored);
      object = this.#scheme.convertToVersion<KubeObject>(stored, this.#hub);
    } catch (cause) {
      throw new StorageError("Corrupt", `the object at ${value.key} cannot be decoded`, { key: value.key, cause });
    }
    if (value.modRevision !== 0n) object.metadata.resourceVersion = value.modRevision.toString();
    return object;
  }

  /** The text to store: in the storage version, without a resourceVersion. */
  encode(object: DeepReadonly<KubeObject>): Buffer {
    return encodeStored(
      this.#scheme.convertToVersion<KubeObject>(object as KubeObject, this.#definition.storageVersion),
    );
  }

  attributes(object: DeepReadonly<KubeObject>): ObjectAttributes {
    const { metadata } = object;
    const fields: { [label: string]: string } = { "metadata.name": metadata.name ?? "" };
    if (this.#definition.namespaced) fields["metadata.namespace"] = metadata.namespace ?? "";
    for (const { label, path } of this.#selectable) {
      const found = path(object)[0];
      fields[label] = found === undefined || found === null ? "" : String(found);
    }
    const own = this.#definition.hooks.selectableFields?.(object);
    if (own !== undefined) Object.assign(fields, own);
    return { labels: metadata.labels ?? NO_LABELS, fields };
  }
}

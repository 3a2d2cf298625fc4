import type { StoredObject } from "../../storage/resource-storage.js";
import type { Transform } from "../negotiation/index.js";

type MetaVersion = Transform["version"];

/** An object's metadata alone, of which controllers ask when nothing else matters to them. */
export function partialMetadata(object: StoredObject, version: MetaVersion): object {
  return {
    kind: "PartialObjectMetadata",
    apiVersion: `meta.k8s.io/${version}`,
    metadata: object.decoded().metadata,
  };
}

/** Its JSON, made once for each object. */
export function partialMetadataText(object: StoredObject, version: MetaVersion): Uint8Array {
  return object.encodedAs(`PartialObjectMetadata/${version}`, () =>
    Buffer.from(JSON.stringify(partialMetadata(object, version))),
  );
}

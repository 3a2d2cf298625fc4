import { parseGroupVersion } from "../../apimachinery/schema/index.js";
import { ProtobufCodec, protobufDescriptorsOf, type SchemaSource } from "../../apiserver/endpoints/index.js";
import type { APIGroupDefinition } from "../../apiserver/registry/index.js";

const META = { group: "meta.k8s.io", version: "v1" };

/** The protobuf form of all kinds whose groups have one; undefined when none has. */
export function protobufOf(groups: readonly APIGroupDefinition[], schemas: SchemaSource): ProtobufCodec | undefined {
  const descriptors = protobufDescriptorsOf(groups);
  if (Object.keys(descriptors).length === 0) return undefined;
  return new ProtobufCodec(descriptors, (apiVersion, kind) => {
    const own = schemas.schemaOf({ ...parseGroupVersion(apiVersion), kind });
    // Options, Status and the like are sent under every group's version.
    return (own ?? schemas.schemaOf({ ...META, kind }))?.model;
  });
}

import type { FieldDescriptor, MessageDescriptors } from "../../apimachinery/protobuf/index.js";

const PACKAGE = "io.k8s.api.apidiscovery.v2";
const META = "io.k8s.apimachinery.pkg.apis.meta.v1";

/** The apiVersion of the aggregated form. */
export const AGGREGATED_API_VERSION = "apidiscovery.k8s.io/v2";
export const AGGREGATED_MODEL = `${PACKAGE}.APIGroupDiscoveryList`;

const text = (number: number, name: string): FieldDescriptor => ({ number, name, kind: "string", required: true });
const texts = (number: number, name: string): FieldDescriptor => ({ number, name, kind: "string", shape: "list" });
const list = (number: number, name: string, of: string): FieldDescriptor => ({
  number,
  name,
  kind: "message",
  message: `${PACKAGE}.${of}`,
  shape: "list",
});
const meta = (number: number, name: string, of: string, required = false): FieldDescriptor => ({
  number,
  name,
  kind: "message",
  message: `${META}.${of}`,
  ...(required ? { required } : {}),
});

/**
 * The protobuf form of aggregated discovery, which is no group of types: nothing of it is stored or written.
 * @see kubernetes/api apidiscovery/v2/generated.proto
 */
export const AGGREGATED_MESSAGES: MessageDescriptors = {
  [AGGREGATED_MODEL]: { fields: [meta(1, "metadata", "ListMeta", true), list(2, "items", "APIGroupDiscovery")] },
  [`${PACKAGE}.APIGroupDiscovery`]: {
    fields: [meta(1, "metadata", "ObjectMeta", true), list(2, "versions", "APIVersionDiscovery")],
  },
  [`${PACKAGE}.APIVersionDiscovery`]: {
    fields: [text(1, "version"), list(2, "resources", "APIResourceDiscovery"), text(3, "freshness")],
  },
  [`${PACKAGE}.APIResourceDiscovery`]: {
    fields: [
      text(1, "resource"),
      meta(2, "responseKind", "GroupVersionKind"),
      text(3, "scope"),
      text(4, "singularResource"),
      texts(5, "verbs"),
      texts(6, "shortNames"),
      texts(7, "categories"),
      list(8, "subresources", "APISubresourceDiscovery"),
    ],
  },
  [`${PACKAGE}.APISubresourceDiscovery`]: {
    fields: [
      text(1, "subresource"),
      meta(2, "responseKind", "GroupVersionKind"),
      { ...meta(3, "acceptedTypes", "GroupVersionKind"), shape: "list" },
      texts(4, "verbs"),
    ],
  },
};

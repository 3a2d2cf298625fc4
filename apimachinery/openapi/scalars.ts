import type { OpenAPIDefinitions } from "./types.js";

const META = "io.k8s.apimachinery.pkg.apis.meta.v1";

/**
 * Schemas of the scalars that are models of their own. The names are upstream's, since clients know them.
 * @see kubernetes/apimachinery pkg/api/resource, pkg/util/intstr, pkg/apis/meta/v1: OpenAPISchemaType and friends
 */
export const scalarDefinitions: OpenAPIDefinitions = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": {
    description:
      "A fixed-point number with a unit: decimal (n, u, m, k, M, G, T, P, E), binary (Ki, Mi, Gi, Ti, Pi, Ei) or an exponent (e3). It is kept in one canonical form: no precision is lost, the suffix is the largest that leaves a whole number, and at most three digits follow the point.",
    oneOf: [{ type: "string" }, { type: "number" }],
  },
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {
    description: "A whole number or a text.",
    format: "int-or-string",
    oneOf: [{ type: "integer" }, { type: "string" }],
  },
  [`${META}.Time`]: { description: "A moment in RFC 3339, in whole seconds.", type: "string", format: "date-time" },
  [`${META}.MicroTime`]: {
    description: "A moment in RFC 3339, to the microsecond.",
    type: "string",
    format: "date-time",
  },
  [`${META}.Duration`]: { description: "A length of time, such as 1h30m.", type: "string" },
  [`${META}.FieldsV1`]: {
    description:
      "A set of fields: each key names a field (f:name), a list item by its keys (k:{...}), by its value (v:...) or by its place (i:n); a dot stands for the item itself.",
    type: "object",
  },
  "io.k8s.apimachinery.pkg.runtime.RawExtension": {
    description: "Any object, of a type known only at run time.",
    type: "object",
  },
};

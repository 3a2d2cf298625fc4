import type { OpenAPISchema } from "../../apimachinery/openapi/index.js";

const V3_PREFIX = "#/components/schemas/";
const V2_PREFIX = "#/definitions/";

/**
 * A schema in the terms of OpenAPI 2.0: references point to `definitions`, and what that version does not know
 * (`nullable`, `oneOf`) is left out or told by the nearest thing it has. Defaults are left out, as upstream does: clients
 * of that version never used them.
 */
export function v2Schema(schema: OpenAPISchema): object {
  const { $ref, properties, items, additionalProperties, allOf, oneOf, nullable: _nullable, ...rest } = schema;
  const { default: _default, ...plain } = rest;
  return {
    ...plain,
    // Beside a reference OpenAPI 2.0 allows a description, so a single `allOf` is not needed.
    ...(allOf?.length === 1 ? v2Schema(allOf[0]!) : allOf === undefined ? {} : { allOf: allOf.map(v2Schema) }),
    ...(oneOf === undefined ? {} : { type: "string" }),
    ...($ref === undefined ? {} : { $ref: V2_PREFIX + $ref.slice(V3_PREFIX.length) }),
    ...(properties === undefined ? {} : { properties: mapValues(properties, v2Schema) }),
    ...(items === undefined ? {} : { items: v2Schema(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: additionalV2(additionalProperties) }),
    // The description of the place says more than that of the model.
    ...(plain.description === undefined ? {} : { description: plain.description }),
  };
}

function additionalV2(additional: OpenAPISchema | boolean): object | boolean {
  return typeof additional === "boolean" ? additional : v2Schema(additional);
}

function mapValues<T>(values: { readonly [key: string]: T }, change: (value: T) => object): object {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

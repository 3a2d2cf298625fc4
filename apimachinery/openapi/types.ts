import type { GroupVersionKind } from "../schema/index.js";

/** By model name: `io.k8s.api.core.v1.Pod`. References are `#/components/schemas/<name>`. */
export type OpenAPIDefinitions = { readonly [name: string]: OpenAPISchema };

/** An OpenAPI v3 schema as plain JSON, with Kubernetes' `x-kubernetes-…` extensions. */
export interface OpenAPISchema {
  readonly type?: "object" | "array" | "string" | "number" | "integer" | "boolean";
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [name: string]: OpenAPISchema };
  readonly required?: readonly string[];
  readonly items?: OpenAPISchema;
  readonly additionalProperties?: OpenAPISchema | boolean;
  readonly $ref?: string;
  readonly allOf?: readonly OpenAPISchema[];
  readonly oneOf?: readonly OpenAPISchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly "x-kubernetes-list-type"?: "atomic" | "set" | "map";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: "atomic" | "granular";
  readonly "x-kubernetes-patch-strategy"?: string;
  readonly "x-kubernetes-patch-merge-key"?: string;
  readonly "x-kubernetes-group-version-kind"?: readonly GroupVersionKind[];
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-embedded-resource"?: boolean;
  readonly "x-kubernetes-unions"?: readonly object[];
  readonly [extension: `x-${string}`]: unknown;
}

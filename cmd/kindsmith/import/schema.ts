/** The part of an OpenAPI schema that types are made from. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly "x-kubernetes-validations"?: readonly Readonly<Record<string, unknown>>[];
  readonly "x-kubernetes-group-version-kind"?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-embedded-resource"?: boolean;
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: string;
  readonly "x-kubernetes-patch-strategy"?: string;
  readonly "x-kubernetes-patch-merge-key"?: string;
  readonly [keyword: string]: unknown;
}

/** A kind to make types for. */
export interface ImportedKind {
  readonly kind: string;
  readonly list: string;
  readonly schema: Schema;
  /** Lines of tags without their plus, beside those that the schema brings. */
  readonly tags: readonly string[];
}

/** One version of a group. */
export interface ImportedPackage {
  readonly group: string;
  readonly version: string;
  readonly kinds: readonly ImportedKind[];
  /** Where a reference leads: a schema of this package, or a type that is there already. */
  resolve(ref: string): ResolvedRef | undefined;
}

export type ResolvedRef =
  | { readonly kind: "schema"; readonly name: string; readonly schema: Schema }
  | { readonly kind: "import"; readonly specifier: string; readonly name: string };

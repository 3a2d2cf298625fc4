/**
 * The typed model that generators and templates see. Plain, immutable, sorted, with a source position on everything.
 * Nothing in it refers to ts-morph, so that a later loader changes one folder.
 */

/** Where something stands. `file` is relative to the project's root, with forward slashes; line and column start at 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One `+name…` line of a comment. */
export interface Tag {
  /** As written, without the plus: `k8s:deepcopy-gen`, `genclient:method`. */
  readonly name: string;
  /** What stands between parentheses: `+k8s:item(key: "v")=…`. undefined when there are none. */
  readonly args: string | undefined;
  /** What stands after the first `=`, trimmed; "" when there is no `=`. */
  readonly value: string;
  /** The whole line without the plus. */
  readonly text: string;
  readonly position: SourcePosition;
}

/** The tags of one package, type or field, in order of appearance. */
export interface TagSet {
  readonly all: readonly Tag[];
  has(name: string): boolean;
  /** The first tag of that name. */
  first(name: string): Tag | undefined;
  /** The value of the first tag of that name. */
  value(name: string): string | undefined;
  /** Every tag of that name. */
  every(name: string): readonly Tag[];
}

export type PrimitiveName = "string" | "boolean" | "int32" | "int64" | "float64";

/** Named scalars of apimachinery/meta/v1 that are one JSON value with a meaning of their own. */
export type ScalarName =
  "Quantity" | "IntOrString" | "Time" | "MicroTime" | "Duration" | "Bytes" | "RawExtension" | "JSONValue" | "FieldsV1";

/** Names a type across packages. */
export interface TypeRef {
  /** The package's id, see {@link PackageModel.id}. */
  readonly packageId: string;
  readonly name: string;
}

export type FieldType =
  | { readonly kind: "primitive"; readonly name: PrimitiveName }
  | { readonly kind: "scalar"; readonly name: ScalarName }
  | { readonly kind: "array"; readonly element: FieldType }
  | { readonly kind: "map"; readonly value: FieldType }
  | { readonly kind: "ref"; readonly ref: TypeRef };

export interface FieldModel {
  /** The JSON name, which is the property's name. */
  readonly name: string;
  readonly type: FieldType;
  /** Written with `?`. */
  readonly optional: boolean;
  /** The type includes `null`. */
  readonly nullable: boolean;
  /** Prose without tags; "" when there is none. */
  readonly doc: string;
  readonly tags: TagSet;
  readonly position: SourcePosition;
}

/** An interface. */
export interface StructModel {
  readonly kind: "struct";
  readonly name: string;
  /**
   * All fields in order of declaration, those inherited by `extends` first (flattened). TypeMeta's `apiVersion` and
   * `kind` are not among them: see `isObject`.
   */
  readonly fields: readonly FieldModel[];
  /** Extends TypeMeta: it has `apiVersion` and `kind`. */
  readonly isObject: boolean;
  /** isObject, and `metadata` is an ObjectMeta. */
  readonly hasObjectMeta: boolean;
  /** isObject, and `metadata` is a ListMeta. */
  readonly hasListMeta: boolean;
  readonly doc: string;
  readonly tags: TagSet;
  readonly position: SourcePosition;
  /** The model name in OpenAPI: `io.k8s.api.core.v1.Pod`. */
  readonly openAPIName: string;
}

/** `type Name = …`, a named string enum included. */
export interface AliasModel {
  readonly kind: "alias";
  readonly name: string;
  readonly target: FieldType;
  /** Values of a union of string literals, in order of declaration; empty for other aliases. */
  readonly enumValues: readonly EnumValue[];
  readonly doc: string;
  readonly tags: TagSet;
  readonly position: SourcePosition;
  readonly openAPIName: string;
}

export interface EnumValue {
  readonly value: string;
  readonly doc: string;
  /** Absent when the value has no tags. */
  readonly tags?: TagSet;
}

export type TypeModel = StructModel | AliasModel;

/** A function written by hand beside the types and found by its name. */
export interface FunctionModel {
  readonly name: string;
  /** Import specifier of the module that exports it, relative to the project's root: `apis/wardle/v1alpha1/defaults.ts`. */
  readonly file: string;
  readonly parameters: readonly { readonly name: string; readonly typeText: string }[];
  readonly tags: TagSet;
  readonly position: SourcePosition;
}

/** The names of a kind, each made once, here. */
export interface KindNames {
  /** `Flunder` */
  readonly kind: string;
  /** `FlunderList` */
  readonly list: string;
  /** `flunders`: the resource, as in paths. */
  readonly plural: string;
  /** `flunder` */
  readonly singular: string;
  /** `Flunders`: the accessor's stem. */
  readonly pluralPascal: string;
  /** `flunders`, camelCase for accessors: `configMaps`. */
  readonly pluralCamel: string;
  /** `configMap` */
  readonly camel: string;
  /** File stem: `configmap`. */
  readonly file: string;
}

/** What a kind offers over HTTP, from its tags. */
export interface KindModel {
  readonly names: KindNames;
  readonly type: StructModel;
  readonly packageId: string;
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  /** The struct has a `status` field. */
  readonly hasStatusField: boolean;
  /** The `status` subresource is served: has the field and no `+genclient:noStatus`. */
  readonly statusSubresource: boolean;
  /** The matching List kind of the same package; undefined for kinds that are never listed. */
  readonly list: StructModel | undefined;
  readonly tags: TagSet;
}

/** One `apis/<dir>` or `apis/<dir>/<version>` folder, or a package of types from outside the project. */
export interface PackageModel {
  /** `apis/wardle/v1alpha1`; for the meta types `apimachinery/meta/v1`. Stable across machines. */
  readonly id: string;
  /**
   * What generated code imports the types from, ready for `ImportSet`: the types file relative to the project's root
   * (`apis/wardle/v1alpha1/types.ts`) for the project's own packages, a bare specifier (`kindsmith/apis/core/v1`,
   * `kindsmith/apimachinery/meta/v1`) for others and for the meta types.
   */
  readonly importPath: string;
  /**
   * Where the package's generated helpers are: `generated/wardle/v1alpha1`, or `kindsmith/generated/core/v1`. What to import
   * them from is `helperModule(pkg, stem)` of helper-module.ts.
   */
  readonly generatedPath: string;
  /** True when this run writes output for the package. */
  readonly own: boolean;
  /** True for `apis/<dir>` itself: the hub types. */
  readonly internal: boolean;
  /** The API group: `wardle.example.com`; "" for core. */
  readonly group: string;
  /** `v1alpha1`, or `__internal` for the hub. */
  readonly version: string;
  /** Directory name of the group: `wardle`. */
  readonly groupDir: string;
  /** Prefix of the group in identifiers: `Wardle`; from `+groupGoName` or the group's first label. */
  readonly groupPascal: string;
  /** `V1alpha1`, "" for the hub. */
  readonly versionPascal: string;
  readonly doc: string;
  readonly tags: TagSet;
  /** Sorted by name. */
  readonly types: readonly TypeModel[];
  readonly kinds: readonly KindModel[];
  /** Exported functions of the hand-written files in the package's folder. */
  readonly functions: readonly FunctionModel[];
  /** The files the model was read from, relative to the root, sorted. */
  readonly files: readonly string[];
}

export interface GroupModel {
  readonly group: string;
  readonly groupDir: string;
  readonly groupPascal: string;
  /** The hub package, or the only version when the group has no `types.ts` of its own. */
  readonly hub: PackageModel;
  /** True when `hub` is one of `versions`. */
  readonly hubIsVersion: boolean;
  /** External versions, the preferred one first. */
  readonly versions: readonly PackageModel[];
}

export interface ApiModel {
  /** The project's own groups, those below `apis/`, sorted by directory. */
  readonly groups: readonly GroupModel[];
  /** Every package of the run, foreign ones included, sorted by id. */
  readonly packages: readonly PackageModel[];
  package(id: string): PackageModel;
  /** @throws Error when there is no such type: the loader reports those as diagnostics first. */
  type(ref: TypeRef): TypeModel;
}

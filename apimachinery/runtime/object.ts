import type { ObjectMeta, ListMeta } from "../meta/v1/types.js";

/** What every API object has: plain JSON with a kind and an apiVersion. */
export interface RuntimeObject {
  apiVersion?: string;
  kind?: string;
}

/** An object that can be stored: it has metadata. */
export interface KubeObject extends RuntimeObject {
  metadata: ObjectMeta;
}

/** A list kind. */
export interface KubeList<T = KubeObject> extends RuntimeObject {
  metadata: ListMeta;
  items: T[];
}

type Primitive = string | number | boolean | bigint | symbol | null | undefined;

/** Marks what is shared: only its owner may change an object. */
export type DeepReadonly<T> = T extends Primitive
  ? T
  : T extends (infer E)[]
    ? readonly DeepReadonly<E>[]
    : { readonly [K in keyof T]: DeepReadonly<T[K]> };

import type { int32, int64, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

export type Size = "S" | "M" | "XL";

/** +k8s:conversion-gen=true */
export interface Spec {
  descripton?: string;
  count?: int32;
  narrowed?: int64;
  otherKind?: int32[];
  quantity?: string;
  size?: Size;
  list?: string[];
  leftOut?: LeftOut;
}

/** +k8s:conversion-gen=false */
export interface LeftOut {
  a?: string;
}

export interface Thing extends TypeMeta {
  metadata: ObjectMeta;
  spec: Spec;
}

/** Nobody converts it. */
export interface Orphan extends TypeMeta {
  metadata: ObjectMeta;
}

/** +k8s:conversion-gen:explicit-from=net/url.Value */
export interface Options {
  ratio?: Spec;
}

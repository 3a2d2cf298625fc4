import type { int32, ObjectMeta, Quantity, TypeMeta } from "kindsmith/apimachinery/meta/v1";

export type Size = "S" | "M";

export interface Spec {
  description?: string;
  renamedByType?: int32;
  narrowed?: int32;
  otherKind?: string;
  quantity?: Quantity;
  size?: Size;
  list?: int32[];
  leftOut?: LeftOut;
  onlyInHub?: string;
}

export interface LeftOut {
  a?: string;
  b?: string;
}

export interface Thing extends TypeMeta {
  metadata: ObjectMeta;
  spec: Spec;
}

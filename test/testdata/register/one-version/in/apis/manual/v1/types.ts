import type { ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

export interface Thing extends TypeMeta {
  metadata: ObjectMeta;
}

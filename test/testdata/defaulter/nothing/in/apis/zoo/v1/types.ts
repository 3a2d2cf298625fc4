import type { ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

export interface Empty extends TypeMeta {
  metadata: ObjectMeta;
}

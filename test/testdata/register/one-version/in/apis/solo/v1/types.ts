import type { ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** +resourceName=singletons */
export interface Solo extends TypeMeta {
  metadata: ObjectMeta;
}

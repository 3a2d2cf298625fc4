import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** +genclient */
export interface Policy extends TypeMeta {
  metadata: ObjectMeta;
}

export interface PolicyList extends TypeMeta {
  metadata: ListMeta;
  items: Policy[];
}

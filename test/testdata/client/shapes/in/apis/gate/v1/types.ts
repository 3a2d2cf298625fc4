import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * +genclient
 * +genclient:skipVerbs=deleteCollection,watch
 */
export interface Policy extends TypeMeta {
  metadata: ObjectMeta;
}

export interface PolicyList extends TypeMeta {
  metadata: ListMeta;
  items: Policy[];
}

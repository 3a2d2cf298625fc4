import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * A keeper, as first published.
 *
 * +genclient
 * +k8s:prerelease-lifecycle-gen:introduced=1.9
 * +k8s:prerelease-lifecycle-gen:replacement=zoo.example.com,v1,Keeper
 * +kubebuilder:storageversion
 * +kubebuilder:printcolumn:name=Place,type=string,JSONPath=.place,priority=1
 */
export interface Keeper extends TypeMeta {
  metadata: ObjectMeta;
  /** Name of the area. */
  place?: string;
}

/** Keepers. */
export interface KeeperList extends TypeMeta {
  metadata: ListMeta;
  items: Keeper[];
}

import type { int32, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** Wanted. */
export interface KeeperSpec {
  /** Name of the area. */
  area?: string;
  /** How many. */
  replicas?: int32;
}

/** Seen. */
export interface KeeperStatus {
  /** How many. */
  replicas?: int32;
}

/**
 * A keeper.
 *
 * +genclient
 * +kubebuilder:resource:shortName=kp;kps,categories=all;people,singular=warden
 * +kubebuilder:subresource:scale:specpath=.spec.replicas,statuspath=.status.replicas
 * +kubebuilder:printcolumn:name=Area,type=string,JSONPath=.spec.area,description="Where, exactly"
 * +kubebuilder:selectablefield:JSONPath=.spec.area
 * +kindsmith:indexedFields=.spec.area
 * +kindsmith:subresource:name=shift,verbs=get;update
 * +kindsmith:ttlSeconds=60
 */
export interface Keeper extends TypeMeta {
  metadata: ObjectMeta;
  spec?: KeeperSpec;
  status?: KeeperStatus;
}

/** Keepers. */
export interface KeeperList extends TypeMeta {
  metadata: ListMeta;
  items: Keeper[];
}

/**
 * Asks whether the zoo is open.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:onlyVerbs=create
 */
export interface OpeningReview extends TypeMeta {
  metadata: ObjectMeta;
}

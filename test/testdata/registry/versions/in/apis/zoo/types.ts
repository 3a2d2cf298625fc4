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

/** A keeper. */
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

/** Asks whether the zoo is open. */
export interface OpeningReview extends TypeMeta {
  metadata: ObjectMeta;
}

import type { Condition, int32, int64, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * Says what kind of object a Flunder refers to.
 *
 * +enum
 */
export type ReferenceType =
  /** Another Flunder of the same namespace. */
  | "Flunder"
  /** A Fischer, which belongs to the cluster. */
  | "Fischer";

/** What the author of a Flunder wants. */
export interface FlunderSpec {
  /** Name of the Flunder that this one refers to; only with referenceType Flunder. */
  flunderReference?: string;
  /** Name of the Fischer that this Flunder refers to; only with referenceType Fischer. */
  fischerReference?: string;
  /** Which of the two references is meant. */
  referenceType?: ReferenceType;
  /** Free text for people. */
  description?: string;
  /** How many copies are wanted. */
  replicas?: int32;
}

/** What a controller last saw of a Flunder. */
export interface FlunderStatus {
  /** The generation of the spec that this status belongs to. */
  observedGeneration?: int64;
  /** How many copies exist. */
  replicas?: int32;
  /** Label selector of the copies, as text. */
  selector?: string;
  /** Observations by type. */
  conditions?: Condition[];
}

/** A Flunder refers to another Flunder or to a Fischer. */
export interface Flunder extends TypeMeta {
  /** Standard metadata. */
  metadata: ObjectMeta;
  /** The wanted state. */
  spec?: FlunderSpec;
  /** The observed state. */
  status?: FlunderStatus;
}

/** A list of Flunders. */
export interface FlunderList extends TypeMeta {
  /** Standard list metadata. */
  metadata: ListMeta;
  /** The Flunders. */
  items: Flunder[];
}

/** A Fischer keeps Flunders of some names out of the cluster. */
export interface Fischer extends TypeMeta {
  /** Standard metadata. */
  metadata: ObjectMeta;
  /** Names that no Flunder may have. */
  disallowedFlunders?: string[];
}

/** A list of Fischers. */
export interface FischerList extends TypeMeta {
  /** Standard list metadata. */
  metadata: ListMeta;
  /** The Fischers. */
  items: Fischer[];
}

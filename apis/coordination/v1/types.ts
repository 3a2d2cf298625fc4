import type { int32, ListMeta, MicroTime, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** How a leader is chosen among candidates, such as OldestEmulationVersion. */
export type CoordinatedLeaseStrategy = string;

/**
 * A claim of one holder for some time, such as that of a leader or of a living node.
 *
 * +genclient
 * +kubebuilder:printcolumn:name=Holder,type=string,description="Who holds it"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface Lease extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Who holds it and until when.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: LeaseSpec;
}

/** Who holds a lease and until when. */
export interface LeaseSpec {
  /**
   * Who holds it.
   *
   * +optional
   * +protobuf=1
   */
  holderIdentity?: string;
  /**
   * For how long after renewTime others have to respect it.
   *
   * +optional
   * +protobuf=2
   */
  leaseDurationSeconds?: int32;
  /**
   * When the holder got it.
   *
   * +optional
   * +protobuf=3
   */
  acquireTime?: MicroTime;
  /**
   * When the holder last confirmed it.
   *
   * +optional
   * +protobuf=4
   */
  renewTime?: MicroTime;
  /**
   * How often the holder has changed.
   *
   * +optional
   * +protobuf=5
   */
  leaseTransitions?: int32;
  /**
   * How the holder is chosen, with coordinated leader election.
   *
   * +optional
   * +featureGate=CoordinatedLeaderElection
   * +protobuf=6
   */
  strategy?: CoordinatedLeaseStrategy;
  /**
   * Who is to have it next; needs a strategy.
   *
   * +optional
   * +featureGate=CoordinatedLeaderElection
   * +protobuf=7
   */
  preferredHolder?: string;
}

/** A list of Leases. */
export interface LeaseList extends TypeMeta {
  /**
   * Standard list metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ListMeta;
  /**
   * The items of the list.
   *
   * +protobuf=2
   */
  items: Lease[];
}

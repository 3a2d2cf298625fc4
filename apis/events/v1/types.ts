import type { int32, ListMeta, MicroTime, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";
import type { EventSource, ObjectReference } from "../../core/v1/types.js";

/**
 * Something that happened to an object; kept for an hour.
 *
 * +genclient
 * +kubebuilder:resource:shortName=ev
 * +kindsmith:ttlSeconds=3600
 * +kindsmith:storagePrefix=events
 * +kindsmith:storedAs=v1
 * +kubebuilder:printcolumn:name="Last Seen",type=string,description="Time since it was last seen"
 * +kubebuilder:printcolumn:name=Type,type=string,description="Normal or Warning"
 * +kubebuilder:printcolumn:name=Reason,type=string,description="Why it happened"
 * +kubebuilder:printcolumn:name=Object,type=string,description="What it happened to"
 * +kubebuilder:printcolumn:name=Subobject,type=string,priority=1,description="The part it happened to"
 * +kubebuilder:printcolumn:name=Source,type=string,priority=1,description="Who reports it"
 * +kubebuilder:printcolumn:name=Message,type=string,description="What happened"
 * +kubebuilder:printcolumn:name="First Seen",type=string,priority=1,description="Time since it was first seen"
 * +kubebuilder:printcolumn:name=Count,type=string,priority=1,description="How often it was seen"
 * +kubebuilder:printcolumn:name=Name,type=string,format=name,priority=1,description="Name of the event"
 */
export interface Event extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * When it was first seen.
   *
   * +default=null
   * +protobuf=2
   */
  eventTime: MicroTime;
  /**
   * Set when it goes on happening.
   *
   * +optional
   * +protobuf=3
   */
  series?: EventSeries;
  /**
   * Name of the controller that reports it.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  reportingController?: string;
  /**
   * ID of the instance that reports it.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  reportingInstance?: string;
  /**
   * What was done about it, or failed.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  action?: string;
  /**
   * Why it was done, in one word.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  reason?: string;
  /**
   * The object it is about.
   *
   * +optional
   * +default={}
   * +protobuf=8
   */
  regarding?: ObjectReference;
  /**
   * A second object that has to do with it.
   *
   * +optional
   * +protobuf=9
   */
  related?: ObjectReference;
  /**
   * What happened, for people.
   *
   * +optional
   * +protobuf=10,omitzero
   */
  note?: string;
  /**
   * Normal or Warning.
   *
   * +optional
   * +protobuf=11,omitzero
   */
  type?: string;
  /**
   * Who reports it, as core events have it.
   *
   * +optional
   * +default={}
   * +protobuf=12
   */
  deprecatedSource?: EventSource;
  /**
   * When it was first seen, as core events have it.
   *
   * +optional
   * +default=null
   * +protobuf=13
   */
  deprecatedFirstTimestamp?: Time;
  /**
   * When it was last seen, as core events have it.
   *
   * +optional
   * +default=null
   * +protobuf=14
   */
  deprecatedLastTimestamp?: Time;
  /**
   * How often it was seen, as core events have it.
   *
   * +optional
   * +protobuf=15,omitzero
   */
  deprecatedCount?: int32;
}

/** Repeated events. */
export interface EventSeries {
  /**
   * How many so far.
   *
   * +default=0
   * +protobuf=1
   */
  count: int32;
  /**
   * When the last one was seen.
   *
   * +default=null
   * +protobuf=2
   */
  lastObservedTime: MicroTime;
}

/** A list of Events. */
export interface EventList extends TypeMeta {
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
  items: Event[];
}

import type { int32, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";
import type { ObjectReference, Protocol } from "../../core/v1/types.js";

/**
 * A part of the endpoints of a service.
 *
 * +genclient
 * +kubebuilder:printcolumn:name=AddressType,type=string,JSONPath=.addressType,description="Kind of its addresses"
 * +kubebuilder:printcolumn:name=Ports,type=string,description="Its ports"
 * +kubebuilder:printcolumn:name=Endpoints,type=string,description="Its first addresses"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface EndpointSlice extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Kind of all its addresses. Cannot be changed.
   *
   * +protobuf=4
   */
  addressType: AddressType;
  /**
   * The endpoints; at most 1000.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=2
   */
  endpoints?: Endpoint[] | null;
  /**
   * Ports of every endpoint; at most 100.
   *
   * +optional
   * +listType=atomic
   * +default=null
   * +protobuf=3
   */
  ports?: EndpointPort[] | null;
}

/**
 * Kind of an address.
 *
 * +enum
 */
export type AddressType =
  /** An IPv4 address. */
  | "IPv4"
  /** An IPv6 address. */
  | "IPv6"
  /** A domain name. Deprecated. */
  | "FQDN";

/** A backend of a service. */
export interface Endpoint {
  /**
   * Its addresses; only the first is used.
   *
   * +listType=set
   * +protobuf=1
   */
  addresses: string[];
  /**
   * Its state.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  conditions?: EndpointConditions;
  /**
   * Its host name.
   *
   * +optional
   * +protobuf=3
   */
  hostname?: string;
  /**
   * The object behind it.
   *
   * +optional
   * +protobuf=4
   */
  targetRef?: ObjectReference;
  /**
   * Where it is, as v1beta1 said it.
   *
   * +optional
   * +protobuf=5
   */
  deprecatedTopology?: { [key: string]: string };
  /**
   * Its node.
   *
   * +optional
   * +protobuf=6
   */
  nodeName?: string;
  /**
   * Its zone.
   *
   * +optional
   * +protobuf=7
   */
  zone?: string;
  /**
   * Who should use it.
   *
   * +optional
   * +protobuf=8
   */
  hints?: EndpointHints;
}

/** State of an endpoint. */
export interface EndpointConditions {
  /**
   * It takes traffic; absent counts as true.
   *
   * +optional
   * +protobuf=1
   */
  ready?: boolean;
  /**
   * It could take traffic, even while terminating.
   *
   * +optional
   * +protobuf=2
   */
  serving?: boolean;
  /**
   * It is going away.
   *
   * +optional
   * +protobuf=3
   */
  terminating?: boolean;
}

/** Who should use an endpoint. */
export interface EndpointHints {
  /**
   * Zones that should.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  forZones?: ForZone[];
  /**
   * Nodes that should.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  forNodes?: ForNode[];
}

/** A zone. */
export interface ForZone {
  /**
   * Name of the zone.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
}

/** A node. */
export interface ForNode {
  /**
   * Name of the node.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
}

/**
 * A port of every endpoint.
 *
 * +structType=atomic
 */
export interface EndpointPort {
  /**
   * Name of the service's port; unique in the slice.
   *
   * +optional
   * +protobuf=1
   */
  name?: string;
  /**
   * TCP, UDP or SCTP.
   *
   * +optional
   * +protobuf=2
   */
  protocol?: Protocol;
  /**
   * Number; absent is all ports.
   *
   * +optional
   * +protobuf=3
   */
  port?: int32;
  /**
   * What is spoken on it, as a hint.
   *
   * +optional
   * +protobuf=4
   */
  appProtocol?: string;
}

/** A list of EndpointSlices. */
export interface EndpointSliceList extends TypeMeta {
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
  items: EndpointSlice[];
}

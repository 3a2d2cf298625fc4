import type {
  Condition,
  int32,
  IntOrString,
  LabelSelector,
  ListMeta,
  ObjectMeta,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";
import type { Protocol, TypedLocalObjectReference } from "../../core/v1/types.js";

/**
 * Which traffic some pods may have.
 *
 * +genclient
 * +kubebuilder:resource:shortName=netpol
 * +kubebuilder:printcolumn:name=Pod-Selector,type=string,description="Pods it is for"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface NetworkPolicy extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The rules.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: NetworkPolicySpec;
}

/**
 * Direction of traffic.
 *
 * +enum
 */
export type PolicyType =
  /** To the pods. */
  | "Ingress"
  /** From the pods. */
  | "Egress";

/** Which traffic some pods may have. */
export interface NetworkPolicySpec {
  /**
   * The pods; {} is all of the namespace.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  podSelector?: LabelSelector;
  /**
   * Traffic to them that is allowed.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  ingress?: NetworkPolicyIngressRule[];
  /**
   * Traffic from them that is allowed.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  egress?: NetworkPolicyEgressRule[];
  /**
   * Directions that are restricted; default by what is given.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  policyTypes?: PolicyType[];
}

/** Traffic that is allowed in: ports and peers both have to match. */
export interface NetworkPolicyIngressRule {
  /**
   * Ports of the pods; absent is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  ports?: NetworkPolicyPort[];
  /**
   * Where it comes from; absent is anywhere.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  from?: NetworkPolicyPeer[];
}

/** Traffic that is allowed out: ports and peers both have to match. */
export interface NetworkPolicyEgressRule {
  /**
   * Ports of the other side; absent is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  ports?: NetworkPolicyPort[];
  /**
   * Where it goes; absent is anywhere.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  to?: NetworkPolicyPeer[];
}

/** Ports. */
export interface NetworkPolicyPort {
  /**
   * TCP, UDP or SCTP; default TCP.
   *
   * +optional
   * +protobuf=1
   */
  protocol?: Protocol;
  /**
   * Number or name; absent is all.
   *
   * +optional
   * +protobuf=2
   */
  port?: IntOrString;
  /**
   * Last number of a range that begins with port.
   *
   * +optional
   * +protobuf=3
   */
  endPort?: int32;
}

/** Addresses of a network. */
export interface IPBlock {
  /**
   * The network.
   *
   * +default=""
   * +protobuf=1
   */
  cidr: string;
  /**
   * Networks within it that do not count.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  except?: string[];
}

/** Other side of traffic. */
export interface NetworkPolicyPeer {
  /**
   * Pods.
   *
   * +optional
   * +protobuf=1
   */
  podSelector?: LabelSelector;
  /**
   * Namespaces; with podSelector, pods in these.
   *
   * +optional
   * +protobuf=2
   */
  namespaceSelector?: LabelSelector;
  /**
   * Addresses; not together with the others.
   *
   * +optional
   * +protobuf=3
   */
  ipBlock?: IPBlock;
}

/** A list of NetworkPolicies. */
export interface NetworkPolicyList extends TypeMeta {
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
  items: NetworkPolicy[];
}

/**
 * Leads HTTP requests from outside to services.
 *
 * +genclient
 * +kubebuilder:resource:path=ingresses,singular=ingress,shortName=ing
 * +kindsmith:storagePrefix=ingress
 * +kubebuilder:printcolumn:name=Class,type=string,description="Who serves it"
 * +kubebuilder:printcolumn:name=Hosts,type=string,description="Hosts it has rules for"
 * +kubebuilder:printcolumn:name=Address,type=string,description="Where it can be reached"
 * +kubebuilder:printcolumn:name=Ports,type=string,description="Its ports"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface Ingress extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The wanted state.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: IngressSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: IngressStatus;
}

/** A list of Ingresses. */
export interface IngressList extends TypeMeta {
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
  items: Ingress[];
}

/** Which requests go where. */
export interface IngressSpec {
  /**
   * Class that says who serves it.
   *
   * +optional
   * +protobuf=4
   */
  ingressClassName?: string;
  /**
   * Where requests go that match no rule.
   *
   * +optional
   * +protobuf=1
   */
  defaultBackend?: IngressBackend;
  /**
   * Certificates.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  tls?: IngressTLS[];
  /**
   * Rules by host.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  rules?: IngressRule[];
}

/** A certificate for some hosts. */
export interface IngressTLS {
  /**
   * Hosts of the certificate.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  hosts?: string[];
  /**
   * Secret with the certificate.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  secretName?: string;
}

/** State of an ingress. */
export interface IngressStatus {
  /**
   * State of its load balancer.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  loadBalancer?: IngressLoadBalancerStatus;
}

/** State of a load balancer. */
export interface IngressLoadBalancerStatus {
  /**
   * Where it can be reached.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  ingress?: IngressLoadBalancerIngress[];
}

/** One place where a load balancer can be reached. */
export interface IngressLoadBalancerIngress {
  /**
   * Address.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  ip?: string;
  /**
   * Name.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  hostname?: string;
  /**
   * State of each port.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  ports?: IngressPortStatus[];
}

/** State of a port. */
export interface IngressPortStatus {
  /**
   * Number of the port.
   *
   * +default=0
   * +protobuf=1
   */
  port: int32;
  /**
   * TCP, UDP or SCTP.
   *
   * +protobuf=2
   */
  protocol: Protocol;
  /**
   * What is wrong with it, in one word.
   *
   * +optional
   * +protobuf=3
   */
  error?: string;
}

/**
 * Rules for one host.
 *
 * +protobuf.inline=IngressRuleValue,2
 */
export interface IngressRule extends IngressRuleValue {
  /**
   * The host; absent is all, `*.` may begin it.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  host?: string;
}

/** Rules by what is spoken. */
export interface IngressRuleValue {
  /**
   * For HTTP.
   *
   * +optional
   * +protobuf=1
   */
  http?: HTTPIngressRuleValue;
}

/** Rules by path. */
export interface HTTPIngressRuleValue {
  /**
   * The paths.
   *
   * +listType=atomic
   * +protobuf=1
   */
  paths: HTTPIngressPath[];
}

/**
 * How a path is compared.
 *
 * +enum
 */
export type PathType =
  /** The whole path. */
  | "Exact"
  /** Its beginning, element by element. */
  | "Prefix"
  /** As whoever serves it likes. */
  | "ImplementationSpecific";

/** Where requests of a path go. */
export interface HTTPIngressPath {
  /**
   * The path; begins with `/`.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  path?: string;
  /**
   * How it is compared.
   *
   * +protobuf=3
   */
  pathType: PathType;
  /**
   * Where they go.
   *
   * +default={}
   * +protobuf=2
   */
  backend: IngressBackend;
}

/** Where requests go: exactly one of these. */
export interface IngressBackend {
  /**
   * A service.
   *
   * +optional
   * +protobuf=4
   */
  service?: IngressServiceBackend;
  /**
   * Another object.
   *
   * +optional
   * +protobuf=3
   */
  resource?: TypedLocalObjectReference;
}

/** A port of a service. */
export interface IngressServiceBackend {
  /**
   * The service.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * The port.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  port?: ServiceBackendPort;
}

/**
 * A port: exactly one of these.
 *
 * +structType=atomic
 */
export interface ServiceBackendPort {
  /**
   * Its name.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Its number.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  number?: int32;
}

/**
 * Who serves ingresses of this class.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:path=ingressclasses,singular=ingressclass,scope=Cluster
 * +kubebuilder:printcolumn:name=Controller,type=string,description="Who serves its ingresses"
 * +kubebuilder:printcolumn:name=Parameters,type=string,description="Object with more settings"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface IngressClass extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The wanted state.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: IngressClassSpec;
}

/** Who serves ingresses of a class. */
export interface IngressClassSpec {
  /**
   * The controller, with a domain in front. Cannot be changed.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  controller?: string;
  /**
   * More settings for the controller.
   *
   * +optional
   * +protobuf=2
   */
  parameters?: IngressClassParametersReference;
}

/** Names an object with settings. */
export interface IngressClassParametersReference {
  /**
   * Group of its kind; absent is core.
   *
   * +optional
   * +protobuf=1
   */
  apiGroup?: string;
  /**
   * Its kind.
   *
   * +default=""
   * +protobuf=2
   */
  kind: string;
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=3
   */
  name: string;
  /**
   * Cluster or Namespace.
   *
   * +optional
   * +protobuf=4
   */
  scope?: string;
  /**
   * Its namespace, for Namespace.
   *
   * +optional
   * +protobuf=5
   */
  namespace?: string;
}

/** A list of IngressClasses. */
export interface IngressClassList extends TypeMeta {
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
  items: IngressClass[];
}

/**
 * An address that is taken; its name is the address.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:path=ipaddresses,singular=ipaddress,shortName=ip,scope=Cluster
 * +kubebuilder:printcolumn:name=ParentRef,type=string,description="What it is taken for"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface IPAddress extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * What it is taken for.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: IPAddressSpec;
}

/** What an address is taken for. */
export interface IPAddressSpec {
  /**
   * The object that has it.
   *
   * +optional
   * +protobuf=1
   */
  parentRef?: ParentReference;
}

/** Names an object. */
export interface ParentReference {
  /**
   * Group of its resource.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  group?: string;
  /**
   * Its resource.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  resource?: string;
  /**
   * Its namespace.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  namespace?: string;
  /**
   * Its name.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  name?: string;
}

/** A list of IPAddresses. */
export interface IPAddressList extends TypeMeta {
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
  items: IPAddress[];
}

/**
 * A range of addresses for services.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:scope=Cluster
 * +kubebuilder:printcolumn:name=CIDRs,type=string,description="Its networks"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ServiceCIDR extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The wanted state.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: ServiceCIDRSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: ServiceCIDRStatus;
}

/** A range of addresses. */
export interface ServiceCIDRSpec {
  /**
   * One network of each address family. Cannot be changed.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  cidrs?: string[];
}

/** State of a range. */
export interface ServiceCIDRStatus {
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=1
   */
  conditions?: Condition[];
}

/** A list of ServiceCIDRs. */
export interface ServiceCIDRList extends TypeMeta {
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
  items: ServiceCIDR[];
}

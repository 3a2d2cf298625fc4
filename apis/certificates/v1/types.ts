import type { Bytes, int32, ListMeta, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";
import type { ConditionStatus } from "../../core/v1/types.js";

/**
 * Asks for a certificate.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:method=UpdateApproval,verb=update,subresource=approval,input=kindsmith/apis/certificates/v1.CertificateSigningRequest,result=k8s.io/api/certificates/v1.CertificateSigningRequest
 * +kubebuilder:resource:shortName=csr,scope=Cluster
 * +kindsmith:subresource:name=approval,verbs=get;patch;update
 * +kubebuilder:selectablefield:JSONPath=.spec.signerName
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=SignerName,type=string,description="Who is to sign"
 * +kubebuilder:printcolumn:name=Requestor,type=string,description="Who asks"
 * +kubebuilder:printcolumn:name=RequestedDuration,type=string,description="How long it is to be good"
 * +kubebuilder:printcolumn:name=Condition,type=string,description="What was decided"
 */
export interface CertificateSigningRequest extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * What is asked for. Cannot be changed.
   *
   * +default={}
   * +protobuf=2
   */
  spec: CertificateSigningRequestSpec;
  /**
   * Whether it is approved, and the certificate.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: CertificateSigningRequestStatus;
}

/** Which certificate is asked for. */
export interface CertificateSigningRequestSpec {
  /**
   * The PKCS#10 request in PEM.
   *
   * +protobuf=1
   */
  request: Bytes;
  /**
   * Who is to sign it.
   *
   * +default=""
   * +protobuf=7
   */
  signerName: string;
  /**
   * How long it is to be good; at least 600.
   *
   * +optional
   * +protobuf=8
   */
  expirationSeconds?: int32;
  /**
   * What the key is to be good for.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  usages?: KeyUsage[];
  /**
   * Who asks; filled in by the server.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  username?: string;
  /**
   * UID of who asks; filled in by the server.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  uid?: string;
  /**
   * Groups of who asks; filled in by the server.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  groups?: string[];
  /**
   * What else is known of who asks; filled in by the server.
   *
   * +optional
   * +protobuf=6
   */
  extra?: { [key: string]: ExtraValue };
}

/**
 * Texts of one extra key.
 *
 * +protobuf.nullable=true
 */
export type ExtraValue = string[];

/** Whether it is approved, and the certificate. */
export interface CertificateSigningRequestStatus {
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +protobuf=1
   */
  conditions?: CertificateSigningRequestCondition[];
  /**
   * The certificate chain in PEM.
   *
   * +optional
   * +protobuf=2
   */
  certificate?: Bytes;
}

/** Approved, Denied or Failed. */
export type RequestConditionType = string;

/** One decision about a request. */
export interface CertificateSigningRequestCondition {
  /**
   * Approved, Denied or Failed.
   *
   * +default=""
   * +protobuf=1
   */
  type: RequestConditionType;
  /**
   * True, False or Unknown; True for Approved and Denied.
   *
   * +default=""
   * +protobuf=6
   */
  status: ConditionStatus;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  message?: string;
  /**
   * When it was last updated.
   *
   * +optional
   * +default=null
   * +protobuf=4
   */
  lastUpdateTime?: Time;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=5
   */
  lastTransitionTime?: Time;
}

/** A list of CertificateSigningRequests. */
export interface CertificateSigningRequestList extends TypeMeta {
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
  items: CertificateSigningRequest[];
}

/**
 * What a key is good for.
 *
 * +enum
 */
export type KeyUsage =
  | "signing"
  | "digital signature"
  | "content commitment"
  | "key encipherment"
  | "key agreement"
  | "data encipherment"
  | "cert sign"
  | "crl sign"
  | "encipher only"
  | "decipher only"
  | "any"
  | "server auth"
  | "client auth"
  | "code signing"
  | "email protection"
  | "s/mime"
  | "ipsec end system"
  | "ipsec tunnel"
  | "ipsec user"
  | "timestamping"
  | "ocsp signing"
  | "microsoft sgc"
  | "netscape sgc";

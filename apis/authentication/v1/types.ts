import type { int64, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * Asks whose a token is.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:onlyVerbs=create
 * +kubebuilder:resource:scope=Cluster
 * +kindsmith:verbs=create
 */
export interface TokenReview extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The question.
   *
   * +default={}
   * +protobuf=2
   */
  spec: TokenReviewSpec;
  /**
   * The answer.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: TokenReviewStatus;
}

/** The question whose a token is. */
export interface TokenReviewSpec {
  /**
   * The token.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  token?: string;
  /**
   * Who has to be meant by the token; default the API server.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  audiences?: string[];
}

/** Whose a token is. */
export interface TokenReviewStatus {
  /**
   * It is somebody's.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  authenticated?: boolean;
  /**
   * Whose it is.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  user?: UserInfo;
  /**
   * Which of those asked about are meant by the token.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  audiences?: string[];
  /**
   * Why it could not be checked.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  error?: string;
}

/** Who somebody is. */
export interface UserInfo {
  /**
   * Name, unique among all active users.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  username?: string;
  /**
   * ID that stays when names are reused.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  uid?: string;
  /**
   * Groups the user belongs to.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  groups?: string[];
  /**
   * What else the authenticator said.
   *
   * +optional
   * +protobuf=4
   */
  extra?: { [key: string]: ExtraValue };
}

/**
 * Texts of one extra key.
 *
 * +protobuf.nullable=true
 */
export type ExtraValue = string[];

/**
 * Texts of one attestation key.
 *
 * +protobuf.nullable=true
 */
export type AttestationValue = string[];

/**
 * Asks for a token of a service account.
 *
 * +kubebuilder:unservedversion
 */
export interface TokenRequest extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * What is asked for.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: TokenRequestSpec;
  /**
   * The token.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: TokenRequestStatus;
}

/** What a token is to be good for. */
export interface TokenRequestSpec {
  /**
   * Who is to accept it.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  audiences?: string[];
  /**
   * For how long; the issuer may choose otherwise.
   *
   * +optional
   * +protobuf=4
   */
  expirationSeconds?: int64;
  /**
   * The token is good only while this object exists.
   *
   * +optional
   * +protobuf=3
   */
  boundObjectRef?: BoundObjectReference;
}

/** The token that was issued. */
export interface TokenRequestStatus {
  /**
   * The token.
   *
   * +optional
   * +default=""
   * +protobuf=1
   */
  token?: string;
  /**
   * Until when it is good.
   *
   * +optional
   * +protobuf=2
   */
  expirationTimestamp?: Time;
}

/** The object that a token is tied to. */
export interface BoundObjectReference {
  /**
   * Its kind: Pod, Secret or Node.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  kind?: string;
  /**
   * Version of the kind.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  apiVersion?: string;
  /**
   * Its name.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  name?: string;
  /**
   * Its UID.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  uid?: string;
}

/**
 * Asks who the caller is.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:onlyVerbs=create
 * +kubebuilder:resource:scope=Cluster
 * +kindsmith:verbs=create
 */
export interface SelfSubjectReview extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The answer.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  status?: SelfSubjectReviewStatus;
}

/** Who the caller is. */
export interface SelfSubjectReviewStatus {
  /**
   * The caller.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  userInfo?: UserInfo;
}

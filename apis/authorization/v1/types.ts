import type {
  FieldSelectorRequirement,
  LabelSelectorRequirement,
  ObjectMeta,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";

/**
 * Asks whether somebody may do something.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:onlyVerbs=create
 * +kubebuilder:resource:scope=Cluster
 * +kindsmith:verbs=create
 */
export interface SubjectAccessReview extends TypeMeta {
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
  spec: SubjectAccessReviewSpec;
  /**
   * The answer.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: SubjectAccessReviewStatus;
}

/**
 * Asks whether the caller may do something.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:onlyVerbs=create
 * +kubebuilder:resource:scope=Cluster
 * +kindsmith:verbs=create
 */
export interface SelfSubjectAccessReview extends TypeMeta {
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
  spec: SelfSubjectAccessReviewSpec;
  /**
   * The answer.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: SubjectAccessReviewStatus;
}

/**
 * Asks whether somebody may do something in one namespace.
 *
 * +genclient
 * +genclient:onlyVerbs=create
 * +kindsmith:verbs=create
 */
export interface LocalSubjectAccessReview extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The question; its namespace is that of the request.
   *
   * +default={}
   * +protobuf=2
   */
  spec: SubjectAccessReviewSpec;
  /**
   * The answer.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: SubjectAccessReviewStatus;
}

/** What is to be done to a resource. */
export interface ResourceAttributes {
  /**
   * In which namespace; "" is all, or none.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  namespace?: string;
  /**
   * The verb; * is all.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  verb?: string;
  /**
   * Group of the resource; * is all.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  group?: string;
  /**
   * Version of the resource; * is all.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  version?: string;
  /**
   * The resource; * is all.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  resource?: string;
  /**
   * The subresource; "" is none.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  subresource?: string;
  /**
   * The object; "" is all.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  name?: string;
  /**
   * The fields by which the request is restricted.
   *
   * +optional
   * +protobuf=8
   */
  fieldSelector?: FieldSelectorAttributes;
  /**
   * The labels by which the request is restricted.
   *
   * +optional
   * +protobuf=9
   */
  labelSelector?: LabelSelectorAttributes;
}

/** A label selector, raw or parsed. */
export interface LabelSelectorAttributes {
  /**
   * As it stands in a query.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  rawSelector?: string;
  /**
   * As requirements.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  requirements?: LabelSelectorRequirement[];
}

/** A field selector, raw or parsed. */
export interface FieldSelectorAttributes {
  /**
   * As it stands in a query.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  rawSelector?: string;
  /**
   * As requirements.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  requirements?: FieldSelectorRequirement[];
}

/** What is to be done at a path. */
export interface NonResourceAttributes {
  /**
   * The path.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  path?: string;
  /**
   * The HTTP method in lower case.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  verb?: string;
}

/** The question whether somebody may do something: exactly one of the two attributes. */
export interface SubjectAccessReviewSpec {
  /**
   * To a resource.
   *
   * +optional
   * +protobuf=1
   */
  resourceAttributes?: ResourceAttributes;
  /**
   * At a path.
   *
   * +optional
   * +protobuf=2
   */
  nonResourceAttributes?: NonResourceAttributes;
  /**
   * Name of the user.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  user?: string;
  /**
   * Groups of the user.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  groups?: string[];
  /**
   * What else the authenticator said of the user.
   *
   * +optional
   * +protobuf=5
   */
  extra?: { [key: string]: ExtraValue };
  /**
   * ID of the user.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  uid?: string;
}

/**
 * Texts of one extra key.
 *
 * +protobuf.nullable=true
 */
export type ExtraValue = string[];

/** The question whether the caller may do something: exactly one of the two attributes. */
export interface SelfSubjectAccessReviewSpec {
  /**
   * To a resource.
   *
   * +optional
   * +protobuf=1
   */
  resourceAttributes?: ResourceAttributes;
  /**
   * At a path.
   *
   * +optional
   * +protobuf=2
   */
  nonResourceAttributes?: NonResourceAttributes;
}

/** Whether it is allowed. */
export interface SubjectAccessReviewStatus {
  /**
   * It is.
   *
   * +default=false
   * +protobuf=1
   */
  allowed: boolean;
  /**
   * It is not, whatever other authorizers say.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  denied?: boolean;
  /**
   * Why, for people.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  reason?: string;
  /**
   * What went wrong on the way; the answer may still hold.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  evaluationError?: string;
}

/**
 * Asks for all that the caller may do in a namespace.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:onlyVerbs=create
 * +kubebuilder:resource:scope=Cluster
 * +kindsmith:verbs=create
 */
export interface SelfSubjectRulesReview extends TypeMeta {
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
  spec: SelfSubjectRulesReviewSpec;
  /**
   * The answer.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: SubjectRulesReviewStatus;
}

/** The question what the caller may do. */
export interface SelfSubjectRulesReviewSpec {
  /**
   * In which namespace.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  namespace?: string;
}

/** What somebody may do, in no order; a hint for user interfaces. */
export interface SubjectRulesReviewStatus {
  /**
   * To resources.
   *
   * +listType=atomic
   * +protobuf=1
   */
  resourceRules: ResourceRule[];
  /**
   * At paths.
   *
   * +listType=atomic
   * +protobuf=2
   */
  nonResourceRules: NonResourceRule[];
  /**
   * There may be more.
   *
   * +default=false
   * +protobuf=3
   */
  incomplete: boolean;
  /**
   * What went wrong on the way.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  evaluationError?: string;
}

/** Verbs that are allowed on some resources. */
export interface ResourceRule {
  /**
   * The verbs; * is all.
   *
   * +listType=atomic
   * +protobuf=1
   */
  verbs: string[];
  /**
   * Groups of the resources; * is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  apiGroups?: string[];
  /**
   * The resources; * is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  resources?: string[];
  /**
   * Only these objects; absent is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  resourceNames?: string[];
}

/** Verbs that are allowed at some paths. */
export interface NonResourceRule {
  /**
   * The verbs; * is all.
   *
   * +listType=atomic
   * +protobuf=1
   */
  verbs: string[];
  /**
   * The paths; * is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  nonResourceURLs?: string[];
}

import type {
  Bytes,
  Condition,
  int32,
  int64,
  LabelSelector,
  ListMeta,
  ObjectMeta,
  StatusReason,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";

/** Resources: every list has to match. */
export interface Rule {
  /**
   * Groups; * is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  apiGroups?: string[];
  /**
   * Versions; * is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=2
   */
  apiVersions?: string[];
  /**
   * Resources and subresources; `*` is all resources, and before or after a slash any one.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  resources?: string[];
  /**
   * Cluster, Namespaced or * for both.
   *
   * +optional
   * +protobuf=4
   */
  scope?: ScopeType;
}

/**
 * Scope of a resource.
 *
 * +enum
 */
export type ScopeType =
  /** Cluster-scoped. */
  | "Cluster"
  /** Namespaced. */
  | "Namespaced"
  /** Both. */
  | "*";

/**
 * What an error in asking leads to.
 *
 * +enum
 */
export type FailurePolicyType =
  /** It is passed over. */
  | "Ignore"
  /** The request fails. */
  | "Fail";

/** Allow or Deny. */
export type ParameterNotFoundActionType = string;

/**
 * Whether other versions of a resource match as well.
 *
 * +enum
 */
export type MatchPolicyType =
  /** Only the version of the rule. */
  | "Exact"
  /** Any version; the request is converted. */
  | "Equivalent";

/**
 * What else a webhook does.
 *
 * +enum
 */
export type SideEffectClass = "Unknown" | "None" | "Some" | "NoneOnDryRun";

/**
 * Rules in CEL that requests have to meet.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:categories=api-extensions,scope=Cluster
 * +kubebuilder:printcolumn:name=Validations,type=integer,description="How many rules it has"
 * +kubebuilder:printcolumn:name=ParamKind,type=string,description="Kind of its parameters"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ValidatingAdmissionPolicy extends TypeMeta {
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
  spec?: ValidatingAdmissionPolicySpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: ValidatingAdmissionPolicyStatus;
}

/** State of a policy. */
export interface ValidatingAdmissionPolicyStatus {
  /**
   * The generation of the spec that this belongs to.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  observedGeneration?: int64;
  /**
   * What the type checker found.
   *
   * +optional
   * +protobuf=2
   */
  typeChecking?: TypeChecking;
  /**
   * Observations by type.
   *
   * +optional
   * +listType=map
   * +listMapKey=type
   * +protobuf=3
   */
  conditions?: Condition[];
}

/** What is observed of a policy. */
export type ValidatingAdmissionPolicyConditionType = string;

/** What the type checker found. */
export interface TypeChecking {
  /**
   * Doubtful expressions.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  expressionWarnings?: ExpressionWarning[];
}

/** A doubtful expression. */
export interface ExpressionWarning {
  /**
   * Path of the expression.
   *
   * +default=""
   * +protobuf=2
   */
  fieldRef: string;
  /**
   * What is wrong with it.
   *
   * +default=""
   * +protobuf=3
   */
  warning: string;
}

/** A list of ValidatingAdmissionPolicies. */
export interface ValidatingAdmissionPolicyList extends TypeMeta {
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
  items: ValidatingAdmissionPolicy[];
}

/** Rules, and for which requests. */
export interface ValidatingAdmissionPolicySpec {
  /**
   * Kind of the object that gives parameters.
   *
   * +optional
   * +protobuf=1
   */
  paramKind?: ParamKind;
  /**
   * Which requests.
   *
   * +optional
   * +protobuf=2
   */
  matchConstraints?: MatchResources;
  /**
   * The rules.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  validations?: Validation[];
  /**
   * What an error leads to; default Fail.
   *
   * +optional
   * +protobuf=4
   */
  failurePolicy?: FailurePolicyType;
  /**
   * What is written to the audit log.
   *
   * +optional
   * +listType=atomic
   * +protobuf=5
   */
  auditAnnotations?: AuditAnnotation[];
  /**
   * Further conditions on the requests.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=6
   */
  matchConditions?: MatchCondition[];
  /**
   * Expressions that the others can use by name.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=7
   */
  variables?: Variable[];
}

/**
 * Kind of the object that gives parameters.
 *
 * +structType=atomic
 */
export interface ParamKind {
  /**
   * Its group and version.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  apiVersion?: string;
  /**
   * Its kind.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  kind?: string;
}

/** A rule. */
export interface Validation {
  /**
   * Has to be true.
   *
   * +default=""
   * +protobuf=1
   */
  expression: string;
  /**
   * What is said when it is not.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  message?: string;
  /**
   * Reason of the answer when it is not.
   *
   * +optional
   * +protobuf=3
   */
  reason?: StatusReason;
  /**
   * Makes the message.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  messageExpression?: string;
}

/**
 * A named expression.
 *
 * +structType=atomic
 */
export interface Variable {
  /**
   * Its name; others write variables.name.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * The expression.
   *
   * +default=""
   * +protobuf=2
   */
  expression: string;
}

/** A value for the audit log. */
export interface AuditAnnotation {
  /**
   * Its key, after the name of the policy.
   *
   * +default=""
   * +protobuf=1
   */
  key: string;
  /**
   * Makes the value; null leaves it out.
   *
   * +default=""
   * +protobuf=2
   */
  valueExpression: string;
}

/**
 * Puts a policy in force.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:categories=api-extensions,scope=Cluster
 * +kubebuilder:printcolumn:name=PolicyName,type=string,description="The policy"
 * +kubebuilder:printcolumn:name=ParamRef,type=string,description="Its parameters"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ValidatingAdmissionPolicyBinding extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Where, with which parameters and what it leads to.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: ValidatingAdmissionPolicyBindingSpec;
}

/** A list of ValidatingAdmissionPolicyBindings. */
export interface ValidatingAdmissionPolicyBindingList extends TypeMeta {
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
  items: ValidatingAdmissionPolicyBinding[];
}

/** Where a policy is in force. */
export interface ValidatingAdmissionPolicyBindingSpec {
  /**
   * The policy.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  policyName?: string;
  /**
   * Objects that give parameters.
   *
   * +optional
   * +protobuf=2
   */
  paramRef?: ParamRef;
  /**
   * Restricts the requests further.
   *
   * +optional
   * +protobuf=3
   */
  matchResources?: MatchResources;
  /**
   * What a broken rule leads to.
   *
   * +optional
   * +listType=set
   * +protobuf=4
   */
  validationActions?: ValidationAction[];
}

/**
 * Objects that give parameters: by name or by labels.
 *
 * +structType=atomic
 */
export interface ParamRef {
  /**
   * One object.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  name?: string;
  /**
   * Its namespace; absent is that of the request.
   *
   * +optional
   * +protobuf=2,omitzero
   */
  namespace?: string;
  /**
   * All objects with these labels.
   *
   * +optional
   * +protobuf=3
   */
  selector?: LabelSelector;
  /**
   * What to do when there is none.
   *
   * +optional
   * +protobuf=4
   */
  parameterNotFoundAction?: ParameterNotFoundActionType;
}

/**
 * Which requests are meant.
 *
 * +structType=atomic
 */
export interface MatchResources {
  /**
   * Labels of the namespace.
   *
   * +optional
   * +protobuf=1
   */
  namespaceSelector?: LabelSelector;
  /**
   * Labels of the object, old or new.
   *
   * +optional
   * +protobuf=2
   */
  objectSelector?: LabelSelector;
  /**
   * Resources and operations.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  resourceRules?: NamedRuleWithOperations[];
  /**
   * Resources and operations that are not meant.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  excludeResourceRules?: NamedRuleWithOperations[];
  /**
   * Whether other versions match as well; default Equivalent.
   *
   * +optional
   * +protobuf=7
   */
  matchPolicy?: MatchPolicyType;
}

/**
 * What a broken rule leads to.
 *
 * +enum
 */
export type ValidationAction =
  /** The request is refused. */
  | "Deny"
  /** The client is warned. */
  | "Warn"
  /** It is written to the audit log. */
  | "Audit";

/**
 * Operations on resources, by name if need be.
 *
 * +structType=atomic
 * +protobuf.inline=RuleWithOperations,2
 */
export interface NamedRuleWithOperations extends RuleWithOperations {
  /**
   * Only these objects; absent is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  resourceNames?: string[];
}

/**
 * Webhooks that may refuse requests.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:categories=api-extensions,scope=Cluster
 * +kubebuilder:printcolumn:name=Webhooks,type=integer,description="How many webhooks it has"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface ValidatingWebhookConfiguration extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The webhooks.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=2
   */
  webhooks?: ValidatingWebhook[];
}

/** A list of ValidatingWebhookConfigurations. */
export interface ValidatingWebhookConfigurationList extends TypeMeta {
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
  items: ValidatingWebhookConfiguration[];
}

/**
 * Webhooks that may change requests.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:categories=api-extensions,scope=Cluster
 * +kubebuilder:printcolumn:name=Webhooks,type=integer,description="How many webhooks it has"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface MutatingWebhookConfiguration extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The webhooks.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=2
   */
  webhooks?: MutatingWebhook[];
}

/** A list of MutatingWebhookConfigurations. */
export interface MutatingWebhookConfigurationList extends TypeMeta {
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
  items: MutatingWebhookConfiguration[];
}

/** A webhook that may refuse requests. */
export interface ValidatingWebhook {
  /**
   * Its full name, such as check.example.com.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Where it is.
   *
   * +default={}
   * +protobuf=2
   */
  clientConfig: WebhookClientConfig;
  /**
   * For which requests it is asked.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  rules?: RuleWithOperations[];
  /**
   * What an error leads to; default Fail.
   *
   * +optional
   * +protobuf=4
   */
  failurePolicy?: FailurePolicyType;
  /**
   * Whether other versions match as well; default Equivalent.
   *
   * +optional
   * +protobuf=9
   */
  matchPolicy?: MatchPolicyType;
  /**
   * Labels of the namespace.
   *
   * +optional
   * +protobuf=5
   */
  namespaceSelector?: LabelSelector;
  /**
   * Labels of the object, old or new.
   *
   * +optional
   * +protobuf=10
   */
  objectSelector?: LabelSelector;
  /**
   * What else it does; None or NoneOnDryRun.
   *
   * +protobuf=6
   */
  sideEffects: SideEffectClass;
  /**
   * How long it is waited for; from 1 to 30, default 10.
   *
   * +optional
   * +protobuf=7
   */
  timeoutSeconds?: int32;
  /**
   * Versions of AdmissionReview that it understands, the best first.
   *
   * +listType=atomic
   * +protobuf=8
   */
  admissionReviewVersions: string[];
  /**
   * Further conditions on the requests, in CEL.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=11
   */
  matchConditions?: MatchCondition[];
}

/** A webhook that may change requests. */
export interface MutatingWebhook {
  /**
   * Its full name, such as set.example.com.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Where it is.
   *
   * +default={}
   * +protobuf=2
   */
  clientConfig: WebhookClientConfig;
  /**
   * For which requests it is asked.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  rules?: RuleWithOperations[];
  /**
   * What an error leads to; default Fail.
   *
   * +optional
   * +protobuf=4
   */
  failurePolicy?: FailurePolicyType;
  /**
   * Whether other versions match as well; default Equivalent.
   *
   * +optional
   * +protobuf=9
   */
  matchPolicy?: MatchPolicyType;
  /**
   * Labels of the namespace.
   *
   * +optional
   * +protobuf=5
   */
  namespaceSelector?: LabelSelector;
  /**
   * Labels of the object, old or new.
   *
   * +optional
   * +protobuf=11
   */
  objectSelector?: LabelSelector;
  /**
   * What else it does; None or NoneOnDryRun.
   *
   * +protobuf=6
   */
  sideEffects: SideEffectClass;
  /**
   * How long it is waited for; from 1 to 30, default 10.
   *
   * +optional
   * +protobuf=7
   */
  timeoutSeconds?: int32;
  /**
   * Versions of AdmissionReview that it understands, the best first.
   *
   * +listType=atomic
   * +protobuf=8
   */
  admissionReviewVersions: string[];
  /**
   * Whether it is asked again after later changes; default Never.
   *
   * +optional
   * +protobuf=10
   */
  reinvocationPolicy?: ReinvocationPolicyType;
  /**
   * Further conditions on the requests, in CEL.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=12
   */
  matchConditions?: MatchCondition[];
}

/**
 * Changes to requests in CEL.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:categories=api-extensions,scope=Cluster
 * +kubebuilder:printcolumn:name=Mutations,type=integer,description="How many changes it makes"
 * +kubebuilder:printcolumn:name=ParamKind,type=string,description="Kind of its parameters"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface MutatingAdmissionPolicy extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * The changes, and for which requests.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: MutatingAdmissionPolicySpec;
}

/** A list of MutatingAdmissionPolicies. */
export interface MutatingAdmissionPolicyList extends TypeMeta {
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
  items: MutatingAdmissionPolicy[];
}

/** Changes, and for which requests. */
export interface MutatingAdmissionPolicySpec {
  /**
   * Kind of the object that gives parameters.
   *
   * +optional
   * +protobuf=1
   */
  paramKind?: ParamKind;
  /**
   * Which requests.
   *
   * +optional
   * +protobuf=2
   */
  matchConstraints?: MatchResources;
  /**
   * Expressions that the others can use by name.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  variables?: Variable[];
  /**
   * The changes, in order.
   *
   * +optional
   * +listType=atomic
   * +protobuf=4
   */
  mutations?: Mutation[];
  /**
   * What an error leads to; default Fail.
   *
   * +optional
   * +protobuf=5
   */
  failurePolicy?: FailurePolicyType;
  /**
   * Further conditions on the requests.
   *
   * +optional
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   * +protobuf=6
   */
  matchConditions?: MatchCondition[];
  /**
   * Whether it runs again after later changes.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  reinvocationPolicy?: ReinvocationPolicyType;
}

/** A change; patchType says which field is set. */
export interface Mutation {
  /**
   * How it is written.
   *
   * +unionDiscriminator
   * +protobuf=2
   */
  patchType: PatchType;
  /**
   * As fields to apply.
   *
   * +optional
   * +protobuf=3
   */
  applyConfiguration?: ApplyConfiguration;
  /**
   * As a JSON patch.
   *
   * +optional
   * +protobuf=4
   */
  jsonPatch?: JSONPatch;
}

/**
 * How a change is written.
 *
 * +enum
 */
export type PatchType = "ApplyConfiguration" | "JSONPatch";

/** A change as fields to apply. */
export interface ApplyConfiguration {
  /**
   * Makes an Object{…} with the fields.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  expression?: string;
}

/** A change as a JSON patch. */
export interface JSONPatch {
  /**
   * Makes a list of JSONPatch{…}.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  expression?: string;
}

/**
 * Puts a policy in force.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +kubebuilder:resource:categories=api-extensions,scope=Cluster
 * +kubebuilder:printcolumn:name=PolicyName,type=string,description="The policy"
 * +kubebuilder:printcolumn:name=ParamRef,type=string,description="Its parameters"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 */
export interface MutatingAdmissionPolicyBinding extends TypeMeta {
  /**
   * Standard metadata.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata: ObjectMeta;
  /**
   * Where and with which parameters.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: MutatingAdmissionPolicyBindingSpec;
}

/** A list of MutatingAdmissionPolicyBindings. */
export interface MutatingAdmissionPolicyBindingList extends TypeMeta {
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
  items: MutatingAdmissionPolicyBinding[];
}

/** Where a policy is in force. */
export interface MutatingAdmissionPolicyBindingSpec {
  /**
   * The policy.
   *
   * +optional
   * +protobuf=1,omitzero
   */
  policyName?: string;
  /**
   * Objects that give parameters.
   *
   * +optional
   * +protobuf=2
   */
  paramRef?: ParamRef;
  /**
   * Restricts the requests further.
   *
   * +optional
   * +protobuf=3
   */
  matchResources?: MatchResources;
}

/**
 * Whether something runs again after later changes.
 *
 * +enum
 */
export type ReinvocationPolicyType =
  /** At most once. */
  | "Never"
  /** When others changed the object after it. */
  | "IfNeeded";

/**
 * Operations on resources.
 *
 * +protobuf.inline=Rule,2
 */
export interface RuleWithOperations extends Rule {
  /**
   * The operations; * is all.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  operations?: OperationType[];
}

/**
 * What is done to a resource.
 *
 * +enum
 */
export type OperationType = "*" | "CREATE" | "UPDATE" | "DELETE" | "CONNECT";

/** Where a webhook is: by URL or by service. */
export interface WebhookClientConfig {
  /**
   * Its address; https.
   *
   * +optional
   * +protobuf=3
   */
  url?: string;
  /**
   * Its service.
   *
   * +optional
   * +protobuf=1
   */
  service?: ServiceReference;
  /**
   * Certificates in PEM that sign the webhook's; absent: those of the system.
   *
   * +optional
   * +protobuf=2
   */
  caBundle?: Bytes;
}

/** A service to call. */
export interface ServiceReference {
  /**
   * Its namespace.
   *
   * +default=""
   * +protobuf=1
   */
  namespace: string;
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=2
   */
  name: string;
  /**
   * Path of the call.
   *
   * +optional
   * +protobuf=3
   */
  path?: string;
  /**
   * Its port; default 443.
   *
   * +optional
   * +protobuf=4
   */
  port?: int32;
}

/** A condition on a request. */
export interface MatchCondition {
  /**
   * Its name.
   *
   * +default=""
   * +protobuf=1
   */
  name: string;
  /**
   * Has to be true for the request to match.
   *
   * +default=""
   * +protobuf=2
   */
  expression: string;
}

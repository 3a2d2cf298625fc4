import type { int32, int64, LabelSelector, ListMeta, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";
import type { ConditionStatus, ObjectReference, PodConditionType, PodTemplateSpec } from "../../core/v1/types.js";

/**
 * Runs pods until enough of them have succeeded.
 *
 * +genclient
 * +kubebuilder:resource:categories=all
 * +kubebuilder:selectablefield:JSONPath=.status.successful
 * +kubebuilder:printcolumn:name=Status,type=string,description="What the job does"
 * +kubebuilder:printcolumn:name=Completions,type=string,description="Pods that succeeded, of how many"
 * +kubebuilder:printcolumn:name=Duration,type=string,description="How long it took so far"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Containers,type=string,priority=1,description="Names of its containers"
 * +kubebuilder:printcolumn:name=Images,type=string,priority=1,description="Images of its containers"
 * +kubebuilder:printcolumn:name=Selector,type=string,priority=1,description="Labels of its pods"
 */
export interface Job extends TypeMeta {
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
  spec?: JobSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: JobStatus;
}

/** A list of Jobs. */
export interface JobList extends TypeMeta {
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
  items: Job[];
}

/**
 * What counts as done.
 *
 * +enum
 */
export type CompletionMode =
  /** So many pods have succeeded. */
  | "NonIndexed"
  /** A pod has succeeded for each index. */
  | "Indexed";

/**
 * What a failed pod leads to.
 *
 * +enum
 */
export type PodFailurePolicyAction =
  /** The job fails. */
  | "FailJob"
  /** Its index fails. */
  | "FailIndex"
  /** It does not count. */
  | "Ignore"
  /** It counts as usual. */
  | "Count";

/**
 * In or NotIn.
 *
 * +enum
 */
export type PodFailurePolicyOnExitCodesOperator = "In" | "NotIn";

/**
 * When a pod is replaced.
 *
 * +enum
 */
export type PodReplacementPolicy =
  /** Once it is going away. */
  | "TerminatingOrFailed"
  /** Once it has failed for good. */
  | "Failed";

/** A set of exit codes. */
export interface PodFailurePolicyOnExitCodesRequirement {
  /**
   * Of which container; absent is any.
   *
   * +optional
   * +protobuf=1
   */
  containerName?: string;
  /**
   * In or NotIn.
   *
   * +protobuf=2
   */
  operator: PodFailurePolicyOnExitCodesOperator;
  /**
   * The codes, in order; at most 255.
   *
   * +listType=set
   * +protobuf=3
   */
  values: int32[];
}

/** A condition of a pod. */
export interface PodFailurePolicyOnPodConditionsPattern {
  /**
   * Type of the condition.
   *
   * +default=""
   * +protobuf=1
   */
  type: PodConditionType;
  /**
   * Status of the condition.
   *
   * +optional
   * +default=""
   * +protobuf=2
   */
  status?: ConditionStatus;
}

/** What a pod that fails in some way leads to: exactly one of the two requirements. */
export interface PodFailurePolicyRule {
  /**
   * What to do.
   *
   * +protobuf=1
   */
  action: PodFailurePolicyAction;
  /**
   * By its exit codes.
   *
   * +optional
   * +protobuf=2
   */
  onExitCodes?: PodFailurePolicyOnExitCodesRequirement;
  /**
   * By its conditions.
   *
   * +optional
   * +listType=atomic
   * +protobuf=3
   */
  onPodConditions?: PodFailurePolicyOnPodConditionsPattern[];
}

/** How failed pods are dealt with. */
export interface PodFailurePolicy {
  /**
   * Tried in order; at most 20.
   *
   * +listType=atomic
   * +default=null
   * +protobuf=1
   */
  rules: PodFailurePolicyRule[] | null;
}

/** When a job is done before all its pods are. */
export interface SuccessPolicy {
  /**
   * Tried in order; at most 20.
   *
   * +listType=atomic
   * +protobuf=1
   */
  rules: SuccessPolicyRule[];
}

/** Indexes that are enough. */
export interface SuccessPolicyRule {
  /**
   * Which ones, as 1,3-5.
   *
   * +optional
   * +protobuf=1
   */
  succeededIndexes?: string;
  /**
   * How many.
   *
   * +optional
   * +protobuf=2
   */
  succeededCount?: int32;
}

/** Which pods are to succeed. */
export interface JobSpec {
  /**
   * How many run at a time.
   *
   * +optional
   * +protobuf=1
   */
  parallelism?: int32;
  /**
   * How many have to succeed.
   *
   * +optional
   * +protobuf=2
   */
  completions?: int32;
  /**
   * After how long it is stopped.
   *
   * +optional
   * +protobuf=3
   */
  activeDeadlineSeconds?: int64;
  /**
   * How failed pods are dealt with.
   *
   * +optional
   * +protobuf=11
   */
  podFailurePolicy?: PodFailurePolicy;
  /**
   * When it is done before all its pods are.
   *
   * +optional
   * +protobuf=16
   */
  successPolicy?: SuccessPolicy;
  /**
   * How many failures it puts up with; default 6.
   *
   * +optional
   * +protobuf=7
   */
  backoffLimit?: int32;
  /**
   * The same for each index.
   *
   * +optional
   * +protobuf=12
   */
  backoffLimitPerIndex?: int32;
  /**
   * How many indexes may fail.
   *
   * +optional
   * +protobuf=13
   */
  maxFailedIndexes?: int32;
  /**
   * Labels of the pods; chosen by the system.
   *
   * +optional
   * +protobuf=4
   */
  selector?: LabelSelector;
  /**
   * The selector was chosen by hand.
   *
   * +optional
   * +protobuf=5
   */
  manualSelector?: boolean;
  /**
   * The pod to be made; its restart policy is Never or OnFailure.
   *
   * +default={}
   * +protobuf=6
   */
  template: PodTemplateSpec;
  /**
   * How long it is kept once finished.
   *
   * +optional
   * +protobuf=8
   */
  ttlSecondsAfterFinished?: int32;
  /**
   * What counts as done.
   *
   * +optional
   * +protobuf=9
   */
  completionMode?: CompletionMode;
  /**
   * It has no pods for now.
   *
   * +optional
   * +protobuf=10
   */
  suspend?: boolean;
  /**
   * When a pod is replaced.
   *
   * +optional
   * +protobuf=14
   */
  podReplacementPolicy?: PodReplacementPolicy;
  /**
   * The controller that runs it. Cannot be changed.
   *
   * +optional
   * +protobuf=15
   */
  managedBy?: string;
}

/** State of a job. */
export interface JobStatus {
  /**
   * Observations by type.
   *
   * +optional
   * +listType=atomic
   * +patchStrategy=merge
   * +patchMergeKey=type
   * +protobuf=1
   */
  conditions?: JobCondition[];
  /**
   * When it was started.
   *
   * +optional
   * +protobuf=2
   */
  startTime?: Time;
  /**
   * When it was done.
   *
   * +optional
   * +protobuf=3
   */
  completionTime?: Time;
  /**
   * How many pods are at work.
   *
   * +optional
   * +protobuf=4,omitzero
   */
  active?: int32;
  /**
   * How many have succeeded.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  succeeded?: int32;
  /**
   * How many have failed.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  failed?: int32;
  /**
   * How many are going away.
   *
   * +optional
   * +protobuf=11
   */
  terminating?: int32;
  /**
   * Indexes that are done, as 1,3-5.
   *
   * +optional
   * +protobuf=7,omitzero
   */
  completedIndexes?: string;
  /**
   * Indexes that have failed, as 1,3-5.
   *
   * +optional
   * +protobuf=10
   */
  failedIndexes?: string;
  /**
   * Pods that have ended and were not counted yet.
   *
   * +optional
   * +protobuf=8
   */
  uncountedTerminatedPods?: UncountedTerminatedPods;
  /**
   * How many pods are ready.
   *
   * +optional
   * +protobuf=9
   */
  ready?: int32;
}

/** Pods that have ended and were not counted yet. */
export interface UncountedTerminatedPods {
  /**
   * UIDs of those that succeeded.
   *
   * +optional
   * +listType=set
   * +protobuf=1
   */
  succeeded?: string[];
  /**
   * UIDs of those that failed.
   *
   * +optional
   * +listType=set
   * +protobuf=2
   */
  failed?: string[];
}

/** What is observed of a job, such as Complete. */
export type JobConditionType = string;

/** One observation about a job. */
export interface JobCondition {
  /**
   * What is observed.
   *
   * +default=""
   * +protobuf=1
   */
  type: JobConditionType;
  /**
   * True, False or Unknown.
   *
   * +default=""
   * +protobuf=2
   */
  status: ConditionStatus;
  /**
   * When it was last looked at.
   *
   * +optional
   * +default=null
   * +protobuf=3
   */
  lastProbeTime?: Time;
  /**
   * When the status last changed.
   *
   * +optional
   * +default=null
   * +protobuf=4
   */
  lastTransitionTime?: Time;
  /**
   * One CamelCase word for programs.
   *
   * +optional
   * +protobuf=5,omitzero
   */
  reason?: string;
  /**
   * The same for people.
   *
   * +optional
   * +protobuf=6,omitzero
   */
  message?: string;
}

/** A job to be made. */
export interface JobTemplateSpec {
  /**
   * Labels and annotations of the job.
   *
   * +optional
   * +default={}
   * +protobuf=1
   */
  metadata?: ObjectMeta;
  /**
   * The job's spec.
   *
   * +optional
   * +default={}
   * +protobuf=2
   */
  spec?: JobSpec;
}

/**
 * Makes jobs by a schedule.
 *
 * +genclient
 * +kubebuilder:resource:shortName=cj,categories=all
 * +kubebuilder:printcolumn:name=Schedule,type=string,description="When jobs are made"
 * +kubebuilder:printcolumn:name=Timezone,type=string,description="Zone of the schedule"
 * +kubebuilder:printcolumn:name=Suspend,type=boolean,description="No jobs are made for now"
 * +kubebuilder:printcolumn:name=Active,type=integer,description="Jobs that run"
 * +kubebuilder:printcolumn:name="Last Schedule",type=string,description="Time since a job was last made"
 * +kubebuilder:printcolumn:name=Age,type=string,description="Time since it was created"
 * +kubebuilder:printcolumn:name=Containers,type=string,priority=1,description="Names of its containers"
 * +kubebuilder:printcolumn:name=Images,type=string,priority=1,description="Images of its containers"
 * +kubebuilder:printcolumn:name=Selector,type=string,priority=1,description="Labels of its pods"
 */
export interface CronJob extends TypeMeta {
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
  spec?: CronJobSpec;
  /**
   * The observed state, written by controllers.
   *
   * +optional
   * +default={}
   * +protobuf=3
   */
  status?: CronJobStatus;
}

/** A list of CronJobs. */
export interface CronJobList extends TypeMeta {
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
  items: CronJob[];
}

/** When which job is made. */
export interface CronJobSpec {
  /**
   * When, in the notation of cron.
   *
   * +default=""
   * +protobuf=1
   */
  schedule: string;
  /**
   * Zone in which the schedule is read; default the controller's.
   *
   * +optional
   * +protobuf=8
   */
  timeZone?: string;
  /**
   * How late it may be.
   *
   * +optional
   * +protobuf=2
   */
  startingDeadlineSeconds?: int64;
  /**
   * What to do while the last job still runs.
   *
   * +optional
   * +protobuf=3,omitzero
   */
  concurrencyPolicy?: ConcurrencyPolicy;
  /**
   * No jobs are made for now.
   *
   * +optional
   * +protobuf=4
   */
  suspend?: boolean;
  /**
   * The job to be made.
   *
   * +default={}
   * +protobuf=5
   */
  jobTemplate: JobTemplateSpec;
  /**
   * How many jobs that succeeded are kept; default 3.
   *
   * +optional
   * +protobuf=6
   */
  successfulJobsHistoryLimit?: int32;
  /**
   * How many jobs that failed are kept; default 1.
   *
   * +optional
   * +protobuf=7
   */
  failedJobsHistoryLimit?: int32;
}

/**
 * What to do while the last job still runs.
 *
 * +enum
 */
export type ConcurrencyPolicy =
  /** Make another. */
  | "Allow"
  /** Skip this one. */
  | "Forbid"
  /** Stop the last one. */
  | "Replace";

/** State of a cron job. */
export interface CronJobStatus {
  /**
   * Jobs that run.
   *
   * +optional
   * +listType=atomic
   * +protobuf=1
   */
  active?: ObjectReference[];
  /**
   * When a job was last made.
   *
   * +optional
   * +protobuf=4
   */
  lastScheduleTime?: Time;
  /**
   * When a job last succeeded.
   *
   * +optional
   * +protobuf=5
   */
  lastSuccessfulTime?: Time;
}

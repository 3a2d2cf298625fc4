/**
 * The hub of the group: what conversion, admission, strategies and storage work with. Scaling by metrics.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=autoscaling
 */
export {};

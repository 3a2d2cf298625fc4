/**
 * +k8s:deepcopy-gen=package
 * +groupName=
 */
export {};

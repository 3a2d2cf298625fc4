/**
 * +k8s:deepcopy-gen=package
 * +groupName=gate.example.com
 */
export {};

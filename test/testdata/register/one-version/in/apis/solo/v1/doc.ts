/**
 * The only version, and so the hub.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=solo.example.com
 */
export {};

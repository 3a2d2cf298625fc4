/**
 * A package that emits no defaults of its own.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=lib.example.com
 */
export {};

/**
 * A package whose defaults others use.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:defaulter-gen=TypeMeta
 * +groupName=core.example.com
 */
export {};

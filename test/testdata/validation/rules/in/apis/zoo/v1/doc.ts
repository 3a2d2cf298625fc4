/**
 * Every rule.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:validation-gen=TypeMeta
 * +k8s:validation-gen-nolint
 * +groupName=zoo.example.com
 */
export {};

/**
 * Rules in the notation of other tools.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:validation-gen=TypeMeta
 * +groupName=zoo.example.com
 */
export {};

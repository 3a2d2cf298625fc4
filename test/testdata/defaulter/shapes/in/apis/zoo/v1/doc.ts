/**
 * Every way to default.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:defaulter-gen=TypeMeta
 * +groupName=zoo.example.com
 */
export {};

/**
 * Every shape that a copy has to deal with.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=zoo.example.com
 */
export {};

/**
 * Nothing here is right.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:validation-gen=TypeMeat
 * +k8s:validation-gen-input=apis/zoo/v2
 * +groupName=zoo.example.com
 */
export {};

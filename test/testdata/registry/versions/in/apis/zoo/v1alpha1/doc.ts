/**
 * +k8s:deepcopy-gen=package
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=com.example.zoo.v1alpha1
 * +groupName=zoo.example.com
 */
export {};

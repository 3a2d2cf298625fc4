/**
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=com.example.zoo.v1
 * +k8s:protobuf-gen=package
 * +groupName=zoo.example.com
 */
export {};

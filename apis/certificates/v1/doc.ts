/**
 * Requests for certificates.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=io.k8s.api.certificates.v1
 * +k8s:protobuf-gen=package
 * +groupName=certificates.k8s.io
 */
export {};

/**
 * Webhooks and policies that look at requests before they are stored.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=io.k8s.api.admissionregistration.v1
 * +k8s:protobuf-gen=package
 * +groupName=admissionregistration.k8s.io
 */
export {};

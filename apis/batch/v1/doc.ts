/**
 * Work that comes to an end: jobs.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=io.k8s.api.batch.v1
 * +k8s:protobuf-gen=package
 * +groupName=batch
 */
export {};

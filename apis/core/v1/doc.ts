/**
 * The core group: pods and what they need. Its path is /api/v1, without a group.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=io.k8s.api.core.v1
 * +k8s:protobuf-gen=package
 * +groupName=
 * +groupGoName=Core
 */
export {};

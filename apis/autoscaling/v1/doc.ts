/**
 * Scaling by CPU use, and the Scale of anything that can be scaled.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:conversion-gen=apis/autoscaling
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=io.k8s.api.autoscaling.v1
 * +k8s:protobuf-gen=package
 * +groupName=autoscaling
 */
export {};

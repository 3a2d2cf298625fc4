/**
 * Flow control: sorting requests into flows and sharing the server among priority levels.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:conversion-gen=apis/flowcontrol
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=io.k8s.api.flowcontrol.v1beta2
 * +k8s:protobuf-gen=package
 * +groupName=flowcontrol.apiserver.k8s.io
 */
export {};

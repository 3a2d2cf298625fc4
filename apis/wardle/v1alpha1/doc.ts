/**
 * The first version of the sample group: one reference text and the type of what it names.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:conversion-gen=apis/wardle
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=com.example.wardle.v1alpha1
 * +groupName=wardle.example.com
 * +groupGoName=Wardle
 */
export {};

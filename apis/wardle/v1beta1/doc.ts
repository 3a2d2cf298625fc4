/**
 * The second version of the sample group, and the one that is stored: a reference of its own for each type.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:conversion-gen=apis/wardle
 * +k8s:defaulter-gen=TypeMeta
 * +k8s:validation-gen=TypeMeta
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=com.example.wardle.v1beta1
 * +groupName=wardle.example.com
 * +groupGoName=Wardle
 */
export {};

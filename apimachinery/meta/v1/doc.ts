/**
 * The types that every group shares: metadata, lists, options, Status, Table.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:openapi-gen=true
 * +k8s:openapi-model-package=io.k8s.apimachinery.pkg.apis.meta.v1
 * +k8s:protobuf-gen=package
 * +groupName=meta.k8s.io
 */
export {};

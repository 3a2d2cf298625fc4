/**
 * Equal to the hub.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:conversion-gen=example.com/project/apis/shop
 * +groupName=shop.example.com
 */
export {};

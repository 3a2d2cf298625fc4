/**
 * Differs from the hub in every way that can be dealt with.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:conversion-gen=apis/shop
 * +groupName=shop.example.com
 */
export {};

/**
 * Nothing fits.
 *
 * +k8s:conversion-gen=apis/shpo
 * +k8s:conversion-gen-external-types=apis/elsewhere/v1
 * +groupName=shop.example.com
 */
export {};

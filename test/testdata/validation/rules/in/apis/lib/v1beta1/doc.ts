/**
 * Types that others use.
 *
 * +k8s:deepcopy-gen=package
 * +k8s:validation-gen=*
 * +groupName=lib.example.com
 */
export {};

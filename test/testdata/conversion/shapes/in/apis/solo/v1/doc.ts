/**
 * Its own hub; has options.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=solo.example.com
 */
export {};

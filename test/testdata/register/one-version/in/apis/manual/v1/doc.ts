/**
 * Registers its kinds itself.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=manual.example.com
 */
export {};

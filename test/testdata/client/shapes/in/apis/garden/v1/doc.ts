/**
 * +k8s:deepcopy-gen=package
 * +groupName=garden.example.com
 * +groupGoName=Garden
 */
export {};

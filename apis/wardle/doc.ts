/**
 * The sample group's hub types: what conversion, admission, strategies and storage work with.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=wardle.example.com
 * +groupGoName=Wardle
 */
export {};

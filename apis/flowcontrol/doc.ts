/**
 * The hub of the group: what conversion, admission, strategies and storage work with. Flow control: sorting
 * requests into flows and sharing the server among priority levels.
 *
 * +k8s:deepcopy-gen=package
 * +groupName=flowcontrol.apiserver.k8s.io
 */
export {};

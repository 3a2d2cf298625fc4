/** The certificates a server makes for itself, and the kubeconfig that trusts them. */
export { ADMIN_NAME, CertificateStore, type ServerCredentials } from "./certificate-store.js";
export { issueCA, issueLeaf, type KeyPair, type LeafRequest } from "./issue.js";
export { kubeconfigText, type KubeconfigInput } from "./kubeconfig.js";
export { writeFileAtomic } from "./write-file.js";

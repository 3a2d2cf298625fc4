import type { ClusterRole } from "../../../apis/rbac/v1/types.js";
import { clusterRole, eventsRule, pathRule, READ, READ_UPDATE, rule } from "./rule.js";

const CERTIFICATES = "certificates.k8s.io";
const LEASES = "coordination.k8s.io";
const STORAGE = "storage.k8s.io";

// These creates ask questions and change nothing.
const reviewTokens = rule("create", "authentication.k8s.io", "tokenreviews");
const reviewAccess = rule("create", "authorization.k8s.io", "subjectaccessreviews");

function approver(name: string, signer: string): ClusterRole {
  const mayApprove = rule("approve", CERTIFICATES, "signers", `kubernetes.io/${signer}`);
  return clusterRole(`system:certificates.k8s.io:${name}-approver`, [mayApprove]);
}

/**
 * Roles for the parts of a cluster.
 * @see kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
 */
export const componentRoles: readonly ClusterRole[] = [
  clusterRole("system:heapster", [
    rule(READ, "", "events pods nodes namespaces"),
    rule(READ, "extensions", "deployments"),
  ]),
  clusterRole("system:node", [
    reviewTokens,
    rule("create", "authorization.k8s.io", "subjectaccessreviews localsubjectaccessreviews"),
    rule(READ, "", "services"),
    rule("create get list watch", "", "nodes"),
    rule("update patch", "", "nodes/status"),
    rule("update patch", "", "nodes"),
    rule("create update patch", "", "events"),
    rule(READ, "", "pods"),
    rule("create delete", "", "pods"),
    rule("update patch", "", "pods/status"),
    rule("create", "", "pods/eviction"),
    rule(READ, "", "secrets configmaps"),
    rule("get", "", "persistentvolumeclaims persistentvolumes"),
    rule("get", "", "endpoints"),
    rule("create get list watch", CERTIFICATES, "certificatesigningrequests"),
    rule("get create update patch delete", LEASES, "leases"),
    rule("get", STORAGE, "volumeattachments"),
    rule("create", "", "serviceaccounts/token"),
    rule("get update patch", "", "persistentvolumeclaims/status"),
    rule(READ, STORAGE, "csidrivers"),
    rule("get create update patch delete", STORAGE, "csinodes"),
    rule(READ, "node.k8s.io", "runtimeclasses"),
  ]),
  clusterRole("system:node-problem-detector", [
    rule("get", "", "nodes"),
    rule("patch", "", "nodes/status"),
    eventsRule,
  ]),
  clusterRole("system:kubelet-api-admin", [
    rule(READ, "", "nodes"),
    rule("proxy", "", "nodes"),
    rule("*", "", "nodes/proxy nodes/metrics nodes/stats nodes/log"),
  ]),
  clusterRole("system:node-bootstrapper", [rule("create get list watch", CERTIFICATES, "certificatesigningrequests")]),
  clusterRole("system:auth-delegator", [reviewTokens, reviewAccess]),
  clusterRole("system:kube-aggregator", [rule(READ, "", "services endpoints")]),
  clusterRole("system:kube-controller-manager", [
    eventsRule,
    rule("create", LEASES, "leases"),
    rule("get update", LEASES, "leases", "kube-controller-manager"),
    rule("create", "", "secrets serviceaccounts"),
    rule("delete", "", "secrets"),
    rule("get", "", "namespaces secrets serviceaccounts configmaps"),
    rule("update", "", "secrets serviceaccounts"),
    reviewTokens,
    reviewAccess,
    rule("list watch", "*", "*"),
    rule("create", "", "serviceaccounts/token"),
  ]),
  clusterRole("system:kube-dns", [rule("list watch", "", "endpoints services")]),
  clusterRole("system:persistent-volume-provisioner", [
    rule("get list watch create delete", "", "persistentvolumes"),
    rule("get list watch update", "", "persistentvolumeclaims"),
    rule(READ, STORAGE, "storageclasses"),
    rule("watch", "", "events"),
    eventsRule,
  ]),
  clusterRole("system:certificates.k8s.io:certificatesigningrequests:nodeclient", [
    rule("create", CERTIFICATES, "certificatesigningrequests/nodeclient"),
  ]),
  clusterRole("system:certificates.k8s.io:certificatesigningrequests:selfnodeclient", [
    rule("create", CERTIFICATES, "certificatesigningrequests/selfnodeclient"),
  ]),
  clusterRole("system:volume-scheduler", [
    rule(READ_UPDATE, "", "persistentvolumes"),
    rule(READ, STORAGE, "storageclasses"),
    rule(READ_UPDATE, "", "persistentvolumeclaims"),
  ]),
  approver("legacy-unknown", "legacy-unknown"),
  approver("kubelet-serving", "kubelet-serving"),
  approver("kube-apiserver-client", "kube-apiserver-client"),
  approver("kube-apiserver-client-kubelet", "kube-apiserver-client-kubelet"),
  clusterRole("system:service-account-issuer-discovery", [
    pathRule(
      "get",
      "/.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/",
    ),
  ]),
  clusterRole("system:node-proxier", [
    rule("list watch", "", "services endpoints"),
    rule(READ, "", "nodes"),
    eventsRule,
    rule("list watch", "discovery.k8s.io", "endpointslices"),
  ]),
  clusterRole("system:kube-scheduler", [
    eventsRule,
    rule("create", LEASES, "leases"),
    rule("get update", LEASES, "leases", "kube-scheduler"),
    rule(READ, "", "nodes"),
    rule("get list watch delete", "", "pods"),
    rule("create", "", "pods/binding bindings"),
    rule("patch update", "", "pods/status"),
    rule(READ, "", "services replicationcontrollers"),
    rule(READ, "apps extensions", "replicasets"),
    rule(READ, "apps", "statefulsets"),
    rule(READ, "policy", "poddisruptionbudgets"),
    rule(READ, "", "persistentvolumeclaims persistentvolumes"),
    reviewTokens,
    reviewAccess,
    rule(READ, STORAGE, "csinodes"),
    rule(READ, "", "namespaces"),
    rule(READ, STORAGE, "csidrivers"),
    rule(READ, STORAGE, "csistoragecapacities"),
  ]),
];

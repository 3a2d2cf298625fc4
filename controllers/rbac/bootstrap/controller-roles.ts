import type { ClusterRole, PolicyRule } from "../../../apis/rbac/v1/types.js";
import { clusterRole, eventsRule, READ, rule } from "./rule.js";

export const CONTROLLER_PREFIX = "system:controller:";

const APPS = "apps extensions";
const STORAGE = "storage.k8s.io";
const SIGNERS =
  "kubernetes.io/kube-apiserver-client kubernetes.io/kube-apiserver-client-kubelet kubernetes.io/kubelet-serving kubernetes.io/legacy-unknown";

/** What a controller of pods does with them. */
const ownPods = rule("list watch create delete patch", "", "pods");

function controller(name: string, ...rules: PolicyRule[]): ClusterRole {
  return clusterRole(`${CONTROLLER_PREFIX}${name}`, rules);
}

/**
 * Roles for controllers, each for the service account of its name in kube-system. Controllers of kinds that this server
 * does not have are left out.
 * @see kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go
 */
export const controllerRoles: readonly ClusterRole[] = [
  controller(
    "attachdetach-controller",
    rule("list watch", "", "persistentvolumes persistentvolumeclaims"),
    rule(READ, "", "nodes"),
    rule("patch update", "", "nodes/status"),
    rule("list watch", "", "pods"),
    eventsRule,
    rule("get create delete list watch", STORAGE, "volumeattachments"),
    rule(READ, STORAGE, "csidrivers"),
    rule(READ, STORAGE, "csinodes"),
  ),
  controller(
    "clusterrole-aggregation-controller",
    rule("escalate get list watch update patch", "rbac.authorization.k8s.io", "clusterroles"),
  ),
  controller(
    "cronjob-controller",
    rule("get list watch update", "batch", "cronjobs"),
    rule("get list watch create update delete patch", "batch", "jobs"),
    rule("update", "batch", "cronjobs/status"),
    rule("update", "batch", "cronjobs/finalizers"),
    rule("list delete", "", "pods"),
    eventsRule,
  ),
  controller(
    "daemon-set-controller",
    rule(READ, APPS, "daemonsets"),
    rule("update", APPS, "daemonsets/status"),
    rule("update", APPS, "daemonsets/finalizers"),
    rule("list watch", "", "nodes"),
    ownPods,
    rule("create", "", "pods/binding"),
    rule("get list watch create delete update patch", "apps", "controllerrevisions"),
    eventsRule,
  ),
  controller(
    "deployment-controller",
    rule("get list watch update", APPS, "deployments"),
    rule("update", APPS, "deployments/status"),
    rule("update", APPS, "deployments/finalizers"),
    rule("get list watch create update patch delete", APPS, "replicasets"),
    rule("get list watch update", "", "pods"),
    eventsRule,
  ),
  controller(
    "disruption-controller",
    rule(READ, APPS, "deployments"),
    rule(READ, APPS, "replicasets"),
    rule(READ, "", "replicationcontrollers"),
    rule(READ, "policy", "poddisruptionbudgets"),
    rule(READ, "apps", "statefulsets"),
    rule("update", "policy", "poddisruptionbudgets/status"),
    rule("patch update", "", "pods/status"),
    rule("get", "*", "*/scale"),
    eventsRule,
  ),
  controller(
    "endpoint-controller",
    rule(READ, "", "services pods"),
    rule("get list create update delete", "", "endpoints"),
    rule("create", "", "endpoints/restricted"),
    eventsRule,
  ),
  controller(
    "endpointslice-controller",
    rule(READ, "", "services pods nodes"),
    rule("update", "", "services/finalizers"),
    rule("get list create update delete", "discovery.k8s.io", "endpointslices"),
    eventsRule,
  ),
  controller(
    "endpointslicemirroring-controller",
    rule(READ, "", "services endpoints"),
    rule("update", "", "services/finalizers"),
    rule("update", "", "endpoints/finalizers"),
    rule("get list create update delete", "discovery.k8s.io", "endpointslices"),
    eventsRule,
  ),
  controller(
    "expand-controller",
    rule("get list watch update patch", "", "persistentvolumes"),
    rule("update patch", "", "persistentvolumeclaims/status"),
    rule(READ, "", "persistentvolumeclaims"),
    rule(READ, STORAGE, "storageclasses"),
    rule("get", "", "services endpoints"),
    rule("get", "", "secrets"),
    eventsRule,
  ),
  controller(
    "ephemeral-volume-controller",
    rule(READ, "", "pods"),
    rule("update", "", "pods/finalizers"),
    rule("get list watch create", "", "persistentvolumeclaims"),
    eventsRule,
  ),
  controller("generic-garbage-collector", rule("get list watch patch update delete", "*", "*"), eventsRule),
  controller(
    "horizontal-pod-autoscaler",
    rule(READ, "autoscaling", "horizontalpodautoscalers"),
    rule("update", "autoscaling", "horizontalpodautoscalers/status"),
    rule("get update", "*", "*/scale"),
    rule("list", "", "pods"),
    rule("list", "metrics.k8s.io", "pods"),
    rule("get list", "custom.metrics.k8s.io", "*"),
    rule("get list", "external.metrics.k8s.io", "*"),
    eventsRule,
  ),
  controller(
    "job-controller",
    rule("get list watch update patch", "batch", "jobs"),
    rule("update", "batch", "jobs/status"),
    rule("update", "batch", "jobs/finalizers"),
    ownPods,
    eventsRule,
  ),
  controller(
    "namespace-controller",
    rule("get list watch delete", "", "namespaces"),
    rule("update", "", "namespaces/finalize namespaces/status"),
    rule("get list delete deletecollection", "*", "*"),
  ),
  controller(
    "node-controller",
    rule("get list update delete patch", "", "nodes"),
    rule("patch update", "", "nodes/status"),
    rule("patch update", "", "pods/status"),
    rule("list get delete", "", "pods"),
    eventsRule,
  ),
  controller(
    "persistent-volume-binder",
    rule("get list watch update create delete", "", "persistentvolumes"),
    rule("update", "", "persistentvolumes/status"),
    rule("get list watch update", "", "persistentvolumeclaims"),
    rule("update", "", "persistentvolumeclaims/status"),
    rule("list watch get create delete", "", "pods"),
    rule(READ, STORAGE, "storageclasses"),
    rule("get create update delete", "", "endpoints"),
    rule("get create delete", "", "services"),
    rule("get", "", "secrets"),
    rule("get list", "", "nodes"),
    rule("watch", "", "events"),
    eventsRule,
  ),
  controller(
    "pod-garbage-collector",
    rule("list watch delete", "", "pods"),
    rule("get list", "", "nodes"),
    rule("patch", "", "pods/status"),
  ),
  controller(
    "replicaset-controller",
    rule("get list watch update", APPS, "replicasets"),
    rule("update", APPS, "replicasets/status"),
    rule("update", APPS, "replicasets/finalizers"),
    ownPods,
    eventsRule,
  ),
  controller(
    "replication-controller",
    rule("get list watch update", "", "replicationcontrollers"),
    rule("update", "", "replicationcontrollers/status"),
    rule("update", "", "replicationcontrollers/finalizers"),
    ownPods,
    eventsRule,
  ),
  controller(
    "resourcequota-controller",
    rule("list watch", "*", "*"),
    rule("update", "", "resourcequotas/status"),
    eventsRule,
  ),
  controller("root-ca-cert-publisher", rule("create update", "", "configmaps"), eventsRule),
  controller("route-controller", rule("list watch", "", "nodes"), rule("patch", "", "nodes/status"), eventsRule),
  controller("service-account-controller", rule("create", "", "serviceaccounts"), eventsRule),
  controller(
    "service-cidrs-controller",
    rule("get list watch patch update", "networking.k8s.io", "servicecidrs"),
    rule("patch update", "networking.k8s.io", "servicecidrs/finalizers"),
    rule("patch update", "networking.k8s.io", "servicecidrs/status"),
    rule(READ, "networking.k8s.io", "ipaddresses"),
    eventsRule,
  ),
  controller(
    "service-controller",
    rule(READ, "", "services"),
    rule("patch update", "", "services/status"),
    rule("list watch", "", "nodes"),
    eventsRule,
  ),
  controller(
    "statefulset-controller",
    rule("list watch", "", "pods"),
    rule(READ, "apps", "statefulsets"),
    rule("update", "apps", "statefulsets/status"),
    rule("update", "apps", "statefulsets/finalizers"),
    rule("get create delete update patch", "", "pods"),
    rule("get create delete update patch list watch", "apps", "controllerrevisions"),
    rule("get create", "", "persistentvolumeclaims"),
    eventsRule,
    rule("delete update", "", "persistentvolumeclaims"),
  ),
  controller("ttl-controller", rule("update patch list watch", "", "nodes"), eventsRule),
  controller("ttl-after-finished-controller", rule("get list watch delete", "batch", "jobs"), eventsRule),
  controller(
    "pvc-protection-controller",
    rule("get list watch update", "", "persistentvolumeclaims"),
    rule("list watch get", "", "pods"),
    eventsRule,
  ),
  controller("pv-protection-controller", rule("get list watch update", "", "persistentvolumes"), eventsRule),
  controller(
    "volumeattributesclass-protection-controller",
    rule(READ, "", "persistentvolumeclaims"),
    rule(READ, "", "persistentvolumes"),
    rule("get list watch update", STORAGE, "volumeattributesclasses"),
    eventsRule,
  ),
  controller(
    "certificate-controller",
    rule("get list watch delete", "certificates.k8s.io", "certificatesigningrequests"),
    rule("update", "certificates.k8s.io", "certificatesigningrequests/status certificatesigningrequests/approval"),
    rule("approve", "certificates.k8s.io", "signers", "kubernetes.io/kube-apiserver-client-kubelet"),
    rule("sign", "certificates.k8s.io", "signers", SIGNERS),
    rule("create", "authorization.k8s.io", "subjectaccessreviews"),
    eventsRule,
  ),
  controller(
    "legacy-service-account-token-cleaner",
    rule("get", "", "configmaps", "kube-apiserver-legacy-service-account-token-tracking"),
    rule("patch delete", "", "secrets"),
  ),
  controller(
    "validatingadmissionpolicy-status-controller",
    rule(READ, "admissionregistration.k8s.io", "validatingadmissionpolicies"),
    rule("get patch update", "admissionregistration.k8s.io", "validatingadmissionpolicies/status"),
    eventsRule,
  ),
];

import type { ClusterRole } from "../../../apis/rbac/v1/types.js";
import { aggregatedRole, aggregateTo, clusterRole, pathRule, READ, READ_WRITE, rule, WRITE } from "./rule.js";

const HEALTH = "/livez /readyz /healthz";

/**
 * Roles for people.
 * @see kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go
 */
export const userRoles: readonly ClusterRole[] = [
  clusterRole("cluster-admin", [rule("*", "*", "*"), pathRule("*", "*")]),
  clusterRole("system:discovery", [
    pathRule("get", `${HEALTH} /version /version/ /openapi /openapi/* /api /api/* /apis /apis/*`),
  ]),
  clusterRole("system:monitoring", [pathRule("get", `/metrics /metrics/slis ${HEALTH} /livez/* /readyz/* /healthz/*`)]),
  clusterRole("system:basic-user", [
    rule("create", "authorization.k8s.io", "selfsubjectaccessreviews selfsubjectrulesreviews"),
    rule("create", "authentication.k8s.io", "selfsubjectreviews"),
  ]),
  clusterRole("system:public-info-viewer", [pathRule("get", `${HEALTH} /version /version/`)]),
  aggregatedRole("admin"),
  aggregatedRole("edit", aggregateTo("admin")),
  aggregatedRole("view", aggregateTo("edit")),
  clusterRole(
    "system:aggregate-to-admin",
    [
      rule("create", "authorization.k8s.io", "localsubjectaccessreviews"),
      rule(READ_WRITE, "rbac.authorization.k8s.io", "roles rolebindings"),
    ],
    aggregateTo("admin"),
  ),
  clusterRole(
    "system:aggregate-to-edit",
    [
      // Reading these is more than looking: they run commands or hold credentials.
      rule(READ, "", "pods/attach pods/proxy pods/exec pods/portforward secrets services/proxy"),
      rule("impersonate", "", "serviceaccounts"),
      rule(WRITE, "", "pods pods/attach pods/proxy pods/exec pods/portforward"),
      rule("create", "", "pods/eviction"),
      rule(
        WRITE,
        "",
        "replicationcontrollers replicationcontrollers/scale serviceaccounts services services/proxy persistentvolumeclaims configmaps secrets events",
      ),
      rule("create", "", "serviceaccounts/token"),
      rule(
        WRITE,
        "apps",
        "statefulsets statefulsets/scale daemonsets deployments deployments/scale deployments/rollback replicasets replicasets/scale",
      ),
      rule(WRITE, "autoscaling", "horizontalpodautoscalers"),
      rule(WRITE, "batch", "jobs cronjobs"),
      rule(
        WRITE,
        "extensions",
        "daemonsets deployments deployments/scale deployments/rollback ingresses replicasets replicasets/scale replicationcontrollers/scale networkpolicies",
      ),
      rule(WRITE, "policy", "poddisruptionbudgets"),
      rule(WRITE, "networking.k8s.io", "networkpolicies ingresses"),
      rule(READ_WRITE, "coordination.k8s.io", "leases"),
    ],
    aggregateTo("edit"),
  ),
  clusterRole(
    "system:aggregate-to-view",
    [
      rule(
        READ,
        "",
        "pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status endpoints persistentvolumeclaims persistentvolumeclaims/status configmaps",
      ),
      rule(
        READ,
        "",
        "limitranges resourcequotas bindings events pods/status resourcequotas/status namespaces/status replicationcontrollers/status pods/log",
      ),
      // In a namespace this is the namespace itself.
      rule(READ, "", "namespaces"),
      rule(READ, "discovery.k8s.io", "endpointslices"),
      rule(
        READ,
        "apps",
        "controllerrevisions statefulsets statefulsets/status statefulsets/scale daemonsets daemonsets/status deployments deployments/status deployments/scale replicasets replicasets/status replicasets/scale",
      ),
      rule(READ, "autoscaling", "horizontalpodautoscalers horizontalpodautoscalers/status"),
      rule(READ, "batch", "jobs cronjobs cronjobs/status jobs/status"),
      rule(
        READ,
        "extensions",
        "daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status replicasets replicasets/scale replicasets/status replicationcontrollers/scale networkpolicies",
      ),
      rule(READ, "policy", "poddisruptionbudgets poddisruptionbudgets/status"),
      rule(READ, "networking.k8s.io", "networkpolicies ingresses ingresses/status"),
    ],
    aggregateTo("view"),
  ),
];

import type { FlowSchema, PolicyRulesWithSubjects, PriorityLevelConfiguration, Subject } from "./types.js";

/** On every object that the server made: `"true"` lets it put the spec right again. */
export const AUTO_UPDATE_ANNOTATION = "apf.kubernetes.io/autoupdate-spec";

const AUTHENTICATED = "system:authenticated";
const UNAUTHENTICATED = "system:unauthenticated";
const LEASES = { apiGroups: ["coordination.k8s.io"], resources: ["leases"] };

/** Always there, with this very spec: without them a request could match nothing. */
export const mandatoryPriorityLevels: readonly PriorityLevelConfiguration[] = [
  level("catch-all", {
    type: "Limited",
    limited: { nominalConcurrencyShares: 5, lendablePercent: 0, limitResponse: { type: "Reject" } },
  }),
  level("exempt", { type: "Exempt", exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } }),
];

/** Made at start and kept; an administrator may take one over by its annotation. */
export const suggestedPriorityLevels: readonly PriorityLevelConfiguration[] = [
  queued("system", 30, 33, 64, 6),
  queued("node-high", 40, 25, 64, 6),
  queued("leader-election", 10, 0, 16, 4),
  queued("workload-high", 40, 50, 128, 6),
  queued("workload-low", 100, 90, 128, 6),
  queued("global-default", 20, 50, 128, 6),
];

export const mandatoryFlowSchemas: readonly FlowSchema[] = [
  schema("exempt", "exempt", 1, undefined, [everything([group("system:masters")])]),
  schema("catch-all", "catch-all", 10_000, "ByUser", [everything([group(UNAUTHENTICATED), group(AUTHENTICATED)])]),
];

export const suggestedFlowSchemas: readonly FlowSchema[] = [
  schema("system-nodes", "system", 500, "ByUser", [everything([group("system:nodes")])]),
  schema("system-node-high", "node-high", 400, "ByUser", [
    {
      subjects: [group("system:nodes")],
      resourceRules: [
        { verbs: ["*"], apiGroups: [""], resources: ["nodes", "nodes/status"], namespaces: ["*"], clusterScope: true },
        { verbs: ["*"], ...LEASES, namespaces: ["*"] },
      ],
    },
  ]),
  schema("probes", "exempt", 2, undefined, [
    {
      subjects: [group(UNAUTHENTICATED), group(AUTHENTICATED)],
      nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/healthz", "/readyz", "/livez"] }],
    },
  ]),
  schema("system-leader-election", "leader-election", 100, "ByUser", [
    {
      subjects: [user("system:kube-controller-manager"), user("system:kube-scheduler"), kubeSystemServiceAccounts()],
      resourceRules: [{ verbs: ["get", "create", "update"], ...LEASES, namespaces: ["*"] }],
    },
  ]),
  schema("kube-controller-manager", "workload-high", 800, "ByNamespace", [
    everything([user("system:kube-controller-manager")]),
  ]),
  schema("kube-scheduler", "workload-high", 800, "ByNamespace", [everything([user("system:kube-scheduler")])]),
  schema("kube-system-service-accounts", "workload-high", 900, "ByNamespace", [
    everything([kubeSystemServiceAccounts()]),
  ]),
  schema("service-accounts", "workload-low", 9000, "ByUser", [everything([group("system:serviceaccounts")])]),
  schema("global-default", "global-default", 9900, "ByUser", [
    everything([group(UNAUTHENTICATED), group(AUTHENTICATED)]),
  ]),
];

function level(name: string, spec: PriorityLevelConfiguration["spec"]): PriorityLevelConfiguration {
  return { metadata: { name, annotations: { [AUTO_UPDATE_ANNOTATION]: "true" } }, spec };
}

function queued(
  name: string,
  shares: number,
  lendablePercent: number,
  queues: number,
  handSize: number,
): PriorityLevelConfiguration {
  return level(name, {
    type: "Limited",
    limited: {
      nominalConcurrencyShares: shares,
      lendablePercent,
      limitResponse: { type: "Queue", queuing: { queues, handSize, queueLengthLimit: 50 } },
    },
  });
}

function schema(
  name: string,
  priorityLevel: string,
  matchingPrecedence: number,
  distinguisher: "ByUser" | "ByNamespace" | undefined,
  rules: readonly PolicyRulesWithSubjects[],
): FlowSchema {
  return {
    metadata: { name, annotations: { [AUTO_UPDATE_ANNOTATION]: "true" } },
    spec: {
      priorityLevelConfiguration: { name: priorityLevel },
      matchingPrecedence,
      ...(distinguisher === undefined ? {} : { distinguisherMethod: { type: distinguisher } }),
      rules,
    },
  };
}

function everything(subjects: readonly Subject[]): PolicyRulesWithSubjects {
  return {
    subjects,
    resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"], clusterScope: true }],
    nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }],
  };
}

function group(name: string): Subject {
  return { kind: "Group", group: { name } };
}

function user(name: string): Subject {
  return { kind: "User", user: { name } };
}

function kubeSystemServiceAccounts(): Subject {
  return { kind: "ServiceAccount", serviceAccount: { namespace: "kube-system", name: "*" } };
}

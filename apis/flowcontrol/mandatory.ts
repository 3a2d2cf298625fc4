import type { FlowSchemaSpec, PriorityLevelConfigurationSpec, Subject } from "./types.js";

const EVERYBODY: Subject[] = ["system:unauthenticated", "system:authenticated"].map((name) => ({
  kind: "Group",
  group: { name },
}));
const ALL_RESOURCES = { verbs: ["*"], apiGroups: ["*"], resources: ["*"], clusterScope: true, namespaces: ["*"] };
const ALL_PATHS = { verbs: ["*"], nonResourceURLs: ["*"] };

/**
 * Specs that are always the same, so that a server can serve with any configuration.
 * @see kubernetes/apiserver pkg/apis/flowcontrol/bootstrap/default.go
 */
export const MANDATORY_FLOW_SCHEMAS: { readonly [name: string]: FlowSchemaSpec } = {
  exempt: {
    priorityLevelConfiguration: { name: "exempt" },
    matchingPrecedence: 1,
    rules: [
      {
        subjects: [{ kind: "Group", group: { name: "system:masters" } }],
        resourceRules: [ALL_RESOURCES],
        nonResourceRules: [ALL_PATHS],
      },
    ],
  },
  "catch-all": {
    priorityLevelConfiguration: { name: "catch-all" },
    matchingPrecedence: 10_000,
    distinguisherMethod: { type: "ByUser" },
    rules: [{ subjects: EVERYBODY, resourceRules: [ALL_RESOURCES], nonResourceRules: [ALL_PATHS] }],
  },
};

export const MANDATORY_PRIORITY_LEVELS: { readonly [name: string]: PriorityLevelConfigurationSpec } = {
  exempt: { type: "Exempt", exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } },
  "catch-all": {
    type: "Limited",
    limited: { nominalConcurrencyShares: 5, lendablePercent: 0, limitResponse: { type: "Reject" } },
  },
};

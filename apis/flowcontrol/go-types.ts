import { GoPrinter } from "../shared/go-json.js";

/** Prints values of the group as upstream's errors do. @see kubernetes/kubernetes pkg/apis/flowcontrol/types.go */
export const goFlowControl = new GoPrinter({
  FlowSchemaSpec:
    "priorityLevelConfiguration:Named matchingPrecedence:i distinguisherMethod:*FlowDistinguisherMethod rules:[]PolicyRulesWithSubjects",
  FlowDistinguisherMethod: "type:s",
  PolicyRulesWithSubjects:
    "subjects:[]Subject resourceRules:[]ResourcePolicyRule nonResourceRules:[]NonResourcePolicyRule",
  Subject: "kind:s user:*Named group:*Named serviceAccount:*ServiceAccountSubject",
  Named: "name:s",
  ServiceAccountSubject: "namespace:s name:s",
  ResourcePolicyRule: "verbs:v apiGroups/APIGroups:v resources:v clusterScope:b namespaces:v",
  NonResourcePolicyRule: "verbs:v nonResourceURLs:v",
  PriorityLevelConfigurationSpec:
    "type:s limited:*LimitedPriorityLevelConfiguration exempt:*ExemptPriorityLevelConfiguration",
  LimitedPriorityLevelConfiguration:
    "nominalConcurrencyShares:i limitResponse:LimitResponse lendablePercent:v borrowingLimitPercent:v",
  LimitResponse: "type:s queuing:*QueuingConfiguration",
  QueuingConfiguration: "queues:i handSize:i queueLengthLimit:i",
  ExemptPriorityLevelConfiguration: "nominalConcurrencyShares:v lendablePercent:v",
});

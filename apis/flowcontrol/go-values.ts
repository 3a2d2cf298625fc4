import type { DeepReadonly } from "kindsmith/apimachinery";
import type { FlowSchemaSpec, PriorityLevelConfigurationSpec } from "./types.js";

/**
 * Specs as upstream prints them in errors: it shows its internal Go values, whose fields have capitals and are never left
 * out.
 */
export function goFlowSchemaSpec(spec: DeepReadonly<FlowSchemaSpec>): object {
  return {
    PriorityLevelConfiguration: { Name: spec.priorityLevelConfiguration?.name ?? "" },
    MatchingPrecedence: spec.matchingPrecedence ?? 0,
    DistinguisherMethod: spec.distinguisherMethod === undefined ? null : { Type: spec.distinguisherMethod.type },
    Rules:
      spec.rules?.map((rule) => ({
        Subjects:
          rule.subjects?.map(({ kind, user, group, serviceAccount }) => ({
            Kind: kind,
            User: user === undefined ? null : { Name: user.name },
            Group: group === undefined ? null : { Name: group.name },
            ServiceAccount:
              serviceAccount === undefined ? null : { Namespace: serviceAccount.namespace, Name: serviceAccount.name },
          })) ?? null,
        ResourceRules:
          rule.resourceRules?.map((one) => ({
            Verbs: one.verbs,
            APIGroups: one.apiGroups,
            Resources: one.resources,
            ClusterScope: one.clusterScope ?? false,
            Namespaces: one.namespaces ?? null,
          })) ?? null,
        NonResourceRules:
          rule.nonResourceRules?.map((one) => ({ Verbs: one.verbs, NonResourceURLs: one.nonResourceURLs })) ?? null,
      })) ?? null,
  };
}

export function goPriorityLevelSpec({ type, limited, exempt }: DeepReadonly<PriorityLevelConfigurationSpec>): object {
  const queuing = limited?.limitResponse?.queuing;
  return {
    Type: type,
    Limited:
      limited === undefined
        ? null
        : {
            NominalConcurrencyShares: limited.nominalConcurrencyShares ?? 0,
            LimitResponse: {
              Type: limited.limitResponse?.type ?? "",
              Queuing:
                queuing === undefined
                  ? null
                  : { Queues: queuing.queues, HandSize: queuing.handSize, QueueLengthLimit: queuing.queueLengthLimit },
            },
            LendablePercent: limited.lendablePercent ?? null,
            BorrowingLimitPercent: limited.borrowingLimitPercent ?? null,
          },
    Exempt:
      exempt === undefined
        ? null
        : {
            NominalConcurrencyShares: exempt.nominalConcurrencyShares ?? null,
            LendablePercent: exempt.lendablePercent ?? null,
          },
  };
}

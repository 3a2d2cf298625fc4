import {
  DEFAULT_CONCURRENCY_SHARES,
  DEFAULT_MATCHING_PRECEDENCE,
  setExemptDefaults,
  setQueuingDefaults,
} from "../default-values.js";
import type {
  ExemptPriorityLevelConfiguration,
  FlowSchemaSpec,
  LimitedPriorityLevelConfiguration,
  QueuingConfiguration,
} from "./types.js";

export function SetDefaults_FlowSchemaSpec(obj: FlowSchemaSpec): void {
  obj.matchingPrecedence ||= DEFAULT_MATCHING_PRECEDENCE;
}

/** Zero shares count as none given. */
export function SetDefaults_LimitedPriorityLevelConfiguration(obj: LimitedPriorityLevelConfiguration): void {
  obj.assuredConcurrencyShares ||= DEFAULT_CONCURRENCY_SHARES;
  obj.lendablePercent ??= 0;
}

export function SetDefaults_ExemptPriorityLevelConfiguration(obj: ExemptPriorityLevelConfiguration): void {
  setExemptDefaults(obj);
}

export function SetDefaults_QueuingConfiguration(obj: QueuingConfiguration): void {
  setQueuingDefaults(obj);
}

import {
  DEFAULT_CONCURRENCY_SHARES,
  DEFAULT_MATCHING_PRECEDENCE,
  setExemptDefaults,
  setQueuingDefaults,
} from "../default-values.js";
import { PRESERVE_ZERO_SHARES } from "./preserve-zero.js";
import type {
  ExemptPriorityLevelConfiguration,
  FlowSchemaSpec,
  LimitedPriorityLevelConfiguration,
  PriorityLevelConfiguration,
  QueuingConfiguration,
} from "./types.js";

export function SetDefaults_FlowSchemaSpec(obj: FlowSchemaSpec): void {
  obj.matchingPrecedence ||= DEFAULT_MATCHING_PRECEDENCE;
}

/** Zero shares count as none given, unless an annotation says that they are meant. */
export function SetDefaults_PriorityLevelConfiguration(obj: PriorityLevelConfiguration): void {
  const limited = obj.spec?.limited;
  if (limited === undefined || Object.hasOwn(obj.metadata.annotations ?? {}, PRESERVE_ZERO_SHARES)) return;
  limited.nominalConcurrencyShares ||= DEFAULT_CONCURRENCY_SHARES;
}

export function SetDefaults_LimitedPriorityLevelConfiguration(obj: LimitedPriorityLevelConfiguration): void {
  obj.lendablePercent ??= 0;
}

export function SetDefaults_ExemptPriorityLevelConfiguration(obj: ExemptPriorityLevelConfiguration): void {
  setExemptDefaults(obj);
}

export function SetDefaults_QueuingConfiguration(obj: QueuingConfiguration): void {
  setQueuingDefaults(obj);
}

import type { ConversionScope } from "kindsmith/apimachinery";
import type * as flowcontrol from "../types.js";
import type * as v1beta2 from "./types.js";

/** Shares that were called assured are nominal today. */
export function Convert_v1beta2_LimitedPriorityLevelConfiguration_To_flowcontrol_LimitedPriorityLevelConfiguration(
  input: v1beta2.LimitedPriorityLevelConfiguration,
  out: flowcontrol.LimitedPriorityLevelConfiguration,
  scope: ConversionScope<v1beta2.LimitedPriorityLevelConfiguration, flowcontrol.LimitedPriorityLevelConfiguration>,
): void {
  scope.auto(input, out);
  if (input.assuredConcurrencyShares !== undefined) out.nominalConcurrencyShares = input.assuredConcurrencyShares;
}

export function Convert_flowcontrol_LimitedPriorityLevelConfiguration_To_v1beta2_LimitedPriorityLevelConfiguration(
  input: flowcontrol.LimitedPriorityLevelConfiguration,
  out: v1beta2.LimitedPriorityLevelConfiguration,
  scope: ConversionScope<flowcontrol.LimitedPriorityLevelConfiguration, v1beta2.LimitedPriorityLevelConfiguration>,
): void {
  scope.auto(input, out);
  if (input.nominalConcurrencyShares !== undefined) out.assuredConcurrencyShares = input.nominalConcurrencyShares;
}

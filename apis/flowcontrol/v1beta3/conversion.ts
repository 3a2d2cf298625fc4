import type { ConversionScope } from "kindsmith/apimachinery";
import type * as flowcontrol from "../types.js";
import { PRESERVE_ZERO_SHARES } from "./preserve-zero.js";
import type * as v1beta3 from "./types.js";

/** The annotation has done its work once the object was defaulted. */
export function Convert_v1beta3_PriorityLevelConfiguration_To_flowcontrol_PriorityLevelConfiguration(
  input: v1beta3.PriorityLevelConfiguration,
  out: flowcontrol.PriorityLevelConfiguration,
  scope: ConversionScope<v1beta3.PriorityLevelConfiguration, flowcontrol.PriorityLevelConfiguration>,
): void {
  scope.auto(input, out);
  const annotations = input.metadata.annotations;
  if (annotations === undefined || !Object.hasOwn(annotations, PRESERVE_ZERO_SHARES)) return;
  const { [PRESERVE_ZERO_SHARES]: _zero, ...others } = annotations;
  out.metadata = { ...out.metadata, annotations: others };
  if (Object.keys(others).length === 0) delete out.metadata.annotations;
}

export function Convert_flowcontrol_PriorityLevelConfiguration_To_v1beta3_PriorityLevelConfiguration(
  input: flowcontrol.PriorityLevelConfiguration,
  out: v1beta3.PriorityLevelConfiguration,
  scope: ConversionScope<flowcontrol.PriorityLevelConfiguration, v1beta3.PriorityLevelConfiguration>,
): void {
  scope.auto(input, out);
  if (out.spec?.limited === undefined || out.spec.limited.nominalConcurrencyShares !== 0) return;
  out.metadata = { ...out.metadata, annotations: { ...out.metadata.annotations, [PRESERVE_ZERO_SHARES]: "" } };
}

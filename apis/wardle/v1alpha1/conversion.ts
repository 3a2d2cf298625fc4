import type { ConversionScope } from "kindsmith/apimachinery";
import type * as wardle from "../types.js";
import type * as v1alpha1 from "./types.js";

/** The one reference goes to the field that its type names; without a type it names a Flunder. */
export function Convert_v1alpha1_FlunderSpec_To_wardle_FlunderSpec(
  input: v1alpha1.FlunderSpec,
  out: wardle.FlunderSpec,
  scope: ConversionScope<v1alpha1.FlunderSpec, wardle.FlunderSpec>,
): void {
  scope.auto(input, out);
  if (input.comment !== undefined) out.description = input.comment;
  if (input.reference === undefined) return;
  if (input.referenceType === "Fischer") out.fischerReference = input.reference;
  else out.flunderReference = input.reference;
}

/** Validation keeps a stored Flunder from having both references, so one field holds what there is. */
export function Convert_wardle_FlunderSpec_To_v1alpha1_FlunderSpec(
  input: wardle.FlunderSpec,
  out: v1alpha1.FlunderSpec,
  scope: ConversionScope<wardle.FlunderSpec, v1alpha1.FlunderSpec>,
): void {
  scope.auto(input, out);
  if (input.description !== undefined) out.comment = input.description;
  const reference = input.referenceType === "Fischer" ? input.fischerReference : input.flunderReference;
  if (reference !== undefined) out.reference = reference;
}

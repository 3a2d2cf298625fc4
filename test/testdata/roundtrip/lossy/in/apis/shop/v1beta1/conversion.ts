import type { ConversionScope } from "kindsmith/apimachinery";
import type * as shop from "../types.js";
import type * as v1beta1 from "./types.js";

export function Convert_v1beta1_BatterySpec_To_shop_BatterySpec(
  input: v1beta1.BatterySpec,
  out: shop.BatterySpec,
  scope: ConversionScope<v1beta1.BatterySpec, shop.BatterySpec>,
): void {
  scope.auto(input, out);
  if (input.label !== undefined) out.title = input.label;
}

export function Convert_shop_BatterySpec_To_v1beta1_BatterySpec(
  input: shop.BatterySpec,
  out: v1beta1.BatterySpec,
  scope: ConversionScope<shop.BatterySpec, v1beta1.BatterySpec>,
): void {
  scope.auto(input, out);
  if (input.title !== undefined) out.label = input.title.slice(0, 2);
}

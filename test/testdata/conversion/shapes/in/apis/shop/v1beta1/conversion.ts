import type { ConversionScope } from "kindsmith/apimachinery";
import type * as shop from "../types.js";
import type * as v1beta1 from "./types.js";

export function Convert_v1beta1_Secretive_To_shop_Secretive(
  input: v1beta1.Secretive,
  out: shop.Secretive,
  scope: ConversionScope<v1beta1.Secretive, shop.Secretive>,
): void {
  scope.auto(input, out);
  if (input.title !== undefined) out.shown = input.title;
}

export function Convert_shop_Secretive_To_v1beta1_Secretive(
  input: shop.Secretive,
  out: v1beta1.Secretive,
  scope: ConversionScope<shop.Secretive, v1beta1.Secretive>,
): void {
  scope.auto(input, out);
  if (input.shown !== undefined) out.title = input.shown;
}

/** Types of other names are converted only by hand. */
export function Convert_v1beta1_Tag_To_shop_Label(input: v1beta1.Tag, out: shop.Label): void {
  out.text = input.value;
}

export function Convert_shop_Label_To_v1beta1_Tag(input: shop.Label, out: v1beta1.Tag): void {
  out.value = input.text;
}

/** +k8s:conversion-fn=copy-only */
export function Convert_v1beta1_Copied_To_shop_Copied(input: v1beta1.Copied, out: shop.Copied): void {
  Object.assign(out, input);
}

/** +k8s:conversion-fn=drop */
export function Convert_v1beta1_Dropped_To_shop_Dropped(_input: v1beta1.Dropped, _out: shop.Dropped): void {}

/** +k8s:conversion-fn=drop */
export function Convert_shop_Dropped_To_v1beta1_Dropped(_input: shop.Dropped, _out: v1beta1.Dropped): void {}

/** Lists can be converted as a whole, too. */
export function Convert_v1beta1_Names_To_shop_Names(
  input: v1beta1.Names,
  out: shop.Names,
  scope: ConversionScope<v1beta1.Names, shop.Names>,
): void {
  scope.auto(input, out);
  out.push("from v1beta1");
}

/** The count has to fit. */
export function Convert_shop_Part_To_v1beta1_Part(
  input: shop.Part,
  out: v1beta1.Part,
  scope: ConversionScope<shop.Part, v1beta1.Part>,
): void {
  scope.auto(input, out);
  if (input.count !== undefined) out.count = Math.min(input.count, 2 ** 31 - 1);
}

/** What the hub allows and this version does not. */
export function Convert_shop_BatterySpec_To_v1beta1_BatterySpec(
  input: shop.BatterySpec,
  out: v1beta1.BatterySpec,
  scope: ConversionScope<shop.BatterySpec, v1beta1.BatterySpec>,
): void {
  scope.auto(input, out);
  if (input.wider !== undefined) out.wider = input.wider % 2 ** 31;
  if (typeof input.port === "number") out.port = input.port;
}

import type { ConversionScope } from "kindsmith/apimachinery";
import type * as shop from "../types.js";
import type * as v1 from "./types.js";

export function Convert_v1_Thnig_To_shop_Thing(input: v1.Thing, out: shop.Thing): void {
  out.metadata = input.metadata;
}

export function Convert_v1_Thing_To_shop_Thing(scope: ConversionScope, input: v1.Thing, out: shop.Thing): void {
  scope.auto(input, out);
}

import type { BatterySpec } from "./types.js";

/** Batteries are strong. */
export function Fuzz_BatterySpec(obj: BatterySpec): void {
  if (obj.volts !== undefined) obj.volts = Math.abs(obj.volts);
}

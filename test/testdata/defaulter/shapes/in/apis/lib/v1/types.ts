import type { int32 } from "kindsmith/apimachinery/meta/v1";

/** Defaulted by whoever holds it. */
export interface Knob {
  /** +default=11 */
  turns?: int32;
  inner?: Knob;
}

/** Nothing to default. */
export interface Bare {
  name?: string;
}

import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * Something to sell.
 *
 * +genclient
 */
export interface Battery extends TypeMeta {
  metadata: ObjectMeta;
  volts?: string;
}

/** Batteries. */
export interface BatteryList extends TypeMeta {
  metadata: ListMeta;
  items: Battery[];
}

/** Options of a request: a kind without metadata. */
export interface BatteryOptions extends TypeMeta {
  drain?: boolean;
}

/** No kind at all. */
export interface Charge {
  amount?: string;
}

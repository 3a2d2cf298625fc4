/** Order of keys and an ordered map with cheap snapshots. */
export { compareKeys, keyAfter, prefixEnd, sortKey } from "./key-order.js";
export { OrderedMap } from "./ordered-map.js";
export type { Block, Run } from "./ordered-map.js";

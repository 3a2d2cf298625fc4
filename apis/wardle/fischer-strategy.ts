import type { StrategyHooks } from "kindsmith/apimachinery";
import type { Fischer } from "./types.js";

/** Business rules of Fischer: all of them stand in the tags of its types. */
export const fischerStrategy: StrategyHooks<Fischer> = {};

/** The contract between a kind's hand-written rules and the registry that runs them. */
export type { HookContext, StrategyHooks, SubresourceStorage } from "./hooks.js";

/** What every request passes on its way to a handler. */
export { buildFilterChain, type FilterChainDeps } from "./build-chain.js";
export { chain, type Filter } from "./filter.js";

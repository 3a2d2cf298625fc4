/** What every request passes on its way to a handler. */
export {
  AUTHORIZATION_FILTER,
  buildFilterChain,
  chainNamed,
  filtersOf,
  type FilterChainDeps,
  type NamedFilter,
} from "./build-chain.js";
export { chain, type Filter } from "./filter.js";
export { withRateLimit, type RateLimitDeps } from "./with-rate-limit.js";

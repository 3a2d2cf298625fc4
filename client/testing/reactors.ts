import type { CallOptions, Watch } from "../rest/index.js";
import type { Action } from "./actions.js";

/** Answers a call: an object to answer with, undefined to pass it on; throws to fail the call. */
export type Reaction = (action: Action) => object | undefined | Promise<object | undefined>;

/** Answers a watch: undefined passes it on; throws to refuse it. */
export type WatchReaction = (action: Action, opts: CallOptions) => Watch | undefined | Promise<Watch | undefined>;

export interface Reactor {
  readonly verb: string;
  readonly resource: string;
  readonly react: Reaction;
}

export interface WatchReactor {
  readonly verb: string;
  readonly resource: string;
  readonly react: WatchReaction;
}

/** `flunders` means the objects themselves, `flunders/status` a subresource, `flunders/*` both, `*` everything. */
export function reactorMatches(reactor: { verb: string; resource: string }, action: Action): boolean {
  if (reactor.verb !== "*" && reactor.verb !== action.verb) return false;
  const full = action.subresource === "" ? action.resource : `${action.resource}/${action.subresource}`;
  return reactor.resource === "*" || reactor.resource === full || reactor.resource === `${action.resource}/*`;
}

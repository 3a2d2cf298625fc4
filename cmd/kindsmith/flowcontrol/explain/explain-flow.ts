import { FakeClock } from "../../../../apimachinery/clock/index.js";
import {
  compareFlowSchemas,
  Dealer,
  FlowController,
  hashFlowID,
  mismatchOf,
  NO_OBSERVER,
  type RequestDigest,
} from "../../../../apiserver/flowcontrol/index.js";
import { isLongRunning } from "../../../../apiserver/server/index.js";
import type { FlowControlPolicy } from "../policy/policy-reader.js";

/** Where a request belongs, and why not elsewhere. */
export interface FlowExplanation {
  readonly request: RequestDigest;
  /** True for exec, proxy, log and the like, which flow control lets pass; watches are not among them. */
  readonly passesBy: boolean;
  /** In the order in which they are tried; the last one takes the request. */
  readonly tried: readonly TriedSchema[];
  readonly flowSchema: string;
  /** What tells flows of the schema apart; undefined when all of it is one flow. */
  readonly distinguisher: { readonly method: string; readonly value: string } | undefined;
  readonly priorityLevel: ExplainedLevel;
}

export interface TriedSchema {
  readonly name: string;
  readonly matchingPrecedence: number;
  /** Why it does not take the request; empty for the one that does. */
  readonly mismatches: readonly string[];
}

export interface ExplainedLevel {
  readonly name: string;
  readonly type: "Exempt" | "Queue" | "Reject";
  readonly nominalSeats: number;
  readonly queuing?: {
    readonly queues: number;
    readonly handSize: number;
    readonly queueLengthLimit: number;
    /** The queues that the flow's requests may be put into. */
    readonly hand: readonly number[];
  };
}

export interface ExplainOptions {
  /** Of the whole server. */
  readonly serverSeats: number;
  /** Where they are known better than by the shares. */
  readonly nominalSeats: ReadonlyMap<string, number> | undefined;
}

/** Asks the server's own controller, so that what is explained is what happens. */
export function explainFlow(request: RequestDigest, policy: FlowControlPolicy, opts: ExplainOptions): FlowExplanation {
  const flow = new FlowController({
    clock: new FakeClock(),
    serverConcurrencyLimit: opts.serverSeats,
    observerOf: () => NO_OBSERVER,
  });
  const { dangling } = flow.configure(policy.priorityLevels, policy.flowSchemas);
  const { flowSchema, level, distinguisher } = flow.classify(request);
  const skipped = policy.flowSchemas.filter(({ metadata }) => dangling.has(metadata.name ?? ""));
  const ordered = [...flow.flowSchemas, ...skipped].sort(compareFlowSchemas);
  const tried = ordered.slice(0, ordered.indexOf(flowSchema) + 1).map((schema) => ({
    name: schema.metadata.name ?? "",
    matchingPrecedence: schema.spec.matchingPrecedence,
    mismatches: skipped.includes(schema)
      ? [`spec.priorityLevelConfiguration.name: there is no level ${schema.spec.priorityLevelConfiguration.name}`]
      : (mismatchOf(request, schema) ?? []),
  }));
  const name = flowSchema.metadata.name ?? "";
  const method = flowSchema.spec.distinguisherMethod?.type;
  const queuing = level.configuration.spec.limited?.limitResponse?.queuing;
  return {
    request,
    passesBy: request.requestInfo.verb !== "watch" && isLongRunning(request.requestInfo),
    tried,
    flowSchema: name,
    distinguisher: method === undefined || !level.distinguishesFlows ? undefined : { method, value: distinguisher },
    priorityLevel: {
      name: level.name,
      type: level.exempt ? "Exempt" : queuing === undefined ? "Reject" : "Queue",
      nominalSeats: opts.nominalSeats?.get(level.name) ?? level.limits.nominal,
      ...(queuing === undefined ? {} : { queuing: { ...queuing, hand: handOf(queuing, name, distinguisher) } }),
    },
  };
}

function handOf(
  { queues, handSize }: { readonly queues: number; readonly handSize: number },
  flowSchema: string,
  distinguisher: string,
): readonly number[] {
  // With one queue there is nothing to deal.
  return queues === 1 ? [0] : [...new Dealer(queues, handSize).deal(hashFlowID(flowSchema, distinguisher))];
}

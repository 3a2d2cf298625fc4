import {
  BORROWING_PERIOD_MS,
  DroppedRequestsTracker,
  FlowController,
  hashFlowID,
  NO_OBSERVER,
  type Classification,
  type QueuedRequest,
} from "../../../../apiserver/flowcontrol/index.js";
import type { FlowControlPolicy } from "../policy/policy-reader.js";
import type { Arrival, Client, Gatekeeper, Placement } from "./gatekeeper.js";
import type { SimulatedServer } from "./types.js";
import type { VirtualClock } from "./virtual-clock.js";
import { longestWaitNs } from "./wait-limit.js";

interface Placed {
  readonly classification: Classification;
  readonly flowHash: bigint;
  /** What it is taken for. */
  readonly initialSeats: number;
}

/** The server's own flow control, with nothing replaced but the clock. */
export class PriorityAndFairness implements Gatekeeper {
  readonly #clock: VirtualClock;
  readonly #waitNs: number;
  readonly #flow: FlowController;
  readonly #dropped: DroppedRequestsTracker;
  readonly #placed = new Map<Client, Placed>();
  readonly #running = new Map<Arrival, { readonly placed: Placed; readonly request: QueuedRequest }>();

  constructor(server: SimulatedServer, { priorityLevels, flowSchemas }: FlowControlPolicy, clock: VirtualClock) {
    this.#clock = clock;
    this.#waitNs = longestWaitNs(server);
    this.#dropped = new DroppedRequestsTracker(() => clock.now());
    this.#flow = new FlowController({
      clock,
      serverConcurrencyLimit: server.maxRequestsInflight + server.maxMutatingRequestsInflight,
      observerOf: () => NO_OBSERVER,
      ...(server.processorSlots === undefined ? {} : { processorSlots: server.processorSlots }),
    });
    this.#flow.configure(priorityLevels, flowSchemas);
    this.#borrowAgainLater();
  }

  placementOf(client: Client): Placement {
    const { flowSchema, level } = this.#place(client).classification;
    return { flowSchema: flowSchema.metadata.name ?? "", priorityLevel: level.name };
  }

  arrive(arrival: Arrival): void {
    const { client } = arrival;
    const placed = this.#place(client);
    const { level, flowSchema, distinguisher } = placed.classification;
    const onDispatch = (): void => arrival.run();
    const request = level.queues.startRequest(
      {
        flowSchema: flowSchema.metadata.name ?? "",
        flowDistinguisher: distinguisher,
        flowHash: placed.flowHash,
        work: { ...client.traffic.work, initialSeats: placed.initialSeats },
        onDispatch,
        details: client.digest,
      },
      this.#clock.nowNs,
    );
    if (typeof request === "string") return this.#refuse(arrival, level.name, request);
    this.#running.set(arrival, { placed, request });
    if (request.state === "waiting") {
      this.#clock.after(this.#waitNs, () => {
        if (!level.queues.cancel(request, this.#clock.nowNs)) return;
        this.#running.delete(arrival);
        this.#refuse(arrival, level.name, "time-out");
      });
    }
  }

  finished(arrival: Arrival): void {
    const running = this.#running.get(arrival);
    if (running === undefined) return;
    this.#running.delete(arrival);
    const { level } = running.placed.classification;
    level.queues.finish(running.request, this.#clock.nowNs);
    level.scheduleWakeUp();
  }

  #place(client: Client): Placed {
    let placed = this.#placed.get(client);
    if (placed === undefined) {
      const classification = this.#flow.classify(client.digest);
      const { flowSchema, level, distinguisher } = classification;
      // As the server estimates: no request counts as wider than its level allows.
      const widest = this.#flow.maxSeats(level.name) || Infinity;
      placed = {
        classification,
        flowHash: level.distinguishesFlows ? hashFlowID(flowSchema.metadata.name ?? "", distinguisher) : 0n,
        initialSeats: Math.min(client.traffic.work.initialSeats, widest),
      };
      this.#placed.set(client, placed);
    }
    return placed;
  }

  #refuse(arrival: Arrival, level: string, reason: string): void {
    this.#dropped.record(level);
    arrival.refuse(reason, this.#dropped.retryAfterSeconds(level) * 1000);
  }

  #borrowAgainLater(): void {
    this.#clock.setTimeout(() => {
      this.#flow.adjustBorrowing();
      this.#borrowAgainLater();
    }, BORROWING_PERIOD_MS);
  }
}

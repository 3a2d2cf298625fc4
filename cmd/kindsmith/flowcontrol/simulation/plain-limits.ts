import type { Arrival, Client, Gatekeeper } from "./gatekeeper.js";
import type { SimulatedServer } from "./types.js";
import type { VirtualClock } from "./virtual-clock.js";
import { longestWaitNs } from "./wait-limit.js";

const RETRY_AFTER_MS = 1000;

/** The two limits of `--enable-priority-and-fairness=false`: so many that read and so many that write, and no waiting. */
export class MaxInFlight implements Gatekeeper {
  readonly #limits: readonly [reading: number, writing: number];
  readonly #running: [reading: number, writing: number] = [0, 0];

  constructor({ maxRequestsInflight, maxMutatingRequestsInflight }: SimulatedServer) {
    this.#limits = [maxRequestsInflight, maxMutatingRequestsInflight];
  }

  arrive(arrival: Arrival): void {
    const kind = kindOf(arrival.client);
    const privileged = arrival.client.digest.user.groups.includes("system:masters");
    if (this.#limits[kind] > 0 && this.#running[kind] >= this.#limits[kind] && !privileged) {
      return arrival.refuse("limit", RETRY_AFTER_MS);
    }
    this.#running[kind]++;
    arrival.run();
  }

  finished({ client }: Arrival): void {
    this.#running[kindOf(client)]--;
  }
}

function kindOf({ traffic }: Client): 0 | 1 {
  return traffic.mutating ? 1 : 0;
}

interface Waiting {
  readonly arrival: Arrival;
  gone: boolean;
}

/** One limit with one queue in front of it, first come, first served: what a server without flows can do better. */
export class OneQueue implements Gatekeeper {
  readonly #clock: VirtualClock;
  readonly #limit: number;
  readonly #length: number;
  readonly #waitNs: number;
  #queue: Waiting[] = [];
  #head = 0;
  #waiting = 0;
  #running = 0;

  constructor(server: SimulatedServer, length: number, clock: VirtualClock) {
    this.#clock = clock;
    this.#limit = server.maxRequestsInflight + server.maxMutatingRequestsInflight;
    this.#length = length;
    this.#waitNs = longestWaitNs(server);
  }

  arrive(arrival: Arrival): void {
    if (this.#running < this.#limit) return this.#run(arrival);
    if (this.#waiting >= this.#length) return arrival.refuse("queue-full", RETRY_AFTER_MS);
    const waiting: Waiting = { arrival, gone: false };
    this.#queue.push(waiting);
    this.#waiting++;
    this.#clock.after(this.#waitNs, () => {
      if (waiting.gone) return;
      waiting.gone = true;
      this.#waiting--;
      arrival.refuse("time-out", RETRY_AFTER_MS);
    });
  }

  finished(): void {
    this.#running--;
    const next = this.#take();
    if (next !== undefined) this.#run(next);
  }

  #run(arrival: Arrival): void {
    this.#running++;
    arrival.run();
  }

  #take(): Arrival | undefined {
    while (this.#head < this.#queue.length) {
      const waiting = this.#queue[this.#head++] as Waiting;
      // Cut now and then, not at each request: that would copy the queue each time.
      if (this.#head > 1024 && this.#head * 2 > this.#queue.length) {
        this.#queue = this.#queue.slice(this.#head);
        this.#head = 0;
      }
      if (waiting.gone) continue;
      waiting.gone = true;
      this.#waiting--;
      return waiting.arrival;
    }
    return undefined;
  }
}

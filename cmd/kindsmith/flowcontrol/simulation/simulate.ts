import { arrivalTimes } from "./arrivals.js";
import type { Arrival, Client, Gatekeeper } from "./gatekeeper.js";
import { MaxInFlight, OneQueue } from "./plain-limits.js";
import { PriorityAndFairness } from "./priority-and-fairness.js";
import { Processor } from "./processor.js";
import { exponential, seededRandom } from "./random.js";
import { RateLimit } from "./rate-limit.js";
import { resultOf, type ContenderResult, type SimulationResult } from "./result.js";
import { FlowStatistics, PeakCounter } from "./statistics.js";
import { MAX_USERS, type Contender, type Simulation, type Traffic } from "./types.js";
import { VirtualClock } from "./virtual-clock.js";

/** Points of a curve on the picture. */
const BINS = 160;

/** Puts every contender under the same traffic. Same simulation, same result, to the last digit. */
export function simulate(simulation: Simulation): SimulationResult {
  return {
    title: simulation.title,
    seed: simulation.seed,
    durationSeconds: simulation.durationNs / 1e9,
    peakWindowSeconds: simulation.peakWindowNs / 1e9,
    contenders: simulation.contenders.map((contender) => runContender(simulation, contender)),
  };
}

function runContender(simulation: Simulation, contender: Contender): ContenderResult {
  const clock = new VirtualClock();
  const processor = new Processor(clock, simulation.server.capacitySeats);
  const gatekeeper = createGatekeeper(simulation, contender, clock);
  const peak = new PeakCounter(simulation.peakWindowNs);
  const binNs = simulation.durationNs / BINS;
  const run: Run = { simulation, clock, processor, gatekeeper, peak };
  const flows = simulation.traffic.map((traffic, index) => {
    const statistics = new FlowStatistics(clock, BINS, binNs);
    const clients = traffic.users.map((digest) => ({ traffic, digest }));
    // Every client has a random stream of its own.
    clients.forEach((client, user) => send(run, client, statistics, index * MAX_USERS + user, user / clients.length));
    return { traffic, statistics, placement: gatekeeper.placementOf?.(clients[0] as Client) };
  });
  clock.runUntil(simulation.durationNs);
  return resultOf({ contender, simulation, processor, peakRequests: peak.peak, binNs, flows });
}

interface Run {
  readonly simulation: Simulation;
  readonly clock: VirtualClock;
  readonly processor: Processor;
  readonly gatekeeper: Gatekeeper;
  readonly peak: PeakCounter;
}

function createGatekeeper(simulation: Simulation, contender: Contender, clock: VirtualClock): Gatekeeper {
  switch (contender.type) {
    case "priorityAndFairness":
      return new PriorityAndFairness(simulation.server, contender.policy, clock);
    case "maxInFlight":
      return new MaxInFlight(simulation.server);
    case "oneQueue":
      return new OneQueue(simulation.server, contender.length, clock);
    case "rateLimit":
      return new RateLimit(contender, clock);
  }
}

/** Lets one client send its requests; those that come by themselves are made one at a time. */
function send(run: Run, client: Client, statistics: FlowStatistics, stream: number, phase: number): void {
  const { clock, simulation } = run;
  const { arrivals, fromNs, toNs, service } = client.traffic;
  const random = seededRandom(simulation.seed, stream);
  const serviceNs = (): number =>
    service.spread === "none" ? service.meanNs : Math.max(1, Math.round(exponential(random, service.meanNs)));
  if (arrivals.pattern === "closed") {
    const next = (atNs: number): void => {
      if (atNs < toNs)
        clock.at(atNs, () => request(run, client, statistics, serviceNs(), (ns) => next(clock.nowNs + ns)));
    };
    for (let i = 0; i < arrivals.clients; i++) next(fromNs);
    return;
  }
  // Two streams: how long requests take must not depend on how many were let in before.
  const times = arrivalTimes(arrivals, { fromNs, toNs, phase, random: seededRandom(simulation.seed, ~stream) });
  const next = (): void => {
    const time = times.next();
    if (time.done === true) return;
    clock.at(time.value, () => {
      request(run, client, statistics, serviceNs(), undefined);
      next();
    });
  };
  next();
}

/** `again`: what its client does after the answer, with the time (ns) that it lets pass before. */
function request(
  { clock, processor, gatekeeper, peak }: Run,
  client: Client,
  statistics: FlowStatistics,
  serviceNs: number,
  again: ((pauseNs: number) => void) | undefined,
): void {
  const arrivedNs = clock.nowNs;
  statistics.onArrived();
  const arrival: Arrival = {
    client,
    run() {
      const startedNs = clock.nowNs;
      const seats = client.traffic.work.initialSeats;
      statistics.onStarted(startedNs - arrivedNs);
      peak.add(startedNs);
      processor.run(seats, serviceNs, () => {
        const latencyNs = clock.nowNs - arrivedNs;
        statistics.onServed(latencyNs, (clock.nowNs - startedNs) * seats);
        gatekeeper.finished(arrival, latencyNs / 1e6);
        again?.(thinkNsOf(client.traffic));
      });
    },
    refuse(reason, retryAfterMs) {
      statistics.onRejected(reason);
      again?.(retryAfterMs * 1e6);
    },
  };
  gatekeeper.arrive(arrival);
}

function thinkNsOf({ arrivals }: Traffic): number {
  return arrivals.pattern === "closed" ? arrivals.thinkNs : 0;
}

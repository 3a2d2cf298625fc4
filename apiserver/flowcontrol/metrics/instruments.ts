import type { Counter, Gauge, Histogram, MetricsRegistry } from "../../metrics/index.js";

const PREFIX = "apiserver_flowcontrol_";
const FLOW = ["flow_schema", "priority_level"];
const LEVEL = ["priority_level"];
const SECONDS = [0, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30];
const REQUEST_RATIOS = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 1];
const SEAT_RATIOS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];
const DEMAND_RATIOS = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.7, 2, 2.8, 4, 6];

/** Registers every metric of flow control. Names, help, labels and buckets are upstream's. */
export function instruments(registry: MetricsRegistry) {
  const counter = (name: string, help: string, labels: readonly string[]): Counter =>
    registry.counter({ name: PREFIX + name, help, labels });
  const gauge = (name: string, help: string, labels: readonly string[]): Gauge =>
    registry.gauge({ name: PREFIX + name, help, labels });
  const histogram = (name: string, help: string, labels: readonly string[], bounds: readonly number[]): Histogram =>
    registry.histogram({ name: PREFIX + name, help, labels, bounds });
  return {
    rejected: counter(
      "rejected_requests_total",
      "[BETA] Number of requests rejected by API Priority and Fairness subsystem",
      [...FLOW, "reason"],
    ),
    dispatched: counter(
      "dispatched_requests_total",
      "[BETA] Number of requests executed by API Priority and Fairness subsystem",
      FLOW,
    ),
    notAccommodated: counter(
      "request_dispatch_no_accommodation_total",
      "[ALPHA] Number of times a dispatch attempt resulted in a non accommodation due to lack of available seats",
      FLOW,
    ),
    epochAdvances: counter(
      "epoch_advance_total",
      "[ALPHA] Number of times the queueset's progress meter jumped backward",
      [...LEVEL, "success"],
    ),
    inqueueRequests: gauge(
      "current_inqueue_requests",
      "[BETA] Number of requests currently pending in queues of the API Priority and Fairness subsystem",
      FLOW,
    ),
    inqueueSeats: gauge(
      "current_inqueue_seats",
      "[ALPHA] Number of seats currently pending in queues of the API Priority and Fairness subsystem",
      FLOW,
    ),
    executingRequests: gauge(
      "current_executing_requests",
      "[BETA] Number of requests in initial (for a WATCH) or any (for a non-WATCH) execution stage in the API Priority and Fairness subsystem",
      FLOW,
    ),
    executingSeats: gauge(
      "current_executing_seats",
      "[BETA] Concurrency (number of seats) occupied by the currently executing (initial stage for a WATCH, any stage otherwise) requests in the API Priority and Fairness subsystem",
      FLOW,
    ),
    nominalSeats: gauge(
      "nominal_limit_seats",
      "[BETA] Nominal number of execution seats configured for each priority level",
      LEVEL,
    ),
    lowerSeats: gauge(
      "lower_limit_seats",
      "[ALPHA] Configured lower bound on number of execution seats available to each priority level",
      LEVEL,
    ),
    upperSeats: gauge(
      "upper_limit_seats",
      "[ALPHA] Configured upper bound on number of execution seats available to each priority level",
      LEVEL,
    ),
    currentSeats: gauge(
      "current_limit_seats",
      "[ALPHA] current derived number of execution seats available to each priority level",
      LEVEL,
    ),
    targetSeats: gauge("target_seats", "[ALPHA] Seat allocation targets", LEVEL),
    demandHighWatermark: gauge(
      "demand_seats_high_watermark",
      "[ALPHA] High watermark, over last adjustment period, of demand_seats",
      LEVEL,
    ),
    demandAverage: gauge(
      "demand_seats_average",
      "[ALPHA] Time-weighted average, over last adjustment period, of demand_seats",
      LEVEL,
    ),
    demandDeviation: gauge(
      "demand_seats_stdev",
      "[ALPHA] Time-weighted standard deviation, over last adjustment period, of demand_seats",
      LEVEL,
    ),
    demandSmoothed: gauge("demand_seats_smoothed", "[ALPHA] Smoothed seat demands", LEVEL),
    fairFrac: gauge(
      "seat_fair_frac",
      "[ALPHA] Fair fraction of server's concurrency to allocate to each priority level that can use it",
      [],
    ),
    currentR: gauge("current_r", "[ALPHA] R(time of last change)", LEVEL),
    dispatchR: gauge("dispatch_r", "[ALPHA] R(time of last dispatch)", LEVEL),
    latestS: gauge("latest_s", "[ALPHA] S(most recently dispatched request)", LEVEL),
    nextBounds: gauge("next_s_bounds", "[ALPHA] min and max, over queues, of S(oldest waiting request in queue)", [
      "bound",
      ...LEVEL,
    ]),
    nextDiscountedBounds: gauge(
      "next_discounted_s_bounds",
      "[ALPHA] min and max, over queues, of S(oldest waiting request in queue) - estimated work in progress",
      ["bound", ...LEVEL],
    ),
    queueLength: histogram(
      "request_queue_length_after_enqueue",
      "[ALPHA] Length of queue in the API Priority and Fairness subsystem, as seen by each request after it is enqueued",
      FLOW,
      [0, 10, 25, 50, 100, 250, 500, 1000],
    ),
    waitSeconds: histogram(
      "request_wait_duration_seconds",
      "[BETA] Length of time a request spent waiting in its queue",
      [...FLOW, "execute"],
      SECONDS,
    ),
    executionSeconds: histogram(
      "request_execution_seconds",
      "[ALPHA] Duration of initial stage (for a WATCH) or any (for a non-WATCH) stage of request execution in the API Priority and Fairness subsystem",
      [...FLOW, "type"],
      SECONDS,
    ),
    watchCount: histogram(
      "watch_count_samples",
      "[ALPHA] count of watchers for mutating requests in API Priority and Fairness",
      FLOW,
      [0, 1, 10, 100, 1000, 10_000],
    ),
    estimatedSeats: histogram(
      "work_estimated_seats",
      "[ALPHA] Number of estimated seats (maximum of initial and final seats) associated with requests in API Priority and Fairness",
      FLOW,
      [1, 2, 4, 8, 16, 32, 64, 100],
    ),
    demandRatio: histogram(
      "demand_seats",
      "EXPERIMENTAL: [ALPHA] Observations, at the end of every nanosecond, of (the number of seats each priority level could use) / (nominal number of seats for that level)",
      LEVEL,
      DEMAND_RATIOS,
    ),
    seatUtilization: histogram(
      "priority_level_seat_utilization",
      "EXPERIMENTAL: [ALPHA] Observations, at the end of every nanosecond, of utilization of seats for any stage of execution (but only initial stage for WATCHes)",
      ["phase", ...LEVEL],
      SEAT_RATIOS,
    ),
    requestUtilization: histogram(
      "priority_level_request_utilization",
      "EXPERIMENTAL: [ALPHA] Observations, at the end of every nanosecond, of number of requests (as a fraction of the relevant limit) waiting or in any stage of execution (but only initial stage for WATCHes)",
      ["phase", ...LEVEL],
      REQUEST_RATIOS,
    ),
  };
}

export type Instruments = ReturnType<typeof instruments>;

import type { Counter, Gauge, Histogram, MetricsRegistry } from "../../metrics/index.js";

const PREFIX = "apiserver_flowcontrol_";
const FLOW = ["flow_schema", "priority_level"];
const LEVEL = ["priority_level"];
const SECONDS = [0, 0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30];
const REQUEST_RATIOS = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 1];
const SEAT_RATIOS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];
const DEMAND_RATIOS = [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.7, 2, 2.8, 4, 6];

/** Registers every metric of flow control. Stability marks, labels and buckets are upstream's. */
export function instruments(registry: MetricsRegistry) {
  const counter = (name: string, help: string, labels: readonly string[]): Counter =>
    registry.counter({ name: PREFIX + name, help, labels });
  const gauge = (name: string, help: string, labels: readonly string[]): Gauge =>
    registry.gauge({ name: PREFIX + name, help, labels });
  const histogram = (name: string, help: string, labels: readonly string[], bounds: readonly number[]): Histogram =>
    registry.histogram({ name: PREFIX + name, help, labels, bounds });
  return {
    rejected: counter("rejected_requests_total", "[BETA] Requests refused by flow control.", [...FLOW, "reason"]),
    dispatched: counter("dispatched_requests_total", "[BETA] Requests that flow control let run.", FLOW),
    notAccommodated: counter(
      "request_dispatch_no_accommodation_total",
      "[ALPHA] Times that the next request was too wide for the free seats.",
      FLOW,
    ),
    epochAdvances: counter("epoch_advance_total", "[ALPHA] Times that virtual time was set back.", [
      ...LEVEL,
      "success",
    ]),
    inqueueRequests: gauge("current_inqueue_requests", "[BETA] Requests that wait in queues.", FLOW),
    inqueueSeats: gauge("current_inqueue_seats", "[ALPHA] Seats that waiting requests ask for.", FLOW),
    executingRequests: gauge(
      "current_executing_requests",
      "[BETA] Requests that run; a watch only while it is set up.",
      FLOW,
    ),
    executingSeats: gauge(
      "current_executing_seats",
      "[BETA] Seats held by requests that run or linger; a watch only while it is set up.",
      FLOW,
    ),
    nominalSeats: gauge("nominal_limit_seats", "[BETA] Seats that a level has by its configuration.", LEVEL),
    lowerSeats: gauge("lower_limit_seats", "[ALPHA] Seats that a level keeps in any case.", LEVEL),
    upperSeats: gauge("upper_limit_seats", "[ALPHA] The most seats that a level may have.", LEVEL),
    currentSeats: gauge("current_limit_seats", "[ALPHA] Seats that a level has now.", LEVEL),
    targetSeats: gauge("target_seats", "[ALPHA] Seats that a level should have.", LEVEL),
    demandHighWatermark: gauge(
      "demand_seats_high_watermark",
      "[ALPHA] The most seats asked for in the last period.",
      LEVEL,
    ),
    demandAverage: gauge(
      "demand_seats_average",
      "[ALPHA] Average over time of the seats asked for in the last period.",
      LEVEL,
    ),
    demandDeviation: gauge(
      "demand_seats_stdev",
      "[ALPHA] Standard deviation over time of the seats asked for in the last period.",
      LEVEL,
    ),
    demandSmoothed: gauge("demand_seats_smoothed", "[ALPHA] Seats asked for, smoothed over periods.", LEVEL),
    fairFrac: gauge(
      "seat_fair_frac",
      "[ALPHA] What every level's target was multiplied by in the last round of borrowing.",
      [],
    ),
    currentR: gauge("current_r", "[ALPHA] Virtual time at its last change.", LEVEL),
    dispatchR: gauge("dispatch_r", "[ALPHA] Virtual time of the last dispatch.", LEVEL),
    latestS: gauge("latest_s", "[ALPHA] Virtual start of the request dispatched last.", LEVEL),
    nextBounds: gauge(
      "next_s_bounds",
      "[ALPHA] Least and greatest virtual start of what waits at the head of queues.",
      ["bound", ...LEVEL],
    ),
    nextDiscountedBounds: gauge(
      "next_discounted_s_bounds",
      "[ALPHA] The same, less the work that is under way in each queue.",
      ["bound", ...LEVEL],
    ),
    queueLength: histogram(
      "request_queue_length_after_enqueue",
      "[ALPHA] Length of its queue as each request found it.",
      FLOW,
      [0, 10, 25, 50, 100, 250, 500, 1000],
    ),
    waitSeconds: histogram(
      "request_wait_duration_seconds",
      "[BETA] Time that requests waited.",
      [...FLOW, "execute"],
      SECONDS,
    ),
    executionSeconds: histogram(
      "request_execution_seconds",
      "[ALPHA] Time that requests ran; a watch only while it is set up.",
      [...FLOW, "type"],
      SECONDS,
    ),
    watchCount: histogram(
      "watch_count_samples",
      "[ALPHA] Watchers that writes reach.",
      FLOW,
      [0, 1, 10, 100, 1000, 10_000],
    ),
    estimatedSeats: histogram(
      "work_estimated_seats",
      "[ALPHA] Seats that requests are expected to need.",
      FLOW,
      [1, 2, 4, 8, 16, 32, 64, 100],
    ),
    demandRatio: histogram(
      "demand_seats",
      "EXPERIMENTAL: [ALPHA] Seats asked for as a share of those the level has, for each nanosecond.",
      LEVEL,
      DEMAND_RATIOS,
    ),
    seatUtilization: histogram(
      "priority_level_seat_utilization",
      "EXPERIMENTAL: [ALPHA] Seats held as a share of those the level has, for each nanosecond.",
      ["phase", ...LEVEL],
      SEAT_RATIOS,
    ),
    requestUtilization: histogram(
      "priority_level_request_utilization",
      "EXPERIMENTAL: [ALPHA] Requests as a share of what the level takes, for each nanosecond.",
      ["phase", ...LEVEL],
      REQUEST_RATIOS,
    ),
  };
}

export type Instruments = ReturnType<typeof instruments>;

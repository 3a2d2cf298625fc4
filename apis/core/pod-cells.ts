import { ownValue, type DeepReadonly, type StrategyHooks } from "kindsmith/apimachinery";
import type { TableRowCondition } from "kindsmith/apimachinery/meta/v1";
import { age, NONE, orElse, since } from "../shared/cells.js";
import type { Container, ContainerState, ContainerStatus, Pod } from "./v1/types.js";

/**
 * The columns of pods.
 * @see kubernetes/kubernetes pkg/printers/internalversion/printers.go, printPod
 */
export const podCells: NonNullable<StrategyHooks<Pod>["tableCells"]> = {
  Ready: (pod) => {
    const { ready, total } = summarize(pod);
    return `${ready}/${total}`;
  },
  Status: (pod) => summarize(pod).reason,
  Restarts: (pod, now) => {
    const { restarts, lastRestart } = summarize(pod);
    return restarts === 0 || lastRestart === "" ? String(restarts) : `${restarts} (${since(lastRestart, now)} ago)`;
  },
  Age: age,
  IP: (pod) => orElse(pod.status?.podIPs?.[0]?.ip ?? pod.status?.podIP, NONE),
  Node: (pod) => orElse(pod.spec?.nodeName, NONE),
  "Nominated Node": (pod) => orElse(pod.status?.nominatedNodeName, NONE),
  "Readiness Gates": (pod) => {
    const gates = pod.spec?.readinessGates ?? [];
    if (gates.length === 0) return NONE;
    const met = gates.filter((gate) => hasCondition(pod, gate.conditionType));
    return `${met.length}/${gates.length}`;
  },
};

const DONE: { readonly [phase: string]: readonly TableRowCondition[] } = {
  Succeeded: [
    { type: "Completed", status: "True", reason: "Succeeded", message: "The pod has completed successfully." },
  ],
  Failed: [{ type: "Completed", status: "True", reason: "Failed", message: "The pod failed." }],
};

/** Clients may leave out the rows of pods that are done. */
export function podRowConditions(pod: DeepReadonly<Pod>): readonly TableRowCondition[] | undefined {
  return ownValue(DONE, pod.status?.phase ?? "");
}

interface Summary {
  reason: string;
  ready: number;
  total: number;
  restarts: number;
  /** When a container last ended; "" when none did. */
  lastRestart: string;
}

function summarize(pod: DeepReadonly<Pod>): Summary {
  const summary: Summary = {
    reason: startReason(pod),
    ready: 0,
    total: (pod.spec?.containers ?? []).length,
    restarts: 0,
    lastRestart: "",
  };
  const sidecars = { restarts: 0, lastRestart: "" };
  const initializing = addInitContainers(pod, summary, sidecars);
  if (!initializing || hasCondition(pod, "Initialized")) {
    summary.restarts = sidecars.restarts;
    summary.lastRestart = sidecars.lastRestart;
    addContainers(pod, summary);
  }
  if (pod.metadata.deletionTimestamp != null) {
    const phase = pod.status?.phase;
    if (pod.status?.reason === "NodeLost") summary.reason = "Unknown";
    else if (phase !== "Failed" && phase !== "Succeeded") summary.reason = "Terminating";
  }
  return summary;
}

function startReason(pod: DeepReadonly<Pod>): string {
  const gated = (pod.status?.conditions ?? []).some(
    (condition) => condition.type === "PodScheduled" && condition.reason === "SchedulingGated",
  );
  return gated ? "SchedulingGated" : pod.status?.reason || pod.status?.phase || "";
}

type Restarts = Pick<Summary, "restarts" | "lastRestart">;

function countRestarts(counts: Restarts, status: DeepReadonly<ContainerStatus>): void {
  counts.restarts += status.restartCount ?? 0;
  const ended = status.lastState?.terminated?.finishedAt ?? "";
  // Times in UTC compare as texts.
  if (ended > counts.lastRestart) counts.lastRestart = ended;
}

/** Adds what the init containers say; true while one of them keeps the pod from starting. */
function addInitContainers(pod: DeepReadonly<Pod>, summary: Summary, sidecars: Restarts): boolean {
  const specs = new Map((pod.spec?.initContainers ?? []).map((container) => [container.name, container]));
  for (const container of specs.values()) if (isSidecar(container)) summary.total++;
  for (const [i, status] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const sidecar = isSidecar(specs.get(status.name));
    countRestarts(summary, status);
    if (sidecar) countRestarts(sidecars, status);
    const { terminated, waiting } = status.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (sidecar && status.started === true) {
      if (status.ready) summary.ready++;
      continue;
    }
    if (terminated !== undefined) summary.reason = `Init:${endReason(terminated)}`;
    else if (waiting?.reason && waiting.reason !== "PodInitializing") summary.reason = `Init:${waiting.reason}`;
    else summary.reason = `Init:${i}/${specs.size}`;
    return true;
  }
  return false;
}

function addContainers(pod: DeepReadonly<Pod>, summary: Summary): void {
  let running = false;
  for (const status of (pod.status?.containerStatuses ?? []).toReversed()) {
    countRestarts(summary, status);
    const { waiting, terminated, running: runs } = status.state ?? {};
    if (waiting?.reason) summary.reason = waiting.reason;
    else if (terminated !== undefined) summary.reason = endReason(terminated);
    else if (status.ready && runs !== undefined) {
      running = true;
      summary.ready++;
    }
  }
  // One container may be done while others go on.
  if (summary.reason === "Completed" && running) summary.reason = hasCondition(pod, "Ready") ? "Running" : "NotReady";
}

function endReason(terminated: DeepReadonly<NonNullable<ContainerState["terminated"]>>): string {
  if (terminated.reason) return terminated.reason;
  return terminated.signal ? `Signal:${terminated.signal}` : `ExitCode:${terminated.exitCode}`;
}

function isSidecar(container: DeepReadonly<Container> | undefined): boolean {
  return container?.restartPolicy === "Always";
}

function hasCondition(pod: DeepReadonly<Pod>, type: string): boolean {
  return (pod.status?.conditions ?? []).some((condition) => condition.type === type && condition.status === "True");
}

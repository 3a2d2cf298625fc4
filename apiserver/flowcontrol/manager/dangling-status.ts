import type { Clock, Random } from "../../../apimachinery/clock/index.js";
import type { FlowSchema } from "../config/types.js";

/** The condition that says whether a FlowSchema's level exists. */
export interface DanglingCondition {
  readonly type: "Dangling";
  readonly status: "True" | "False";
  readonly lastTransitionTime: string;
  readonly reason: "Found" | "NotFound";
  readonly message: string;
}

type WithConditions = FlowSchema & {
  readonly status?: { readonly conditions?: readonly { readonly type?: string }[] };
};

/** The condition that the schema should have; undefined when it has it. */
export function wantedDangling(schema: FlowSchema, dangling: boolean, nowMs: number): DanglingCondition | undefined {
  const name = JSON.stringify(schema.spec.priorityLevelConfiguration.name);
  const reference = `This FlowSchema references the PriorityLevelConfiguration object named ${name}`;
  const condition: DanglingCondition = {
    type: "Dangling",
    status: dangling ? "True" : "False",
    lastTransitionTime: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
    reason: dangling ? "NotFound" : "Found",
    message: dangling ? `${reference} but there is no such object` : `${reference} and it exists`,
  };
  const present = (schema as WithConditions).status?.conditions?.find((c) => c.type === "Dangling") as
    DanglingCondition | undefined;
  const same =
    present?.status === condition.status &&
    present.reason === condition.reason &&
    present.message === condition.message;
  return same ? undefined : condition;
}

// Two servers of different minds would otherwise change one status for ever.
const UPDATES_PER_MINUTE = 6;

/** Holds back a status that is written too often. */
export class StatusUpdateLimiter {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #writes = new Map<string, number[]>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** undefined: write now, which is counted; else how many ms to wait. */
  admit(name: string): number | undefined {
    const nowMs = this.#clock.monotonic();
    const recent = (this.#writes.get(name) ?? []).filter((at) => nowMs - at < 60_000);
    if (recent.length >= UPDATES_PER_MINUTE) {
      this.#writes.set(name, recent);
      return 30_000 + Math.floor(this.#random() * 45_000);
    }
    this.#writes.set(name, [...recent, nowMs]);
    return undefined;
  }
}

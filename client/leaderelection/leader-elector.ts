import { isConflict, isNotFound } from "../../apimachinery/api/errors/index.js";
import { realClock, type Clock, type Random } from "../../apimachinery/clock/index.js";
import { formatMicroTime } from "../../apimachinery/scalars/index.js";
import { deadlineOf } from "../rest/index.js";
import type { LeaseLock, LeaseRecord } from "./lease-lock.js";

/** A jittered wait is at most this much longer, so that candidates do not ask in step. */
const JITTER_FACTOR = 1.2;

export interface LeaderElectionOptions {
  readonly lock: LeaseLock;
  /** Tells this candidate from all others. */
  readonly identity: string;
  /** How long others wait after the last renewal before they take over. Default 15 s. */
  readonly leaseDurationMs?: number;
  /** The leader stops when it cannot renew for this long. Default 10 s. */
  readonly renewDeadlineMs?: number;
  /** Time between tries. Default 2 s. */
  readonly retryPeriodMs?: number;
  /** Gives the lease back at the end, so that another can lead at once. Only safe when `lead` has ended its work by then. */
  readonly releaseOnCancel?: boolean;
  /** The leader's work. Its signal aborts when leading ends; it should then return soon. */
  readonly lead: (opts: { readonly signal: AbortSignal }) => Promise<void>;
  /** Another candidate leads now, or this one. */
  readonly onNewLeader?: (identity: string) => void;
  /** Is told of failed tries. Must not throw. */
  readonly onError?: (err: Error) => void;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Competes for a lease and does the leader's work while it is held. Safe as long as clocks run at about the same speed;
 * what they show does not matter.
 * @see kubernetes/client-go tools/leaderelection/leaderelection.go
 */
export class LeaderElector {
  readonly #options: LeaderElectionOptions;
  readonly #leaseDurationMs: number;
  readonly #renewDeadlineMs: number;
  readonly #retryPeriodMs: number;
  readonly #clock: Clock;
  readonly #random: Random;
  #observed: LeaseRecord = {};
  /** When the record was last seen to change, by our own clock. */
  #observedAt = 0;
  #reported = "";

  /** @throws Error when the times do not fit together. */
  constructor(options: LeaderElectionOptions) {
    this.#options = options;
    this.#leaseDurationMs = options.leaseDurationMs ?? 15_000;
    this.#renewDeadlineMs = options.renewDeadlineMs ?? 10_000;
    this.#retryPeriodMs = options.retryPeriodMs ?? 2_000;
    this.#clock = options.clock ?? realClock;
    this.#random = options.random ?? Math.random;
    if (this.#leaseDurationMs < 1000) throw new Error("leaseDurationMs must be at least 1000");
    if (this.#leaseDurationMs <= this.#renewDeadlineMs) {
      throw new Error("leaseDurationMs must be greater than renewDeadlineMs");
    }
    if (this.#renewDeadlineMs <= JITTER_FACTOR * this.#retryPeriodMs) {
      throw new Error(`renewDeadlineMs must be greater than retryPeriodMs*${JITTER_FACTOR}`);
    }
    if (options.identity === "") throw new Error("identity must not be empty");
  }

  isLeader(): boolean {
    return this.#observed.holderIdentity === this.#options.identity;
  }

  /** Who leads, as far as is known; "" for nobody. */
  leader(): string {
    return this.#observed.holderIdentity ?? "";
  }

  /**
   * Waits to lead, leads, and returns when leading has ended: by the signal or by a lease that could not be renewed in
   * time. By then `lead` has returned. @throws what `lead` throws
   */
  async run(opts: { readonly signal: AbortSignal }): Promise<void> {
    const { signal } = opts;
    if (!(await this.#acquire(signal))) return;
    const leading = new AbortController();
    const work = this.#options.lead({ signal: leading.signal });
    // A leader whose work is over, or has failed, need not lead any longer.
    const workOver = work.catch(() => undefined).then(() => leading.abort(new Error("the leader's work has ended")));
    const onAbort = (): void => leading.abort(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      await this.#renewUntil(leading);
      await workOver;
      if (this.#options.releaseOnCancel === true) await this.#release();
      await work;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** False when the signal came first. */
  async #acquire(signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      const acquired = await this.#try(signal);
      if (signal.aborted) return false;
      if (acquired) return true;
      await this.#pause(this.#retryPeriodMs * (1 + (JITTER_FACTOR - 1) * this.#random()), signal);
    }
    return false;
  }

  /** Renews until the signal, or until no try has succeeded for the renew deadline. */
  async #renewUntil(leading: AbortController): Promise<void> {
    let renewedAt = this.#clock.monotonic();
    while (!leading.signal.aborted) {
      await this.#pause(this.#retryPeriodMs, leading.signal);
      if (leading.signal.aborted) return;
      const leftMs = renewedAt + this.#renewDeadlineMs - this.#clock.monotonic();
      if (leftMs > 0) {
        const deadline = deadlineOf(this.#clock, leftMs, leading.signal);
        const startedAt = this.#clock.monotonic();
        const renewed = await this.#try(deadline.signal);
        deadline.end();
        if (renewed) renewedAt = startedAt;
      }
      if (this.#clock.monotonic() - renewedAt >= this.#renewDeadlineMs || !this.isLeader()) {
        leading.abort(new Error("the lease was lost"));
      }
    }
  }

  /** One try to get or renew the lease; its failure is reported. */
  async #try(signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#tryAcquireOrRenew(signal);
    } catch (err) {
      if (!isConflict(err)) this.#options.onError?.(err instanceof Error ? err : new Error(String(err)));
      return false;
    } finally {
      this.#reportTransition();
    }
  }

  async #tryAcquireOrRenew(signal: AbortSignal): Promise<boolean> {
    const { lock, identity } = this.#options;
    const now = formatMicroTime(this.#clock.now());
    const record: LeaseRecord = {
      holderIdentity: identity,
      leaseDurationSeconds: Math.floor(this.#leaseDurationMs / 1000),
      acquireTime: now,
      renewTime: now,
      leaseTransitions: 0,
    };
    let current: LeaseRecord;
    try {
      current = await lock.get({ signal });
    } catch (err) {
      if (!isNotFound(err)) throw err;
      await lock.create(record, { signal });
      this.#observe(record);
      return true;
    }
    if (JSON.stringify(current) !== JSON.stringify(this.#observed)) this.#observe(current);
    const held = (current.holderIdentity ?? "") !== "" && current.holderIdentity !== identity;
    if (held && this.#isValid(current)) return false;
    const isOurs = current.holderIdentity === identity;
    record.leaseTransitions = (current.leaseTransitions ?? 0) + (isOurs ? 0 : 1);
    if (isOurs && current.acquireTime !== undefined) record.acquireTime = current.acquireTime;
    await lock.update(record, { signal });
    this.#observe(record);
    return true;
  }

  /** Gives the lease back with a duration of a second. Its failure only makes others wait. */
  async #release(): Promise<void> {
    const deadline = deadlineOf(this.#clock, this.#renewDeadlineMs, undefined);
    const { lock, identity, onError } = this.#options;
    try {
      const current = await lock.get({ signal: deadline.signal });
      if (current.holderIdentity !== identity) return;
      const now = formatMicroTime(this.#clock.now());
      const released = { holderIdentity: "", leaseDurationSeconds: 1, renewTime: now, acquireTime: now };
      await lock.update(released, { signal: deadline.signal });
      this.#observe(released);
    } catch (err) {
      onError?.(err instanceof Error ? err : new Error(String(err)));
    } finally {
      deadline.end();
    }
  }

  /** The record may still be in force: it was seen to change within its own duration. */
  #isValid(record: LeaseRecord): boolean {
    return this.#observedAt + (record.leaseDurationSeconds ?? 0) * 1000 > this.#clock.monotonic();
  }

  #observe(record: LeaseRecord): void {
    this.#observed = record;
    this.#observedAt = this.#clock.monotonic();
  }

  #reportTransition(): void {
    const leader = this.leader();
    if (leader === this.#reported) return;
    this.#reported = leader;
    if (leader !== "") this.#options.onNewLeader?.(leader);
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.sleep(ms, { signal });
    } catch (err) {
      if (!signal.aborted) throw err;
    }
  }
}

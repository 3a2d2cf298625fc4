import type { Clock, Timer } from "../../../apimachinery/clock/index.js";

const SLOT_MS = 1_000;

/** Calls what is due, second by second, with one timer for all; none while nothing waits. */
export class BookmarkWheel<W> {
  readonly #clock: Clock;
  readonly #fire: (due: readonly W[]) => void;
  readonly #slots = new Map<number, Set<W>>();
  readonly #slotOf = new Map<W, number>();
  #timer: Timer | undefined;

  constructor(clock: Clock, fire: (due: readonly W[]) => void) {
    this.#clock = clock;
    this.#fire = fire;
  }

  /** In monotonic ms. A watcher stands in one slot at most. */
  add(watcher: W, dueMs: number): void {
    this.delete(watcher);
    const slot = Math.ceil(dueMs / SLOT_MS);
    const set = this.#slots.get(slot);
    if (set === undefined) this.#slots.set(slot, new Set([watcher]));
    else set.add(watcher);
    this.#slotOf.set(watcher, slot);
    this.#arm();
  }

  has(watcher: W): boolean {
    return this.#slotOf.has(watcher);
  }

  delete(watcher: W): void {
    const slot = this.#slotOf.get(watcher);
    if (slot === undefined) return;
    this.#slotOf.delete(watcher);
    const set = this.#slots.get(slot);
    set?.delete(watcher);
    if (set?.size === 0) this.#slots.delete(slot);
  }

  #arm(): void {
    if (this.#timer !== undefined || this.#slots.size === 0) return;
    const untilNextSlot = SLOT_MS - (this.#clock.monotonic() % SLOT_MS);
    this.#timer = this.#clock.setTimeout(() => this.#tick(), untilNextSlot, { unref: true });
  }

  #tick(): void {
    this.#timer = undefined;
    const current = Math.floor(this.#clock.monotonic() / SLOT_MS);
    const due: W[] = [];
    for (const [slot, set] of this.#slots) if (slot <= current) due.push(...set);
    for (const watcher of due) this.delete(watcher);
    if (due.length > 0) this.#fire(due);
    this.#arm();
  }
}

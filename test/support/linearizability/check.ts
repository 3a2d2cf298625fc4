/** One call as its client saw it. Times are of one monotonic clock. */
export interface Operation<I, O> {
  readonly input: I;
  /** undefined: no answer came, so it may have happened at any time since its call, or never. */
  readonly output: O | undefined;
  readonly called: number;
  readonly returned: number;
}

/** What the object does when operations come one after the other. */
export interface Model<S, I, O> {
  readonly initial: S;
  /** The state after `input` was answered with `output`; "impossible" when it cannot be. Without an output: after it happened. */
  step(state: S, input: I, output: O | undefined): S | "impossible";
  /** Equal for equal states. */
  keyOf(state: S): string;
}

export type Verdict<I, O> =
  | { readonly linearizable: true; readonly order: readonly Operation<I, O>[] }
  | {
      readonly linearizable: false;
      /** The longest order that works, and the operation that had to come next and could not. */
      readonly order: readonly Operation<I, O>[];
      readonly stuckAt: Operation<I, O>;
    };

/**
 * Whether a history of concurrent operations on one object could have come from operations that each happened at one
 * instant between their call and their return.
 *
 * Searches an order, pruned by what has been tried: the same operations done and the same state reached lead to the same
 * end. `maxSteps` bounds the search.
 * @throws Error when the bound was not enough to decide
 * @see J. M. Wing, C. Gong, Testing and verifying concurrent objects (1993); G. Lowe, Testing for linearizability (2017)
 */
export function checkHistory<S, I, O>(
  model: Model<S, I, O>,
  history: readonly Operation<I, O>[],
  { maxSteps = 5_000_000 }: { readonly maxSteps?: number } = {},
): Verdict<I, O> {
  const timeline = new Timeline(history);
  const tried = new Set<string>();
  const done: { readonly event: CallEvent<I, O>; readonly before: S }[] = [];
  let best: readonly Operation<I, O>[] = [];
  let stuckAt: Operation<I, O> | undefined;
  let state = model.initial;
  let doneBits = 0n;
  let event = timeline.first;
  for (let steps = 0; timeline.openReturns > 0; steps++) {
    if (steps > maxSteps)
      throw new Error(`not decided after ${maxSteps} steps; the history is too long or too concurrent`);
    if (event?.kind === "call") {
      const { operation, bit } = event;
      const next = model.step(state, operation.input, operation.output);
      const key = next === "impossible" ? "" : `${(doneBits | bit).toString(36)} ${model.keyOf(next)}`;
      if (next === "impossible" || tried.has(key)) {
        event = event.next;
        continue;
      }
      tried.add(key);
      done.push({ event, before: state });
      timeline.lift(event);
      state = next;
      doneBits |= bit;
      event = timeline.first;
      continue;
    }
    // A return whose call is still open, or the end: the order so far leads nowhere.
    if (done.length >= best.length && event !== undefined) {
      best = done.map((step) => step.event.operation);
      stuckAt = event.operation;
    }
    const last = done.pop();
    if (last === undefined) return { linearizable: false, order: best, stuckAt: stuckAt! };
    timeline.restore(last.event);
    state = last.before;
    doneBits &= ~last.event.bit;
    event = last.event.next;
  }
  return { linearizable: true, order: done.map((step) => step.event.operation) };
}

interface CallEvent<I, O> {
  readonly kind: "call";
  readonly operation: Operation<I, O>;
  /** The operation's place in the set of those done. */
  readonly bit: bigint;
  /** None where no answer came: nothing has to wait for such an operation. */
  readonly answer: ReturnEvent<I, O> | undefined;
  previous: Event<I, O> | undefined;
  next: Event<I, O> | undefined;
}

interface ReturnEvent<I, O> {
  readonly kind: "return";
  readonly operation: Operation<I, O>;
  previous: Event<I, O> | undefined;
  next: Event<I, O> | undefined;
}

type Event<I, O> = CallEvent<I, O> | ReturnEvent<I, O>;

/** Calls and returns in the order of their times, in a list from which the operations done are lifted out. */
class Timeline<I, O> {
  first: Event<I, O> | undefined;
  /** Operations that must still find their place. */
  openReturns = 0;

  constructor(history: readonly Operation<I, O>[]) {
    const events: { readonly at: number; readonly event: Event<I, O> }[] = [];
    history.forEach((operation, i) => {
      const answer: ReturnEvent<I, O> | undefined =
        operation.output === undefined
          ? undefined
          : { kind: "return", operation, previous: undefined, next: undefined };
      const bit = 1n << BigInt(i);
      const call: Event<I, O> = { kind: "call", operation, bit, answer, previous: undefined, next: undefined };
      events.push({ at: operation.called, event: call });
      if (answer !== undefined) {
        events.push({ at: operation.returned, event: answer });
        this.openReturns++;
      }
    });
    // At one instant calls come first: operations that touch count as concurrent.
    events.sort((a, b) => a.at - b.at || Number(a.event.kind === "return") - Number(b.event.kind === "return"));
    let previous: Event<I, O> | undefined;
    for (const { event } of events) {
      event.previous = previous;
      if (previous === undefined) this.first = event;
      else previous.next = event;
      previous = event;
    }
  }

  lift(call: CallEvent<I, O>): void {
    this.#unlink(call);
    if (call.answer === undefined) return;
    this.#unlink(call.answer);
    this.openReturns--;
  }

  /** In the opposite order of `lift`. */
  restore(call: CallEvent<I, O>): void {
    if (call.answer !== undefined) {
      this.#relink(call.answer);
      this.openReturns++;
    }
    this.#relink(call);
  }

  #unlink(event: Event<I, O>): void {
    if (event.previous === undefined) this.first = event.next;
    else event.previous.next = event.next;
    if (event.next !== undefined) event.next.previous = event.previous;
  }

  #relink(event: Event<I, O>): void {
    if (event.previous === undefined) this.first = event;
    else event.previous.next = event;
    if (event.next !== undefined) event.next.previous = event;
  }
}

import type { Model, Operation } from "./check.js";

/**
 * One object of an API: there with a value, or not there. Every write brings a value of its own, which stands for the
 * resourceVersion too: `expected` is the value that the client had read with the version it sends back.
 */
export type ObjectInput =
  | { readonly verb: "get" }
  | { readonly verb: "create"; readonly value: string }
  | { readonly verb: "update"; readonly value: string; readonly expected?: string }
  | { readonly verb: "delete"; readonly expected?: string };

export type ObjectOutput =
  | { readonly outcome: "ok"; readonly value?: string }
  | { readonly outcome: "exists" }
  | { readonly outcome: "missing" }
  | { readonly outcome: "conflict" };

export type ObjectOperation = Operation<ObjectInput, ObjectOutput>;

/** The value; undefined: there is no object. */
type State = string | undefined;

export const objectModel: Model<State, ObjectInput, ObjectOutput> = {
  initial: undefined,
  keyOf: (state) => (state === undefined ? "-" : `=${state}`),
  step(state, input, output) {
    const [expected, next] = answerOf(state, input);
    if (output === undefined) return expected.outcome === "ok" ? next : "impossible";
    const same = expected.outcome === output.outcome && (input.verb !== "get" || valueOf(expected) === valueOf(output));
    return same ? next : "impossible";
  },
};

/** What the object answers in a state, and its state after that. */
function answerOf(state: State, input: ObjectInput): readonly [ObjectOutput, State] {
  if (input.verb === "create")
    return state === undefined ? [{ outcome: "ok" }, input.value] : [{ outcome: "exists" }, state];
  if (state === undefined) return [{ outcome: "missing" }, state];
  if (input.verb === "get") return [{ outcome: "ok", value: state }, state];
  if (input.expected !== undefined && input.expected !== state) return [{ outcome: "conflict" }, state];
  return [{ outcome: "ok" }, input.verb === "update" ? input.value : undefined];
}

function valueOf(output: ObjectOutput): string | undefined {
  return output.outcome === "ok" ? output.value : undefined;
}

/** For messages: `  12.3–15.0  update b (after a) → conflict`. */
export function describeOperation({ input, output, called, returned }: ObjectOperation): string {
  const { verb } = input;
  const value = verb === "create" || verb === "update" ? ` ${input.value}` : "";
  const after =
    (verb === "update" || verb === "delete") && input.expected !== undefined ? ` (after ${input.expected})` : "";
  const answer = output === undefined ? "no answer" : `${output.outcome} ${valueOf(output) ?? ""}`.trim();
  return `${called.toFixed(1)}–${returned.toFixed(1)} ${verb}${value}${after} → ${answer}`;
}

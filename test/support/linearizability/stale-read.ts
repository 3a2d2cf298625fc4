import type { ObjectOperation } from "./object-model.js";

/**
 * The history with its last successful read made to see the first value of all, which had been overwritten before the read
 * was called: no longer linearizable. undefined: the history has no such read. For tests of the checker and of histories.
 */
export function withStaleRead(history: readonly ObjectOperation[]): ObjectOperation[] | undefined {
  const done = history.filter(({ output }) => output?.outcome === "ok");
  const read = done.findLast(({ input }) => input.verb === "get");
  const writes = done.filter(
    ({ input, returned }) => input.verb !== "get" && read !== undefined && returned < read.called,
  );
  const first = writes.find(({ input }) => input.verb === "create");
  if (read === undefined || first?.input.verb !== "create") return undefined;
  const { value } = first.input;
  const later = writes.some(({ called }) => called > first.returned);
  const seen = read.output?.outcome === "ok" ? read.output.value : undefined;
  if (!later || seen === value) return undefined;
  return history.map((operation) =>
    operation === read ? { ...read, output: { outcome: "ok", value } as const } : operation,
  );
}

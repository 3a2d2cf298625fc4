/**
 * Makes an async generator one that can be left while it waits: by itself, `return` would take effect only after the
 * next value. `make` gets a signal that aborts when the reader leaves or `outer` aborts; a reader that left sees a clean
 * end, one whose `outer` aborted the reason.
 */
export function leavable<T>(
  make: (signal: AbortSignal) => AsyncGenerator<T, void>,
  outer: AbortSignal | undefined,
): AsyncIterableIterator<T> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort(outer?.reason);
  if (outer?.aborted === true) onAbort();
  else outer?.addEventListener("abort", onAbort, { once: true });
  const source = make(stop.signal);
  let left = false;
  const end = (): void => {
    left = true;
    outer?.removeEventListener("abort", onAbort);
  };
  const self: AsyncIterableIterator<T> = {
    async next() {
      if (left) return { done: true, value: undefined };
      try {
        const result = await source.next();
        if (result.done !== true) return result;
        end();
      } catch (err) {
        const leftMeanwhile = left;
        end();
        if (!leftMeanwhile) throw err;
      }
      return { done: true, value: undefined };
    },
    async return() {
      if (!left) {
        end();
        stop.abort(new Error("the reader has left"));
        await source.return();
      }
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => self,
  };
  return self;
}

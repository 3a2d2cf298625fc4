/**
 * A result that may be there already. Each `await` of a chain of twenty steps costs a microsecond and half a kilobyte of
 * garbage, also where nobody had to wait; steps that are taken for every request pass such results on instead.
 */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a result: at once when it is there. */
export function andThen<T, R>(result: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return result instanceof Promise ? result.then(next) : next(result);
}

/**
 * Runs `work`, and when it has ended `done` or, if it failed, `failed`: at once when it did not have to wait. What these
 * two return or throw is the outcome.
 */
export function settle<A, T, R>(
  work: (arg: A) => MaybePromise<T>,
  arg: A,
  done: (value: T) => MaybePromise<R>,
  failed: (err: unknown) => MaybePromise<R>,
): MaybePromise<R> {
  let result: MaybePromise<T>;
  try {
    result = work(arg);
  } catch (err) {
    return failed(err);
  }
  return result instanceof Promise ? result.then(done, failed) : done(result);
}

/** Runs `work`, and `failed` when it fails: at once when it did not have to wait. */
export function rescue<A, T>(
  work: (arg: A) => MaybePromise<T>,
  arg: A,
  failed: (err: unknown) => MaybePromise<T>,
): MaybePromise<T> {
  let result: MaybePromise<T>;
  try {
    result = work(arg);
  } catch (err) {
    return failed(err);
  }
  return result instanceof Promise ? result.catch(failed) : result;
}

/** Runs `work`, and `after` when it has ended, in whatever way. `after` does not throw. */
export function withCleanup<A, T>(work: (arg: A) => MaybePromise<T>, arg: A, after: () => void): MaybePromise<T> {
  let result: MaybePromise<T>;
  try {
    result = work(arg);
  } catch (err) {
    after();
    throw err;
  }
  if (result instanceof Promise) return result.finally(after);
  after();
  return result;
}

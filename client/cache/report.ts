/** Is told of errors that nobody awaits. Must not throw. */
export type ErrorReporter = (err: Error) => void;

/** Prints to standard error through Node's warnings, so that nothing is lost when no reporter is given. */
export const warnOnStderr: ErrorReporter = (err) => process.emitWarning(err);

export function toError(err: unknown): Error {
  return err instanceof Error ? err : new Error(String(err));
}

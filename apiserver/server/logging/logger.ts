import type { Clock } from "../../../apimachinery/clock/index.js";

export type LogFields = { readonly [key: string]: unknown };

/** Structured messages for the operator. Verbosity as klog's: 0 always, 2 changes of state, 4 and above for debugging. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `err` is printed with its stack from verbosity 4 on. */
  error(message: string, err: unknown, fields?: LogFields): void;
  /** Only at verbosity `level` or above. Ask `enabled` first where the fields are costly. */
  verbose(level: number, message: string, fields?: LogFields): void;
  enabled(level: number): boolean;
  /** From now on. */
  setVerbosity(verbosity: number): void;
}

export interface LoggerOptions {
  readonly verbosity: number;
  readonly clock: Clock;
  readonly write: (line: string) => void;
}

/** klog's text form: `I0131 10:00:00.123456   4711] message key="value"`. */
export function createTextLogger(opts: LoggerOptions): Logger {
  const print = (severity: string, message: string, fields: LogFields): void => {
    const now = new Date(opts.clock.now()).toISOString();
    const stamp = `${now.slice(5, 7)}${now.slice(8, 10)} ${now.slice(11, 23)}000`;
    const pairs = Object.entries(fields).map(([key, value]) => ` ${key}=${valueText(value)}`);
    opts.write(`${severity}${stamp} ${String(process.pid).padStart(7)}] ${message}${pairs.join("")}\n`);
  };
  return loggerOver(opts.verbosity, print);
}

/** One JSON object for each line, as with `--logging-format=json`. */
export function createJSONLogger(opts: LoggerOptions): Logger {
  const print = (severity: string, message: string, fields: LogFields): void => {
    const level = severity === "E" ? "error" : severity === "W" ? "warn" : "info";
    opts.write(`${JSON.stringify({ ts: opts.clock.now(), level, msg: message, ...fields })}\n`);
  };
  return loggerOver(opts.verbosity, print);
}

/** Says nothing. */
export const silentLogger: Logger = { ...loggerOver(-1, () => undefined), setVerbosity: () => undefined };

function loggerOver(initial: number, print: (severity: string, message: string, fields: LogFields) => void): Logger {
  let verbosity = initial;
  return {
    info: (message, fields = {}) => print("I", message, fields),
    warn: (message, fields = {}) => print("W", message, fields),
    error: (message, err, fields = {}) => print("E", message, { err: errorText(err, verbosity >= 4), ...fields }),
    verbose: (level, message, fields = {}) => {
      if (level <= verbosity) print("I", message, fields);
    },
    enabled: (level) => level <= verbosity,
    setVerbosity: (value) => {
      verbosity = value;
    },
  };
}

function errorText(err: unknown, withStack: boolean): string {
  if (!(err instanceof Error)) return String(err);
  if (withStack) return err.stack ?? err.message;
  const cause = err.cause instanceof Error ? `: ${errorText(err.cause, false)}` : "";
  return `${err.message}${cause}`;
}

function valueText(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  return typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? "null");
}

import type { Clock } from "../../../apimachinery/clock/index.js";
import type { Latch } from "../lifecycle.js";

/** Something that can be well or not. */
export interface HealthCheck {
  readonly name: string;
  /** `?exclude=` takes this as well as the name. */
  readonly group?: string;
  /** @throws Error saying what is wrong; the text is for the log, clients never see it in lists. */
  check(opts: { readonly signal: AbortSignal }): Promise<void> | void;
}

export const pingCheck: HealthCheck = { name: "ping", check: () => undefined };

/** Well as long as the event loop turns: a log line written now would leave. */
export function createLogCheck(): HealthCheck {
  return { name: "log", check: () => new Promise((resolve) => setImmediate(resolve)) };
}

/** Fails from the moment a shutdown begins, so that load balancers turn away before the port closes. */
export function createShutdownCheck(shutdownInitiated: Latch): HealthCheck {
  return {
    name: "shutdown",
    check: () => {
      if (shutdownInitiated.done) throw new Error("process is shutting down");
    },
  };
}

/** Well while the certificate that clients on this machine trust has not expired; `expires` in ms since the epoch. */
export function createLoopbackCertificateCheck(clock: Clock, expires: () => number): HealthCheck {
  return {
    name: "loopback-serving-certificate",
    check: () => {
      if (clock.now() > expires()) throw new Error("loopback serving certificate is expired");
    },
  };
}

/** Well once no cache waits for its first list any more. */
export function createInformerSyncCheck(unsynced: () => readonly string[]): HealthCheck {
  return {
    name: "informer-sync",
    check: () => {
      const names = unsynced();
      if (names.length > 0) throw new Error(`${names.length} informers not started yet: [${names.join(" ")}]`);
    },
  };
}

/** Well once discovery has all versions of built-in groups; `missing` names others as `VERSION.GROUP`. */
export function createRegistrationCheck(missing: () => readonly string[]): HealthCheck {
  return {
    name: "autoregister-completion",
    check: () => {
      const names = missing();
      if (names.length > 0) throw new Error(`missing APIService: [${names.join(" ")}]`);
    },
  };
}

/** Well once the hook has ended. */
export function createHookCheck(name: string, hook: Latch): HealthCheck {
  return {
    name: `poststarthook/${name}`,
    check: () => {
      if (!hook.done) throw new Error("not finished");
    },
  };
}

/** Counts a check as passed until `delayMs` after now: a boot sequence is not a reason to restart the process. */
export function delayed(check: HealthCheck, clock: Clock, delayMs: number): HealthCheck {
  const from = clock.monotonic() + delayMs;
  return {
    ...check,
    check: (opts) => (clock.monotonic() >= from ? check.check(opts) : undefined),
  };
}

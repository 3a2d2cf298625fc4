import type { AuditBackend, AuditEvent } from "./types.js";

/** Hands every event to all backends. */
export class UnionBackend implements AuditBackend {
  readonly name: string;
  readonly #backends: readonly AuditBackend[];

  constructor(backends: readonly AuditBackend[]) {
    this.name = `union[${backends.map(({ name }) => name).join(",")}]`;
    this.#backends = backends;
  }

  async process(events: readonly AuditEvent[]): Promise<boolean> {
    const kept = await Promise.all(this.#backends.map((backend) => backend.process(events)));
    return kept.every(Boolean);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#backends.map((backend) => backend.stop()));
  }
}

/** A backend whose failures make no request fail. */
export function ignoringFailures(next: AuditBackend): AuditBackend {
  return {
    name: `ignoreErrors<${next.name}>`,
    process: (events) => {
      const kept = next.process(events);
      return typeof kept === "boolean" ? true : kept.then(() => true);
    },
    stop: () => next.stop(),
  };
}

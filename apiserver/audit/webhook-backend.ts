import type { Clock, Random } from "../../apimachinery/clock/index.js";
import { Backoff, responseError, type RESTInterface } from "../../client/rest/index.js";
import type { ReportLoss } from "./plugin-errors.js";
import { AUDIT_API_VERSION, type AuditBackend, type AuditEvent } from "./types.js";
import { jsonOf } from "./log-backend.js";

// As upstream's webhooks: five attempts in all, each delay half as long again as the one before.
const ATTEMPTS = 5;
const FACTOR = 1.5;
const JITTER = 0.2;
/** The webhook is told how long it has, as by every client. */
export const WEBHOOK_TIMEOUT_MS = 30_000;

/**
 * Posts events as an EventList to another server.
 * @see kubernetes/apiserver plugin/pkg/audit/webhook/webhook.go
 */
export class WebhookBackend implements AuditBackend {
  readonly name = "webhook";
  readonly #client: RESTInterface;
  readonly #path: string;
  readonly #initialBackoffMs: number;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #report: ReportLoss;

  constructor(deps: {
    readonly client: RESTInterface;
    /** Where events are posted to, below the client's server. */
    readonly path: string;
    readonly initialBackoffMs: number;
    readonly clock: Clock;
    readonly random: Random;
    readonly report: ReportLoss;
  }) {
    this.#client = deps.client;
    this.#path = deps.path;
    this.#initialBackoffMs = deps.initialBackoffMs;
    this.#clock = deps.clock;
    this.#random = deps.random;
    this.#report = deps.report;
  }

  async process(events: readonly AuditEvent[]): Promise<boolean> {
    const body = `{"kind":"EventList","apiVersion":"${AUDIT_API_VERSION}","metadata":{},"items":[${events.map(jsonOf).join(",")}]}\n`;
    const backoff = new Backoff({
      baseMs: this.#initialBackoffMs,
      maxMs: Infinity,
      factor: FACTOR,
      jitter: JITTER,
      clock: this.#clock,
      random: this.#random,
    });
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#post(body);
        return true;
      } catch (err) {
        if (attempt === ATTEMPTS) {
          this.#report(this.name, err, events);
          return false;
        }
      }
      await this.#clock.sleep(backoff.next());
    }
  }

  stop(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }

  async #post(body: string): Promise<void> {
    const params = { timeout: `${WEBHOOK_TIMEOUT_MS / 1000}s` };
    const spec = { method: "POST", absolutePath: this.#path, params, body } as const;
    const response = await this.#client.requestRaw(spec);
    if (response.status < 200 || response.status > 206) throw responseError(spec, response);
  }
}

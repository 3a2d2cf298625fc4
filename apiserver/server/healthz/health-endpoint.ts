import { quote } from "../../../apimachinery/text/index.js";
import { answerText } from "../answer.js";
import type { Logger } from "../logging/index.js";
import type { PathMux } from "../mux/path-mux.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";
import { inCheckOrder } from "./check-order.js";
import type { HealthCheck } from "./checks.js";
import type { HealthMetrics } from "./health-metrics.js";

const TEXT = "text/plain; charset=utf-8";

export interface HealthEndpointOptions {
  readonly mux: PathMux;
  /** `healthz`, `livez` or `readyz`. */
  readonly name: string;
  readonly logger: Logger;
  readonly metrics?: HealthMetrics;
  readonly onHealthy?: () => void;
}

/**
 * `/livez` and the like: all checks under one path, each under a path of its own. Checks can be added at any time.
 * @see kubernetes/apiserver pkg/server/healthz/healthz.go: same texts
 */
export class HealthEndpoint {
  readonly #opts: HealthEndpointOptions;
  #checks: readonly HealthCheck[] = [];

  constructor(opts: HealthEndpointOptions) {
    this.#opts = opts;
  }

  install(): void {
    this.#opts.mux.handle(`/${this.#opts.name}`, (request) => this.#serveAll(request));
  }

  add(check: HealthCheck): void {
    this.#checks = inCheckOrder([...this.#checks, check]);
    this.#opts.mux.handle(`/${this.#opts.name}/${check.name}`, serveOne(check));
  }

  async #serveAll(request: ServerRequest): Promise<void> {
    const { name, logger, metrics, onHealthy } = this.#opts;
    const excluded = new Set(request.query.getAll("exclude"));
    const unmatched = new Set(excluded);
    const failures: string[] = [];
    // Beside each other: one slow check must not add to the others' time.
    const lines = await Promise.all(
      this.#checks.map(async (check) => {
        if (excluded.has(check.name)) {
          unmatched.delete(check.name);
          return `[+]${check.name} excluded: ok\n`;
        }
        if (check.group !== undefined && excluded.has(check.group)) {
          unmatched.delete(check.group);
          return `[+]${check.name} excluded with ${check.group}: ok\n`;
        }
        try {
          await check.check(request);
          metrics?.observe(check.name, name, "success");
          return `[+]${check.name} ok\n`;
        } catch (err) {
          metrics?.observe(check.name, name, "error");
          failures.push(`${check.name}: ${messageOf(err)}`);
          return `[-]${check.name} failed: reason withheld\n`;
        }
      }),
    );
    let text = lines.join("");
    if (unmatched.size > 0) {
      const names = [...unmatched].sort().map(quote).join(",");
      text += `warn: some health checks cannot be excluded: no matches for ${names}\n`;
    }
    if (failures.length > 0) {
      logger.verbose(2, `${name} check failed`, { failures });
      answerText(request, 500, `${text}${name} check failed`);
      return;
    }
    onHealthy?.();
    request.response.setHeader("x-content-type-options", "nosniff");
    const verbose = request.query.has("verbose");
    request.response.send(200, TEXT, verbose ? `${text}${name} check passed\n` : "ok");
  }
}

function serveOne(check: HealthCheck): ServerHandler {
  return async (request) => {
    try {
      await check.check(request);
    } catch (err) {
      answerText(request, 500, `internal server error: ${messageOf(err)}`);
      return;
    }
    request.response.send(200, TEXT, "ok");
  };
}

function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err);
}

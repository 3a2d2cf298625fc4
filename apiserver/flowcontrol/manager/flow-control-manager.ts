import { isNotFound } from "../../../apimachinery/api/errors/index.js";
import type { Clock, Random } from "../../../apimachinery/clock/index.js";
import { BORROWING_PERIOD_MS } from "../borrowing/borrow.js";
import type { FlowSchema } from "../config/types.js";
import type { FlowController } from "../controller/flow-controller.js";
import { lacksBootstrapObjects, maintainBootstrapObjects } from "./bootstrap-maintenance.js";
import { StatusUpdateLimiter, wantedDangling } from "./dangling-status.js";
import type { FlowControlObjects } from "./object-access.js";

export interface FlowControlManagerDeps {
  readonly flow: FlowController;
  readonly objects: FlowControlObjects;
  readonly clock: Clock;
  readonly random: Random;
  /** Told of what went wrong and is tried again. */
  readonly onError: (what: string, err: unknown) => void;
}

const RETRY_MS = 1000;
const MAINTENANCE_MS = 60_000;

/**
 * Keeps flow control as its objects say, and the server's own objects as they should be. Each of the two resolves after its
 * first round; the loops go on until `signal` is aborted.
 * @see kubernetes/apiserver pkg/util/flowcontrol/apf_controller.go
 */
export class FlowControlManager {
  readonly #deps: FlowControlManagerDeps;
  readonly #statusUpdates: StatusUpdateLimiter;
  readonly #produced: Promise<void>;
  #resolveProduced!: () => void;

  constructor(deps: FlowControlManagerDeps) {
    this.#deps = deps;
    this.#statusUpdates = new StatusUpdateLimiter(deps.clock, deps.random);
    this.#produced = new Promise((resolve) => (this.#resolveProduced = resolve));
  }

  /** Makes the objects that are always there. @throws the signal's reason when aborted before they exist. */
  async produce(signal: AbortSignal): Promise<void> {
    while (
      !(await this.#attempt(signal, "keep the objects of flow control", () =>
        maintainBootstrapObjects(this.#deps.objects, { signal }),
      ))
    ) {
      await this.#deps.clock.sleep(RETRY_MS, { signal });
    }
    this.#resolveProduced();
    void this.#loop(
      signal,
      MAINTENANCE_MS,
      () => maintainBootstrapObjects(this.#deps.objects, { signal }),
      "keep the objects of flow control",
    );
  }

  /** Puts into force what the objects say, once those that are always there were made. */
  async consume(signal: AbortSignal): Promise<void> {
    await this.#produced;
    await this.#digest(signal);
    void this.#loop(
      signal,
      BORROWING_PERIOD_MS,
      () => Promise.resolve(this.#deps.flow.adjustBorrowing()),
      "share out seats",
    );
    void this.#follow(signal, () => this.#deps.objects.flowSchemas.changes({ signal }));
    void this.#follow(signal, () => this.#deps.objects.priorityLevels.changes({ signal }));
  }

  /** Reads all objects and puts them into force. */
  async #digest(signal: AbortSignal): Promise<void> {
    const { flow, objects, clock } = this.#deps;
    const [levels, schemas] = await Promise.all([
      objects.priorityLevels.list({ signal }),
      objects.flowSchemas.list({ signal }),
    ]);
    const { dangling } = flow.configure(levels, schemas);
    // Its creation comes here as a change in turn.
    if (lacksBootstrapObjects(levels, schemas)) await maintainBootstrapObjects(objects, { signal });
    const tell = async (schema: FlowSchema): Promise<void> => {
      const name = schema.metadata.name ?? "";
      if (wantedDangling(schema, dangling.has(name), clock.now()) === undefined) return;
      const waitMs = this.#statusUpdates.admit(name);
      if (waitMs !== undefined) {
        clock.setTimeout(
          () => void this.#attempt(signal, "read the objects of flow control", () => this.#digest(signal)),
          waitMs,
          { unref: true },
        );
        return;
      }
      try {
        await objects.flowSchemas.applyStatus(
          name,
          (current) => {
            const condition = wantedDangling(current, dangling.has(name), clock.now());
            return condition === undefined ? undefined : { conditions: [condition] };
          },
          { signal },
        );
      } catch (err) {
        // It was deleted meanwhile, and the change that says so is on its way.
        if (!isNotFound(err)) throw err;
      }
    };
    await Promise.all(schemas.map(tell));
  }

  async #follow(signal: AbortSignal, changes: () => AsyncIterable<void>): Promise<void> {
    while (!signal.aborted) {
      const ended = await this.#attempt(signal, "follow the objects of flow control", async () => {
        for await (const _ of changes()) await this.#digest(signal);
      });
      if (!ended && !signal.aborted) await this.#pause(signal, RETRY_MS);
    }
  }

  async #loop(signal: AbortSignal, periodMs: number, work: () => Promise<void>, what: string): Promise<void> {
    while (await this.#pause(signal, periodMs)) await this.#attempt(signal, what, work);
  }

  /** False when aborted. */
  async #pause(signal: AbortSignal, ms: number): Promise<boolean> {
    try {
      await this.#deps.clock.sleep(ms, { signal });
      return true;
    } catch {
      return false;
    }
  }

  /** True when the work was done; what went wrong, unless it was stopped, is reported, and tried again by the caller. */
  async #attempt(signal: AbortSignal, what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (err) {
      if (!signal.aborted) this.#deps.onError(`could not ${what}`, err);
      return false;
    }
  }
}

import type { Clock } from "../../apimachinery/clock/index.js";
import type { OperationOptions } from "../storage/interface.js";
import type { RequestAttributes } from "./attributes.js";
import { newAdmissionForbidden } from "./errors.js";
import type { AdmissionOperation, AdmissionPlugin } from "./interface.js";
import { PluginTable, type AdmissionStep } from "./plugin-table.js";

// As long as upstream lets a request wait for a plug-in that is still reading its caches.
const READY_TIMEOUT_MS = 10_000;

/** Told how long plug-ins took and whether they refused, for metrics. */
export interface AdmissionObserver {
  plugin(name: string, step: AdmissionStep, operation: AdmissionOperation, rejected: boolean, seconds: number): void;
  /** All plug-ins of a half together. */
  step(step: AdmissionStep, operation: AdmissionOperation, rejected: boolean, seconds: number): void;
}

/**
 * All plug-ins, in order. The first refusal ends the request.
 * @see kubernetes/apiserver pkg/admission/chain.go and reinvocation.go
 */
export class AdmissionChain {
  readonly #plugins: readonly AdmissionPlugin[];
  readonly #table: PluginTable;
  readonly #clock: Clock;
  readonly #observer: AdmissionObserver | undefined;
  readonly #ready = new Map<AdmissionPlugin, Promise<void>>();
  readonly #waiting = new Set<AdmissionPlugin>();

  constructor(
    plugins: readonly AdmissionPlugin[],
    deps: { readonly clock: Clock; readonly observer?: AdmissionObserver },
  ) {
    this.#plugins = plugins;
    this.#table = new PluginTable(plugins);
    this.#clock = deps.clock;
    this.#observer = deps.observer;
  }

  get names(): readonly string[] {
    return this.#plugins.map((plugin) => plugin.name);
  }

  /** The plug-ins that want to know of `operation`, in order, and which of their halves there are. */
  pluginsFor(
    operation: AdmissionOperation,
  ): readonly { readonly name: string; readonly mutates: boolean; readonly validates: boolean }[] {
    return this.#plugins
      .filter((plugin) => plugin.handles(operation))
      .map(({ name, admit, validate }) => ({ name, mutates: admit !== undefined, validates: validate !== undefined }));
  }

  /** Lets the plug-ins get ready; resolves when all are. Requests do not have to wait for that. */
  async start(signal: AbortSignal): Promise<void> {
    for (const plugin of this.#plugins) {
      if (plugin.waitReady === undefined) continue;
      this.#waiting.add(plugin);
      const ready = plugin.waitReady({ signal }).then(() => void this.#waiting.delete(plugin));
      this.#ready.set(plugin, ready);
    }
    await Promise.all(this.#ready.values());
  }

  /** False when no plug-in wants to know of `operation`, so that nothing need be prepared for it. */
  handles(operation: AdmissionOperation): boolean {
    return this.#plugins.some((plugin) => plugin.handles(operation));
  }

  /** Runs the mutating halves; once more when one of them asks for it. @throws StatusError of the first refusal */
  async admit(attributes: RequestAttributes, opts: OperationOptions): Promise<void> {
    do {
      await this.#run("admit", attributes, opts);
    } while (attributes.beginReinvocation());
  }

  /** Runs the validating halves. @throws StatusError of the first refusal */
  async validate(attributes: RequestAttributes, opts: OperationOptions): Promise<void> {
    await this.#run("validate", attributes, opts);
  }

  async #run(step: AdmissionStep, attributes: RequestAttributes, opts: OperationOptions): Promise<void> {
    const { operation, resource } = attributes;
    const observer = this.#observer;
    const startedMs = this.#clock.monotonic();
    let beforeMs = startedMs;
    let running = "";
    // One look at the clock for each plug-in: where one ends, the next begins.
    const observe = (rejected: boolean): void => {
      const nowMs = this.#clock.monotonic();
      if (running !== "") observer?.plugin(running, step, operation, rejected, (nowMs - beforeMs) / 1000);
      beforeMs = nowMs;
    };
    let rejected = true;
    try {
      for (const plugin of this.#table.get(step, operation, resource)) {
        running = plugin.name;
        if (this.#waiting.has(plugin)) await this.#waitFor(plugin, attributes);
        await plugin[step]!(attributes, opts);
        observe(false);
      }
      rejected = false;
    } finally {
      if (rejected) observe(true);
      observer?.step(step, operation, rejected, (beforeMs - startedMs) / 1000);
    }
  }

  async #waitFor(plugin: AdmissionPlugin, attributes: RequestAttributes): Promise<void> {
    const late = Symbol("late");
    const done = new AbortController();
    try {
      const timeout = this.#clock.sleep(READY_TIMEOUT_MS, { signal: done.signal }).then(
        () => late,
        () => undefined,
      );
      const first = await Promise.race([this.#ready.get(plugin), timeout]);
      if (first === late) throw newAdmissionForbidden(attributes, "not yet ready to handle request");
    } finally {
      done.abort();
    }
  }
}

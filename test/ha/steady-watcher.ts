import assert from "node:assert/strict";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { CONNECTION_LOST, RESTClient, TransportError, type RestConfig } from "../../client/rest/index.js";
import type { Ledger } from "./ledger.js";
import { CONFIG_MAPS } from "./steady-writer.js";

const PAUSE_MS = 20;

/** One list, and from there watches that go on where the last one ended, at whatever server they come to. */
export class SteadyWatcher {
  readonly #client: RESTClient;
  readonly #ledger: Ledger;
  /** How often a watch was opened. */
  watches = 0;

  constructor(config: RestConfig, ledger: Ledger) {
    this.#client = new RESTClient(config);
    this.#ledger = ledger;
  }

  /** Sees everything from now on; resolves before the first event. */
  async begin(): Promise<void> {
    const list = await this.#client.request<KubeObject>({ ...CONFIG_MAPS, method: "GET" });
    this.#ledger.startWatchAt(list.metadata.resourceVersion ?? "");
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.#watchOnce(signal);
    } catch (err) {
      if (!signal.aborted) throw err;
    } finally {
      this.#client.close();
    }
  }

  async #watchOnce(signal: AbortSignal): Promise<void> {
    const params = { resourceVersion: this.#ledger.watchedUpTo, allowWatchBookmarks: true };
    try {
      const watch = await this.#client.watch({ ...CONFIG_MAPS, method: "GET", params }, { signal });
      this.watches++;
      for await (const event of watch) {
        if (event.type === "ERROR") {
          // A killed server cuts its watches off; nothing else may end one before its time.
          assert.equal(event.object.details?.causes?.[0]?.reason, CONNECTION_LOST, event.object.message);
          break;
        }
        this.#ledger.watch(event);
      }
    } catch (err) {
      if (!(err instanceof TransportError)) throw err;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

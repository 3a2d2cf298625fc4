import assert from "node:assert/strict";
import { isAlreadyExists, isConflict, isNotFound, StatusError } from "../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { RESTClient, TransportError, type RequestSpec, type RestConfig } from "../../client/rest/index.js";
import { numberOf, type Ledger } from "./ledger.js";

export const CONFIG_MAPS = {
  groupVersion: { group: "", version: "v1" },
  namespace: "default",
  resource: "configmaps",
} as const;

const UPDATES = 3;
// After each write: the processors are for the servers, which start a dozen times meanwhile.
const PACE_MS = 25;
// Before a try is repeated.
const PAUSE_MS = 20;

export interface SteadyWriterDeps {
  readonly id: number;
  readonly config: RestConfig;
  readonly ledger: Ledger;
  /** Called after each acknowledged write; reads it elsewhere. */
  readonly readBack: (name: string, n: number) => Promise<void>;
  readonly onFailure: (what: string) => void;
}

/**
 * Creates objects, changes each a few times and deletes every other one, through whatever server it gets. A write whose
 * outcome is unknown is looked up before it is tried again, as a careful client does.
 */
export class SteadyWriter {
  readonly #deps: SteadyWriterDeps;
  readonly #client: RESTClient;

  constructor(deps: SteadyWriterDeps) {
    this.#deps = deps;
    this.#client = new RESTClient(deps.config);
  }

  async run(stopped: () => boolean): Promise<void> {
    try {
      for (let i = 0; !stopped(); i++) await this.#live(`w${this.#deps.id}-${i}`, i % 2 === 1);
    } finally {
      this.#client.close();
    }
  }

  async #live(name: string, mayDelete: boolean): Promise<void> {
    const { ledger, readBack } = this.#deps;
    let object = await this.#put(name, 0, undefined);
    ledger.noteWrite(name, 0, versionOf(object));
    await readBack(name, 0);
    for (let n = 1; n <= UPDATES; n++) {
      object = await this.#put(name, n, versionOf(object));
      ledger.noteWrite(name, n, versionOf(object));
      await readBack(name, n);
      await sleep(PACE_MS);
    }
    if (!mayDelete) return;
    await this.#delete(name, versionOf(object));
    ledger.noteDeletion(name);
  }

  /** Creates the object, or changes it from the version given; until it is certain that it happened, once. */
  async #put(name: string, n: number, from: string | undefined): Promise<KubeObject> {
    const metadata = from === undefined ? { name } : { name, resourceVersion: from };
    const body = { metadata, data: { n: String(n) } };
    const spec: RequestSpec =
      from === undefined ? { ...CONFIG_MAPS, method: "POST", body } : { ...CONFIG_MAPS, method: "PUT", name, body };
    for (let uncertain = false; ;) {
      try {
        return await this.#client.request<KubeObject>(spec);
      } catch (err) {
        // Only an earlier try of this very write can have come first: nobody else writes to this object.
        const happened = from === undefined ? isAlreadyExists(err) : isConflict(err);
        if (happened) assert.ok(uncertain, `${name} ${n}: ${String(err)}`);
        else uncertain = (await this.#failed(err)) || uncertain;
      }
      const current = await this.#read(name);
      if (current !== undefined && numberOf(current) === n) return current;
      assert.equal(current && versionOf(current), from, `${name} has changed by itself`);
    }
  }

  async #delete(name: string, version: string): Promise<void> {
    const body = { preconditions: { resourceVersion: version } };
    for (let uncertain = false; ;) {
      try {
        await this.#client.request({ ...CONFIG_MAPS, method: "DELETE", name, body });
        return;
      } catch (err) {
        if (isNotFound(err)) {
          assert.ok(uncertain, `${name}: ${String(err)}`);
          return;
        }
        uncertain = (await this.#failed(err)) || uncertain;
      }
    }
  }

  /** Without a resourceVersion: the newest state for certain, whichever server answers. */
  async #read(name: string): Promise<KubeObject | undefined> {
    for (;;) {
      try {
        return await this.#client.request<KubeObject>({ ...CONFIG_MAPS, method: "GET", name });
      } catch (err) {
        if (isNotFound(err)) return undefined;
        await this.#failed(err);
      }
    }
  }

  /** Notes a failure, and whether the request may have been carried out. @throws what is no failure of a server */
  async #failed(err: unknown): Promise<boolean> {
    const uncertain = isUncertain(err);
    this.#deps.onFailure((err as Error).message);
    await sleep(PAUSE_MS);
    return uncertain;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function isUncertain(err: unknown): boolean {
  if (err instanceof TransportError) return err.kind === "lost";
  if (err instanceof StatusError && (err.status.code ?? 0) >= 500) return true;
  // The client's own deadline.
  if (err instanceof DOMException && err.name === "TimeoutError") return true;
  throw err;
}

function versionOf(object: KubeObject): string {
  return object.metadata.resourceVersion ?? "";
}

import type { Clock } from "../../../apimachinery/clock/index.js";
import type { EtcdClient } from "./etcd-client.js";
import { compactMethod, rangeMethod, txnMethod } from "./etcd-methods.js";
import { CompareResult, CompareTarget } from "./messages.js";

/** Shared by all servers on one cluster: its version is their common time, its value the last compacted revision. */
const COMPACT_REV_KEY = Buffer.from("compact_rev_key");

export interface CompactionLoopOptions {
  readonly client: EtcdClient;
  readonly clock: Clock;
  readonly intervalMs: number;
  /** Told of each compaction, whoever did it. */
  readonly onCompacted: (revision: bigint) => void;
  readonly warn?: ((message: string, cause: unknown) => void) | undefined;
}

/**
 * Compacts etcd to where it was one interval ago. Of many servers one does it each time: the one whose idea of the
 * common time is right; the others take over the time, and one of them the work when it stops.
 * @see kubernetes/apiserver pkg/storage/etcd3/compact.go
 */
export class CompactionLoop {
  readonly #opts: CompactionLoopOptions;
  #time = 0n;
  #revision = 0n;

  constructor(opts: CompactionLoopOptions) {
    this.#opts = opts;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, intervalMs, warn } = this.#opts;
    while (!signal.aborted) {
      try {
        await clock.sleep(intervalMs, { signal });
        await this.compactOnce(signal);
      } catch (err) {
        if (!signal.aborted) warn?.("etcd was not compacted", err);
      }
    }
  }

  async compactOnce(signal?: AbortSignal): Promise<void> {
    const { client, onCompacted } = this.#opts;
    const response = await client.call(
      txnMethod,
      {
        compare: [
          {
            result: CompareResult.EQUAL,
            target: CompareTarget.VERSION,
            key: COMPACT_REV_KEY,
            version: this.#time,
          },
        ],
        success: [{ put: { key: COMPACT_REV_KEY, value: Buffer.from(this.#revision.toString()) } }],
        failure: [{ range: { key: COMPACT_REV_KEY } }],
      },
      signal,
    );
    const compactTo = this.#revision;
    this.#revision = response.header?.revision ?? 0n;
    if (!response.succeeded) {
      const kv = response.responses[0]?.range?.kvs[0];
      this.#time = kv?.version ?? 0n;
      if (kv !== undefined) onCompacted(revisionIn(kv.value));
      return;
    }
    this.#time += 1n;
    if (compactTo === 0n) return;
    await client.call(compactMethod, { revision: compactTo }, signal);
    onCompacted(compactTo);
  }
}

/** What the servers of this cluster last compacted to; 0 when they never did. */
export async function readCompactedRevision(client: EtcdClient): Promise<bigint> {
  const { kvs } = await client.call(rangeMethod, { key: COMPACT_REV_KEY });
  const kv = kvs[0];
  return kv === undefined ? 0n : revisionIn(kv.value);
}

function revisionIn(value: Uint8Array): bigint {
  const text = Buffer.from(value).toString();
  return /^\d+$/.test(text) ? BigInt(text) : 0n;
}

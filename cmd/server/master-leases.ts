import { isStorageError } from "../../apiserver/storage/errors.js";
import type { OperationOptions, StorageBackend } from "../../apiserver/storage/index.js";
import type { ServerLeases } from "../../controllers/kubernetes-service/index.js";

const TTL_SECONDS = 15;

/**
 * A key `<prefix>/masterleases/<address>` for each server, as kube-apiserver has them, so that servers of both kinds see
 * each other. The value is an Endpoints object with that address; every renewal counts its generation up.
 * @see kubernetes pkg/controlplane/reconcilers/lease.go, storageLeases
 */
export class MasterLeases implements ServerLeases {
  readonly #backend: StorageBackend;
  readonly #prefix: string;

  /** `keyPrefix`: what all keys begin with, `/registry`. */
  constructor(backend: StorageBackend, keyPrefix: string) {
    this.#backend = backend;
    this.#prefix = `${keyPrefix}/masterleases/`;
  }

  /** The address is read from the key: kube-apiserver's values are not JSON. */
  async list(opts: OperationOptions): Promise<readonly string[]> {
    const { values } = await this.#backend.list(this.#prefix, opts);
    return values.map(({ key }) => key.slice(this.#prefix.length));
  }

  async renew(address: string, opts: OperationOptions): Promise<void> {
    const key = this.#prefix + address;
    const write = { ...opts, ttlSeconds: TTL_SECONDS };
    for (;;) {
      const current = await this.#backend.get(key, opts);
      const bytes = valueOf(address, generationOf(current?.bytes) + 1);
      try {
        if (current === undefined) await this.#backend.create(key, bytes, write);
        else await this.#backend.update(key, bytes, current.modRevision, write);
        return;
      } catch (err) {
        // It ran out, or a server with the same address renewed it.
        if (!isStorageError(err, "Conflict") && !isStorageError(err, "KeyExists")) throw err;
      }
    }
  }

  async remove(address: string, opts: OperationOptions): Promise<boolean> {
    const key = this.#prefix + address;
    for (;;) {
      const current = await this.#backend.get(key, opts);
      if (current === undefined) return false;
      try {
        await this.#backend.delete(key, current.modRevision, opts);
        return true;
      } catch (err) {
        if (!isStorageError(err, "Conflict")) throw err;
      }
    }
  }
}

function valueOf(address: string, generation: number): Uint8Array {
  const endpoints = {
    kind: "Endpoints",
    apiVersion: "v1",
    metadata: { generation },
    subsets: [{ addresses: [{ ip: address }] }],
  };
  return Buffer.from(JSON.stringify(endpoints));
}

/** 0 for what is not one of ours. */
function generationOf(bytes: Uint8Array | undefined): number {
  if (bytes?.[0] !== "{".charCodeAt(0)) return 0;
  const { metadata } = JSON.parse(Buffer.from(bytes).toString()) as { metadata?: { generation?: number } };
  return metadata?.generation ?? 0;
}

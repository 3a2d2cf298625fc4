import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { realClock } from "../../../apimachinery/clock/index.js";
import { EmbeddedBackend, raiseRevision } from "../../../apiserver/storage/embedded/index.js";
import { EtcdBackend } from "../../../apiserver/storage/etcd3/index.js";
import type { StorageBackend } from "../../../apiserver/storage/interface.js";
import { CommandError, type Io } from "../io.js";
import { existingStoreDir, storeDir } from "./data-dir.js";

export interface EtcdFiles {
  readonly etcdCafile?: string;
  readonly etcdCertfile?: string;
  readonly etcdKeyfile?: string;
}

/** A store as `--from` and `--to` name it. */
export type StoreName =
  { readonly kind: "embedded"; readonly dir: string } | { readonly kind: "etcd"; readonly urls: readonly string[] };

/** @throws CommandError naming the flag */
export function parseStore(flag: string, text: string): StoreName {
  const [, kind, rest = ""] = /^(embedded|etcd):(.+)$/.exec(text) ?? [];
  if (kind === "embedded") return { kind, dir: rest };
  const urls = rest.split(",").map((url) => url.trim());
  if (kind === "etcd" && urls.every((url) => /^https?:\/\/[^/]+$/.test(url))) return { kind, urls };
  throw new CommandError(
    `${flag}: expected embedded:DIR or etcd:URL[,URL…] with URLs like http://127.0.0.1:2379, not ${JSON.stringify(text)}`,
    2,
  );
}

/** Opens what is copied from: it has to be there. */
export function openSource(store: StoreName, files: EtcdFiles, io: Io): Promise<StorageBackend> {
  return store.kind === "etcd"
    ? openEtcd(store.urls, files, io)
    : opened(new EmbeddedBackend({ dir: existingStoreDir(store.dir, io), clock: realClock, ...QUIET }));
}

/** Opens what is copied to. An embedded store is made when absent, and gives only revisions above `revision`. */
export function openTarget(store: StoreName, revision: bigint, files: EtcdFiles, io: Io): Promise<StorageBackend> {
  if (store.kind === "etcd") return openEtcd(store.urls, files, io);
  const dir = storeDir(store.dir, io);
  raiseRevision(dir, Number(revision));
  return opened(new EmbeddedBackend({ dir, clock: realClock, ...QUIET }));
}

/** History is left as it is. */
const QUIET = { compactionIntervalMs: 0 };

function openEtcd(endpoints: readonly string[], files: EtcdFiles, io: Io): Promise<StorageBackend> {
  const tls = {
    ...pem("ca", "--etcd-cafile", files.etcdCafile, io),
    ...pem("cert", "--etcd-certfile", files.etcdCertfile, io),
    ...pem("key", "--etcd-keyfile", files.etcdKeyfile, io),
  };
  return opened(new EtcdBackend({ endpoints, tls, clock: realClock, ...QUIET }));
}

async function opened(backend: StorageBackend): Promise<StorageBackend> {
  await backend.start();
  return backend;
}

function pem(name: string, flag: string, path: string | undefined, io: Io): Record<string, Buffer> {
  if (path === undefined) return {};
  try {
    return { [name]: readFileSync(resolve(io.cwd, path)) };
  } catch (cause) {
    throw new CommandError(`${flag}: ${(cause as Error).message}`, 2);
  }
}

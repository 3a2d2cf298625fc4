import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EtcdServer } from "../../apiserver/storage/etcd3/testing/etcd-server.js";
import type { RestConfig } from "../../client/rest/index.js";
import { startServer, type ServerProcess } from "../e2e/harness.js";

// etcd waits for the disk at every write. Here servers die and etcd does not, so that memory will do where there is any.
const FAST_DIR = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** Servers on one etcd that share their certificates and the administrator's token, as copies of one server do. */
export class Cluster {
  readonly servers: readonly ServerProcess[];
  readonly etcd: EtcdServer;
  readonly #dir: string;
  readonly #token: string;
  readonly #ca: string;

  private constructor(parts: {
    readonly servers: readonly ServerProcess[];
    readonly etcd: EtcdServer;
    readonly dir: string;
    readonly token: string;
    readonly ca: string;
  }) {
    this.servers = parts.servers;
    this.etcd = parts.etcd;
    this.#dir = parts.dir;
    this.#token = parts.token;
    this.#ca = parts.ca;
  }

  /** Server number i tells others the address 192.0.2.(i+1). */
  static async start(size: number, flags: readonly string[] = []): Promise<Cluster> {
    const dir = await mkdtemp(join(FAST_DIR, "kindsmith-ha-"));
    const etcd = await EtcdServer.start({ extraArgs: ["--data-dir", join(dir, "etcd")] });
    const servers: ServerProcess[] = [];
    try {
      // One after the other: the first one makes the certificates.
      for (let i = 0; i < size; i++) {
        const own = [
          `--etcd-servers=${etcd.url}`,
          `--cert-dir=${join(dir, "pki")}`,
          `--advertise-address=${addressOf(i)}`,
        ];
        servers.push(await startServer([...own, ...flags]));
      }
      const [token, ca] = await Promise.all([
        readFile(join(dir, "pki", "admin.token"), "utf8"),
        readFile(join(dir, "pki", "ca.crt"), "utf8"),
      ]);
      return new Cluster({ servers, etcd, dir, token: token.trim(), ca });
    } catch (err) {
      for (const server of servers) await server.cleanUp();
      await etcd.dispose();
      await rm(dir, { recursive: true, force: true });
      throw err;
    }
  }

  get caFile(): string {
    return join(this.#dir, "pki", "ca.crt");
  }

  /** An administrator at `url`, whose certificate must be for `serverName`, if that is given. */
  configFor(url: string, serverName?: string): RestConfig {
    const tls = { ca: this.#ca, ...(serverName === undefined ? {} : { serverName }) };
    return { server: url, tls, bearerToken: this.#token, timeoutMs: 30_000 };
  }

  async cleanUp(): Promise<void> {
    for (const server of this.servers) await server.cleanUp();
    await this.etcd.dispose();
    await rm(this.#dir, { recursive: true, force: true });
  }
}

/** Of the range for documentation: nobody is there. */
export function addressOf(server: number): string {
  return `192.0.2.${server + 1}`;
}

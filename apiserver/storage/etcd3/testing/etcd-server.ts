import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Why tests with a real etcd are skipped here; undefined when they can run. */
export const etcdMissing: string | undefined =
  spawnSync("etcd", ["--version"]).status === 0 ? undefined : "etcd is not on the PATH (Debian: etcd-server)";

export interface EtcdServerOptions {
  readonly extraArgs?: readonly string[];
  readonly scheme?: "http" | "https";
}

/** One etcd process on free ports with its data in a directory that `dispose` removes. */
export class EtcdServer {
  readonly url: string;
  readonly dir: string;
  readonly #args: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(url: string, dir: string, args: readonly string[]) {
    this.url = url;
    this.dir = dir;
    this.#args = args;
  }

  /** Started and answering. */
  static async start({ extraArgs = [], scheme = "http" }: EtcdServerOptions = {}): Promise<EtcdServer> {
    const [clientPort, peerPort] = await freePorts();
    const dir = await mkdtemp(join(tmpdir(), "kindsmith-etcd-"));
    const url = `${scheme}://127.0.0.1:${clientPort}`;
    const peer = `http://127.0.0.1:${peerPort}`;
    const server = new EtcdServer(url, dir, [
      ...["--name", "test", "--data-dir", join(dir, "data")],
      ...["--listen-client-urls", url, "--advertise-client-urls", url],
      ...["--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer],
      ...["--initial-cluster", `test=${peer}`, "--logger", "zap", "--log-level", "error"],
      ...extraArgs,
    ]);
    await server.restart();
    return server;
  }

  /** Starts the process on the data that is there. Its ready message is its only way to say when. */
  async restart(): Promise<void> {
    const child = spawn("etcd", this.#args, { stdio: ["ignore", "ignore", "pipe"] });
    this.#process = child;
    let log = "";
    child.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4_000)));
    const ended = new Promise<never>((_, reject) => {
      child.once("exit", (code) => reject(new Error(`etcd ended with ${code}: ${log}`)));
      child.once("error", reject);
    });
    await Promise.race([ended, this.#reachable()]);
    ended.catch(() => undefined);
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  async dispose(): Promise<void> {
    await this.kill();
    await rm(this.dir, { recursive: true, force: true });
  }

  async #reachable(): Promise<void> {
    const port = Number(new URL(this.url).port);
    for (let tries = 0; tries < 600; tries++) {
      const child = this.#process;
      if (child?.exitCode !== null) return;
      if (await isListening(port)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("etcd did not start within 30 s");
  }
}

async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("a listening socket has no port");
    ports.push(address.port);
  }
  // Both are open at once, so they differ.
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  return [ports[0]!, ports[1]!];
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

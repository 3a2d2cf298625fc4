import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../e2e/harness.js";

/** Why tests behind a load balancer are skipped here; undefined when they can run. */
export const haproxyMissing: string | undefined =
  spawnSync("haproxy", ["-v"]).status === 0 ? undefined : "haproxy is not on the PATH (Debian: haproxy)";

// What operators are told to use is what is tested.
const CONFIG = "docs/high-availability/haproxy.cfg";

/** HAProxy with the documented configuration, in front of servers on this machine. */
export class HAProxy {
  readonly url: string;
  readonly #dir: string;
  readonly #process: ChildProcess;
  #log = "";

  private constructor(url: string, dir: string, process: ChildProcess) {
    this.url = url;
    this.#dir = dir;
    this.#process = process;
    process.stderr?.on("data", (chunk: Buffer) => (this.#log += chunk.toString()));
  }

  /** `servers`: their URLs, as many as the configuration has. `caFile`: what their certificates are checked against. */
  static async start(servers: readonly string[], caFile: string): Promise<HAProxy> {
    const dir = await mkdtemp(join(tmpdir(), "kindsmith-haproxy-"));
    const port = await freePort();
    const config = configFor(await readFile(CONFIG, "utf8"), { port, servers, caFile });
    await writeFile(join(dir, "haproxy.cfg"), config);
    const child = spawn("haproxy", ["-db", "-f", join(dir, "haproxy.cfg")], { stdio: ["ignore", "ignore", "pipe"] });
    const proxy = new HAProxy(`https://127.0.0.1:${port}`, dir, child);
    await eventually("HAProxy listens", async () => {
      if (child.exitCode !== null) throw new Error(`HAProxy ended with ${child.exitCode}:\n${proxy.log()}`);
      return (await isListening(port)) ? true : undefined;
    });
    return proxy;
  }

  /** What it has to say: which servers it takes for up and down. */
  log(): string {
    return this.#log;
  }

  async stop(): Promise<void> {
    const child = this.#process;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    }
    await rm(this.#dir, { recursive: true, force: true });
  }
}

interface Places {
  readonly port: number;
  readonly servers: readonly string[];
  readonly caFile: string;
}

/** The documented configuration with the addresses of this machine in it; everything else stays. */
function configFor(text: string, { port, servers, caFile }: Places): string {
  let next = 0;
  const config = text
    .replace("bind :6443", `bind 127.0.0.1:${port}`)
    .replace("/etc/kindsmith/pki/ca.crt", caFile)
    .replace(/^( +server \w+) \S+$/gm, (_, name: string) => `${name} ${new URL(servers[next++] ?? "").host}`);
  if (next !== servers.length) throw new Error(`${CONFIG} has ${next} servers, wanted are ${servers.length}`);
  return config;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a listening socket has no port");
  await new Promise((resolve) => server.close(resolve));
  return address.port;
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

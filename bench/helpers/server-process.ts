import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = "dist/cmd/kindsmith-apiserver/main.js";
const START_TIMEOUT_MS = 60_000;

/** A built server in a process of its own, on an empty store, and what it costs. Linux only: reads /proc. */
export class ServerProcess {
  readonly name: string;
  readonly kubeconfig: string;
  readonly url: string;
  /** From the start of the process to the line that says where it serves, which it prints once it is ready. */
  readonly startMs: number;
  readonly #dir: string;
  readonly #child: ChildProcess;

  private constructor(parts: {
    readonly name: string;
    readonly dir: string;
    readonly url: string;
    readonly startMs: number;
    readonly child: ChildProcess;
  }) {
    this.name = parts.name;
    this.#dir = parts.dir;
    this.kubeconfig = join(parts.dir, "kubeconfig");
    this.url = parts.url;
    this.startMs = parts.startMs;
    this.#child = parts.child;
  }

  /** `main` is the program to run; by default the one that `npm run build` made here. */
  static async start(opts: { readonly name: string; readonly main?: string; readonly args?: readonly string[] }) {
    const main = opts.main ?? MAIN;
    if (!existsSync(main)) throw new Error(`${main} is missing: run \`npm run build\` first`);
    const dir = await mkdtemp(join(tmpdir(), "kindsmith-bench-"));
    const flags = [
      "--bind-address=127.0.0.1",
      "--secure-port=0",
      `--data-dir=${join(dir, "data")}`,
      `--write-kubeconfig=${join(dir, "kubeconfig")}`,
    ];
    const begun = performance.now();
    const child = spawn(process.execPath, [main, ...flags, ...(opts.args ?? [])], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    // A benchmark that fails or is stopped leaves no server behind.
    const kill = (): boolean => child.kill("SIGKILL");
    process.once("exit", kill);
    child.once("exit", () => process.off("exit", kill));
    const url = await servingURL(child);
    return new ServerProcess({ name: opts.name, dir, url, startMs: performance.now() - begun, child });
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /**
   * Processor time so far of all threads that it has: the collector's and the store's count as well as the loop's, but not
   * that of one which has ended, as those do that read long YAML.
   */
  cpuMs(): number {
    const tasks = `/proc/${this.pid}/task`;
    let ns = 0;
    for (const task of readdirSync(tasks)) {
      ns += nanosecondsOf(`${tasks}/${task}/schedstat`);
    }
    return ns / 1e6;
  }

  residentMiB(): number {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.pid}/status`, "latin1"))![1]) / 1024;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGTERM");
    await ended;
    await rm(this.#dir, { recursive: true, force: true });
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** 0 for a thread that ended since it was listed. */
function nanosecondsOf(schedstat: string): number {
  try {
    return Number(readFileSync(schedstat, "latin1").split(" ")[0]);
  } catch (err) {
    // What stands in /proc may be gone when it is opened, and also when it is read.
    if (["ENOENT", "ESRCH"].includes((err as NodeJS.ErrnoException).code ?? "")) return 0;
    throw err;
  }
}

function servingURL(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${log}`)), START_TIMEOUT_MS);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${log}`)));
    child.stderr!.on("data", (chunk: Buffer) => {
      if (log.length < 64 * 1024) log += chunk.toString();
      const serving = /serving on (https:\/\/\S+)/.exec(log);
      if (serving === null) return;
      clearTimeout(timer);
      resolve(serving[1]!);
    });
  });
}

/**
 * A real server process and real clients. The server is the built one (`npm run build`), as users run it.
 */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const MAIN = "dist/cmd/kindsmith-apiserver/main.js";
const START_TIMEOUT_MS = 60_000;

export interface ServerProcess {
  readonly dir: string;
  readonly url: string;
  readonly kubeconfig: string;
  readonly pid: number;
  /** What it has logged so far. */
  log(): string;
  /** Ends it as an operator would; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, after `stop` or `kill`. */
  restart(): Promise<void>;
  /** Stops it and removes its data. */
  cleanUp(): Promise<void>;
}

export async function startServer(
  args: readonly string[] = [],
  opts: { readonly main?: string } = {},
): Promise<ServerProcess> {
  const main = opts.main ?? MAIN;
  if (!existsSync(main)) throw new Error(`${main} is missing: run \`npm run build\` first`);
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-e2e-"));
  const kubeconfig = join(dir, "kubeconfig");
  let child: ChildProcess;
  let log = "";
  let port = "0";
  const start = async (): Promise<string> => {
    const flags = [
      "--bind-address=127.0.0.1",
      `--secure-port=${port}`,
      `--data-dir=${join(dir, "data")}`,
      `--write-kubeconfig=${kubeconfig}`,
    ];
    child = spawn(process.execPath, [main, ...flags, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const url = await servingURL(child, (text) => (log += text));
    port = new URL(url).port;
    return url;
  };
  const ended = (): Promise<number | null> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve(child.exitCode)
      : new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  const url = await start();
  const server: ServerProcess = {
    dir,
    url,
    kubeconfig,
    get pid() {
      return child.pid ?? 0;
    },
    log: () => log,
    stop: () => {
      child.kill("SIGTERM");
      return ended();
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended();
    },
    restart: async () => {
      await start();
    },
    cleanUp: async () => {
      child.kill("SIGKILL");
      await ended();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return server;
}

function servingURL(child: ChildProcess, onText: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error(`the server did not start:\n${text}`)), START_TIMEOUT_MS);
    const onData = (chunk: Buffer): void => {
      text += chunk.toString();
      onText(chunk.toString());
      const serving = /serving on (https:\/\/\S+)/.exec(text);
      if (serving?.[1] !== undefined) {
        clearTimeout(timer);
        resolve(serving[1]);
      }
    };
    child.stdout?.on("data", onData);
    child.stderr?.on("data", onData);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code} before it served:\n${text}`));
    });
  });
}

export interface Kubectl {
  readonly name: string;
  readonly path: string;
}

/** Every kubectl that the tests' installation brought, and the one on PATH. */
export function kubectls(): readonly Kubectl[] {
  const cache = ".cache/kubectl";
  const cached = existsSync(cache)
    ? readdirSync(cache)
        .sort()
        .map((version) => ({ name: version, path: join(cache, version, "kubectl") }))
    : [];
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((dir) => join(dir, "kubectl"))
    .find((path) => existsSync(path));
  return [...cached, ...(onPath === undefined ? [] : [{ name: "of this machine", path: onPath }])];
}

/** The newest kubectl there is. @throws Error when there is none. */
export function newestKubectl(): Kubectl {
  const cached = kubectls().filter(({ name }) => /^\d/.test(name));
  const newest = cached.at(-1) ?? kubectls()[0];
  if (newest === undefined) throw new Error("no kubectl: run hack/install-test-dependencies.sh first");
  return newest;
}

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = promisify(execFile);

/** Runs a program; a failing exit code is part of the result. */
export async function runProgram(
  path: string,
  args: readonly string[],
  opts: {
    readonly cwd?: string;
    readonly input?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly timeoutMs?: number;
  } = {},
): Promise<Output> {
  const running = run(path, [...args], {
    ...(opts.cwd === undefined ? {} : { cwd: opts.cwd }),
    env: { ...process.env, ...opts.env },
    timeout: opts.timeoutMs ?? 120_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (opts.input !== undefined) running.child.stdin?.end(opts.input);
  try {
    const { stdout, stderr } = await running;
    return { code: 0, stdout, stderr };
  } catch (err) {
    const { code, stdout, stderr } = err as { code?: number | string; stdout?: string; stderr?: string };
    if (typeof code !== "number") throw err;
    return { code, stdout: stdout ?? "", stderr: stderr ?? "" };
  }
}

/** `kubectl` bound to a server. Throws with its output when it fails. */
export function kubectlFor(server: ServerProcess, kubectl: Kubectl = newestKubectl()) {
  // A home of its own: caches of other servers on the same port would mislead it.
  const env = { HOME: server.dir, KUBECONFIG: server.kubeconfig };
  return async (
    args: string | readonly string[],
    opts: { readonly input?: string; readonly fails?: boolean } = {},
  ): Promise<string> => {
    const list = typeof args === "string" ? args.split(" ") : args;
    const output = await runProgram(kubectl.path, list, {
      env,
      ...(opts.input === undefined ? {} : { input: opts.input }),
    });
    if ((output.code !== 0) !== (opts.fails ?? false)) {
      throw new Error(`kubectl ${list.join(" ")} ended with ${output.code}:\n${output.stdout}${output.stderr}`);
    }
    return opts.fails === true ? output.stderr : output.stdout;
  };
}

/** Asks again until `probe` gives something, with the last failure when it never does. */
export async function eventually<T>(what: string, probe: () => Promise<T | undefined>, timeoutMs = 30_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const got = await probe();
      if (got !== undefined) return got;
    } catch (err) {
      last = err;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what} did not happen within ${timeoutMs} ms`, { cause: last });
}

export async function readJSON<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, "utf8")) as T;
}

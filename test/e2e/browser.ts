/** A real browser without a window, driven through the DevTools protocol. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { WebSocket, type RawData } from "ws";
import { eventually } from "./harness.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
  "--remote-debugging-port=0",
];
const START_TIMEOUT_MS = 60_000;

/** Chromium on PATH; undefined when there is none. */
export function findBrowser(): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((dir) => NAMES.map((name) => join(dir, name)))
    .find((path) => existsSync(path));
}

type Params = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

export class Browser {
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #pages = new Map<string, (method: string, params: Params) => void>();
  #id = 0;

  private constructor(child: ChildProcess, profile: string, socket: WebSocket) {
    this.#child = child;
    this.#profile = profile;
    this.#socket = socket;
    socket.on("message", (data: RawData) => this.#receive(JSON.parse((data as Buffer).toString()) as Message));
  }

  static async start(path: string): Promise<Browser> {
    const profile = await mkdtemp(join(tmpdir(), "kindsmith-browser-"));
    const child = spawn(path, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "pipe"] });
    const socket = new WebSocket(await debuggingURL(child));
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return new Browser(child, profile, socket);
  }

  async open(url: string): Promise<Page> {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page((method, params) => this.send(method, params, sessionId as string));
    this.#pages.set(sessionId as string, (method, params) => page.receive(method, params));
    await page.start(url);
    return page;
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result ?? {}) : reject(new Error(`${method}: ${error.message}`)),
      );
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#socket.close();
    this.#child.kill("SIGKILL");
    await ended;
    // Its helpers may still be writing.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    } else if (message.method !== undefined) {
      this.#pages.get(message.sessionId ?? "")?.(message.method, message.params ?? {});
    }
  }
}

export class Page {
  readonly #send: (method: string, params?: Params) => Promise<Params>;
  /** Uncaught errors and what the browser complained of, such as a breach of the page's policy. */
  readonly problems: string[] = [];
  /** Addresses that the page asked for. */
  readonly requests: string[] = [];
  #status = 0;

  constructor(send: (method: string, params?: Params) => Promise<Params>) {
    this.#send = send;
  }

  /** Of the page itself. */
  get status(): number {
    return this.#status;
  }

  async start(url: string): Promise<void> {
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await this.#send(`${domain}.enable`);
    const { errorText } = await this.#send("Page.navigate", { url });
    if (errorText !== undefined) throw new Error(`${url}: ${String(errorText)}`);
  }

  receive(method: string, params: Params): void {
    switch (method) {
      case "Runtime.exceptionThrown":
        this.problems.push(JSON.stringify(params["exceptionDetails"]));
        break;
      case "Log.entryAdded":
        this.problems.push((params["entry"] as { text: string }).text);
        break;
      case "Network.requestWillBeSent":
        this.requests.push((params["request"] as { url: string }).url);
        break;
      case "Network.responseReceived":
        if (params["type"] === "Document") this.#status = (params["response"] as { status: number }).status;
        break;
      default:
    }
  }

  /** The value of an expression on the page, as JSON. @throws Error when it throws there */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.#send("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: T }).value;
  }

  /** Waits until an expression is true. */
  async until(what: string, expression: string): Promise<void> {
    await eventually(what, async () => ((await this.evaluate<boolean>(expression)) ? true : undefined));
  }

  async press(key: "Tab" | "Enter"): Promise<void> {
    const code = key === "Tab" ? 9 : 13;
    const params = { key, code: key, windowsVirtualKeyCode: code, ...(key === "Enter" ? { text: "\r" } : {}) };
    await this.#send("Input.dispatchKeyEvent", { type: "keyDown", ...params });
    await this.#send("Input.dispatchKeyEvent", { type: "keyUp", ...params });
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
  }

  async preferColors(scheme: "light" | "dark"): Promise<void> {
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.#send("Emulation.setEmulatedMedia", { features });
  }

  /** All of the page as PNG, however far it would have to be scrolled. */
  async screenshot(path: string): Promise<void> {
    const { data } = await this.#send("Page.captureScreenshot", { format: "png", captureBeyondViewport: true });
    await writeFile(path, Buffer.from(data as string, "base64"));
  }
}

function debuggingURL(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error(`the browser did not start:\n${text}`)), START_TIMEOUT_MS);
    child.stderr?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const url = /DevTools listening on (ws:\/\/\S+)/.exec(text)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the browser ended with ${code}:\n${text}`));
    });
  });
}

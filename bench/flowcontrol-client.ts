/** Requests as users that a file of tokens names, over HTTP/2 or over one HTTP/1.1 connection for each request in flight. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect, type ClientHttp2Session } from "node:http2";
import { Agent, request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRestConfig } from "../client/index.js";

export type Protocol = "HTTP/2" | "HTTP/1.1";

/** `group` members are beside system:authenticated in the group given. */
const USERS = [
  ["elephant", "zoo"],
  ["mouse", "zoo"],
  ["system:kube-scheduler", "zoo"],
  ["admin", "system:masters"],
] as const;

export type User = (typeof USERS)[number][0];

/** Flags that let every user of the benchmarks in, with all rights. */
export function userFlags(): readonly string[] {
  const file = join(mkdtempSync(join(tmpdir(), "kindsmith-bench-tokens-")), "tokens.csv");
  writeFileSync(file, USERS.map(([name, group], i) => `${tokenOf(name)},${name},${i},"${group}"\n`).join(""));
  return [`--token-auth-file=${file}`, "--authorization-mode=AlwaysAllow"];
}

export interface Request {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
  /** The answer's text is wanted. */
  readonly keep?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** Empty unless it was to be kept. */
  readonly text: string;
}

export interface UserClient {
  /** Reads the answer to its end. */
  request(request: Request): Promise<Answer>;
  close(): void;
}

export async function openClient(kubeconfig: string, user: User, protocol: Protocol): Promise<UserClient> {
  const { server, tls } = loadRestConfig({ path: kubeconfig }).config;
  const ca = tls?.ca;
  if (ca === undefined) throw new Error(`${kubeconfig} names no certificate authority`);
  const headers = { authorization: `Bearer ${tokenOf(user)}`, accept: "application/json" };
  return protocol === "HTTP/2" ? await overHttp2(server, ca, headers) : overHttp1(server, ca, headers);
}

type Headers = Readonly<Record<string, string>>;

async function overHttp2(server: string, ca: string | Buffer, headers: Headers): Promise<UserClient> {
  const settings = { initialWindowSize: 4 * 1024 * 1024, enablePush: false };
  const session: ClientHttp2Session = connect(server, { ca, settings, maxSessionMemory: 1000 });
  await new Promise<void>((resolve, reject) => {
    session.once("error", reject);
    session.once("connect", () => resolve());
  });
  session.setLocalWindowSize(64 * 1024 * 1024);
  return {
    request: ({ method = "GET", path, body, keep = false }) =>
      new Promise((resolve, reject) => {
        const type = body === undefined ? {} : { "content-type": "application/json" };
        const stream = session.request({ ":method": method, ":path": path, ...headers, ...type });
        stream.end(body);
        let [status, bytes, text] = [0, 0, ""];
        stream.on("response", (answer) => (status = answer[":status"] ?? 0));
        stream.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (keep) text += chunk.toString("latin1");
        });
        stream.on("end", () => resolve({ status, bytes, text }));
        stream.on("error", reject);
      }),
    close: () => session.destroy(),
  };
}

function overHttp1(server: string, ca: string | Buffer, headers: Headers): UserClient {
  const agent = new Agent({ keepAlive: true, ca });
  return {
    request: ({ method = "GET", path, body, keep = false }) =>
      new Promise((resolve, reject) => {
        const type = body === undefined ? {} : { "content-type": "application/json" };
        const request = httpsRequest(server + path, { method, agent, headers: { ...headers, ...type } }, (answer) => {
          let [bytes, text] = [0, ""];
          answer.on("data", (chunk: Buffer) => {
            bytes += chunk.length;
            if (keep) text += chunk.toString("latin1");
          });
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, bytes, text }));
          answer.on("error", reject);
        });
        request.on("error", reject);
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}

function tokenOf(user: User): string {
  return `token-of-${user}`;
}

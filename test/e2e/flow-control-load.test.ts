/**
 * Flow control under load: who waits, who does not, who is refused. A request runs for as long as a test likes when its body
 * does not come. Conditions are logical; what it costs in time is the business of bench/elephant-and-mouse.ts.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { loadRestConfig } from "../../client/index.js";
import { eventually, kubectlFor, startServer, type ServerProcess } from "./harness.js";

const USERS = ["holder", "waiter", "refused", "watcher", "elephant", "mouse"];
const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
const DUMPS = "/debug/api_priority_and_fairness";
const GROUP = "flowcontrol.apiserver.k8s.io";

const dir = mkdtempSync(join(tmpdir(), "kindsmith-e2e-users-"));
const tokens = join(dir, "tokens.csv");
const tokenOf = (user: string): string => `token-of-${user}`;
writeFileSync(tokens, USERS.map((user, i) => `${tokenOf(user)},${user},${i}\n`).join(""));
after(() => rmSync(dir, { recursive: true, force: true }));
const FLAGS = ["--storage-backend=memory", `--token-auth-file=${tokens}`, "--authorization-mode=AlwaysAllow"];

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request under way. */
interface Running {
  readonly answer: Promise<Answer>;
  /** Resolves when the answer begins. */
  readonly begun: Promise<void>;
  /** Sends the body that was held back. */
  end(): void;
  /** The client goes away. */
  abort(): void;
}

/** Asks without a client library: nothing is repeated and nothing waits. */
class Asker {
  readonly #url: string;
  readonly #agent: Agent;

  constructor(server: ServerProcess) {
    this.#url = server.url;
    this.#agent = new Agent({ ca: loadRestConfig({ path: server.kubeconfig }).config.tls?.ca ?? "", keepAlive: true });
  }

  get(user: string, path: string, headers: OutgoingHttpHeaders = {}): Running {
    return this.#start(user, "GET", path, undefined, headers);
  }

  /** Creates a ConfigMap whose text comes when `end` is called: till then it runs, and holds its seat. */
  hold(user: string, name: string): Running {
    return this.#start(user, "POST", CONFIG_MAPS, JSON.stringify({ metadata: { name } }));
  }

  close(): void {
    this.#agent.destroy();
  }

  #start(
    user: string,
    method: string,
    path: string,
    body: string | undefined,
    others: OutgoingHttpHeaders = {},
  ): Running {
    const headers = {
      ...others,
      authorization: `Bearer ${tokenOf(user)}`,
      ...(body === undefined ? {} : { "content-type": "application/json", "content-length": body.length }),
    };
    const request = httpsRequest(this.#url + path, { method, headers, agent: this.#agent });
    let onBegun = (): void => undefined;
    const begun = new Promise<void>((resolve) => (onBegun = resolve));
    const answer = new Promise<Answer>((resolve, reject) => {
      request.on("error", reject);
      request.on("response", (response) => {
        onBegun();
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
    });
    answer.catch(() => undefined);
    if (body === undefined) request.end();
    else request.flushHeaders();
    return { answer, begun, end: () => request.end(body), abort: () => request.destroy() };
  }
}

function level(name: string, limitResponse: object): object {
  const limited = { nominalConcurrencyShares: 1, lendablePercent: 0, borrowingLimitPercent: 0, limitResponse };
  return {
    apiVersion: `${GROUP}/v1`,
    kind: "PriorityLevelConfiguration",
    metadata: { name },
    spec: { type: "Limited", limited },
  };
}

function schema(name: string, levelName: string, users: readonly string[]): object {
  const subjects = users.map((user) => ({ kind: "User", user: { name: user } }));
  const resourceRules = [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"], clusterScope: true }];
  const spec = {
    priorityLevelConfiguration: { name: levelName },
    matchingPrecedence: 50,
    distinguisherMethod: { type: "ByUser" },
    rules: [{ subjects, resourceRules }],
  };
  return { apiVersion: `${GROUP}/v1`, kind: "FlowSchema", metadata: { name }, spec };
}

describe("with priority and fairness", () => {
  let server: ServerProcess;
  let k: ReturnType<typeof kubectlFor>;
  let ask: Asker;

  before(async () => {
    // So few seats that a share of one is one seat.
    server = await startServer([...FLAGS, "--max-requests-inflight=40", "--max-mutating-requests-inflight=20"]);
    k = kubectlFor(server);
    ask = new Asker(server);
    // More than one queue, or flows are not told apart.
    const queuing = { queues: 4, handSize: 2, queueLengthLimit: 100 };
    const items = [
      level("narrow", { type: "Queue", queuing }),
      schema("narrow", "narrow", ["holder", "waiter", "watcher"]),
      level("strict", { type: "Reject" }),
      schema("strict", "strict", ["refused"]),
      level("zoo", { type: "Queue", queuing: { queues: 16, handSize: 2, queueLengthLimit: 200 } }),
      schema("zoo", "zoo", ["elephant", "mouse"]),
    ];
    await k("create -f -", { input: JSON.stringify({ apiVersion: "v1", kind: "List", items }) });
    await eventually("all levels are in force", async () => {
      const dump = await k(`get --raw ${DUMPS}/dump_priority_levels`);
      return ["narrow", "strict", "zoo"].every((name) => dump.includes(`\n${name},`)) ? true : undefined;
    });
  });
  after(async () => {
    ask.close();
    await server.cleanUp();
  });

  /** Waiting and executing requests of a user, or of a whole FlowSchema, as the dump shows them. */
  async function requestsOf(name: string): Promise<{ readonly waiting: number; readonly executing: number }> {
    const rows = (await k(`get --raw ${DUMPS}/dump_requests`))
      .split("\n")
      .map((line) => line.split(/, */))
      .filter((cells) => cells[4] === name || cells[1] === name);
    const executing = rows.filter((cells) => cells[3] === "-1").length;
    return { executing, waiting: rows.length - executing };
  }

  async function seen(name: string, waiting: number, executing: number): Promise<void> {
    await eventually(`${name} has ${waiting} waiting and ${executing} executing requests`, async () => {
      const found = await requestsOf(name);
      return found.waiting === waiting && found.executing === executing ? true : undefined;
    });
  }

  test("a request whose client is gone leaves its queue, and its seat", async () => {
    const holder = ask.hold("holder", "gone");
    await seen("holder", 0, 1);
    const waiter = ask.get("waiter", CONFIG_MAPS);
    await seen("waiter", 1, 0);
    waiter.abort();
    await seen("waiter", 0, 0);
    holder.abort();
    await seen("holder", 0, 0);
    assert.match(
      await k("get --raw /metrics"),
      /rejected_requests_total\{flow_schema="narrow",priority_level="narrow",reason="time-out"\} 1\n/,
    );
  });

  test("more shares by kubectl let those in who wait", async () => {
    const holder = ask.hold("holder", "first");
    await seen("holder", 0, 1);
    const waiters = [ask.get("waiter", CONFIG_MAPS), ask.get("waiter", CONFIG_MAPS)];
    await seen("waiter", 2, 0);
    const edit = async (shares: number): Promise<void> => {
      const patch = JSON.stringify({ spec: { limited: { nominalConcurrencyShares: shares } } });
      await k(["patch", "prioritylevelconfiguration", "narrow", "--type=merge", "-p", patch]);
    };
    await edit(100);
    for (const { answer } of waiters) assert.equal((await answer).status, 200);
    await seen("holder", 0, 1);
    await edit(1);
    holder.end();
    assert.equal((await holder.answer).status, 201);
  });

  test("a level that rejects answers at once", async () => {
    const holder = ask.hold("refused", "second");
    await seen("strict", 0, 1);
    const { status, headers, text } = await ask.get("refused", CONFIG_MAPS).answer;
    assert.equal(status, 429);
    assert.match(headers["retry-after"] ?? "", /^[1-9]\d*$/);
    assert.equal(headers["content-type"], "text/plain; charset=utf-8");
    assert.notEqual(headers["x-kubernetes-pf-prioritylevel-uid"] ?? "", "");
    assert.equal(text, "Too many requests, please try again later.\n");
    holder.end();
    assert.equal((await holder.answer).status, 201);
  });

  test("a watch gives its seat back once it is set up", async () => {
    const watches = [ask.get("watcher", `${CONFIG_MAPS}?watch=1`), ask.get("watcher", `${CONFIG_MAPS}?watch=1`)];
    await Promise.all(watches.map(({ begun }) => begun));
    assert.equal((await ask.get("watcher", CONFIG_MAPS).answer).status, 200);
    await seen("watcher", 0, 0);
    for (const watch of watches) watch.abort();
  });

  test("long lists wait in their queue, and another user's requests pass them", async () => {
    const items = Array.from({ length: 400 }, (_, i) => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: `big-${i}`, namespace: "default" },
      data: { text: "x".repeat(4000) },
    }));
    await k("create -f -", { input: JSON.stringify({ apiVersion: "v1", kind: "List", items }) });
    await k([
      "patch",
      "prioritylevelconfiguration",
      "zoo",
      "--type=merge",
      "-p",
      '{"spec":{"limited":{"nominalConcurrencyShares":100}}}',
    ]);
    await eventually("a list is known to be long", async () => {
      await ask.get("mouse", CONFIG_MAPS).answer;
      const wide = /work_estimated_seats_bucket\{flow_schema="zoo",priority_level="zoo",le="1"\} (\d+)/;
      const all = /work_estimated_seats_count\{flow_schema="zoo",priority_level="zoo"\} (\d+)/;
      const metrics = await k("get --raw /metrics");
      return wide.exec(metrics)?.[1] !== all.exec(metrics)?.[1] ? true : undefined;
    });

    // As tables, which are much work for the server and little to read: the answers themselves must not stand in the way.
    const table = { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" };
    const lists = Array.from({ length: 60 }, () => ask.get("elephant", `${CONFIG_MAPS}?includeObject=None`, table));
    let [answered, mostAnswered] = [0, 0];
    const all = Promise.all(
      lists.map(async ({ answer }) => {
        const { status, text } = await answer;
        answered++;
        assert.equal(status, 200);
        assert.ok(text.includes("big-399"));
      }),
    );
    for (let i = 0; i < 10; i++) {
      const { status } = await ask.get("mouse", `${CONFIG_MAPS}/big-${i}`).answer;
      assert.equal(status, 200);
      mostAnswered = answered;
    }
    // Had it to wait for its turn behind them, all of them would have been answered.
    assert.ok(mostAnswered < lists.length, `${mostAnswered} lists were answered before the mouse`);
    await all;
  });
});

describe("without priority and fairness", () => {
  let server: ServerProcess;
  let ask: Asker;
  before(async () => {
    server = await startServer([
      ...FLAGS,
      "--enable-priority-and-fairness=false",
      "--max-requests-inflight=1",
      "--max-mutating-requests-inflight=1",
    ]);
    ask = new Asker(server);
  });
  after(async () => {
    ask.close();
    await server.cleanUp();
  });

  test("the plain limit of writes holds, and reads have their own", async () => {
    const holder = ask.hold("holder", "first");
    await eventually("the place is taken", async () => {
      const metrics = await kubectlFor(server)("get --raw /metrics");
      return metrics.includes('apiserver_current_inflight_requests{request_kind="mutating"} 1\n') ? true : undefined;
    });
    const second = ask.hold("waiter", "second");
    second.end();
    const refused = await second.answer;
    assert.equal(refused.status, 429);
    assert.equal(refused.headers["retry-after"], "1");
    assert.equal(refused.headers["x-kubernetes-pf-flowschema-uid"], undefined);
    assert.equal(refused.text, "Too many requests, please try again later.\n");
    assert.equal((await ask.get("waiter", CONFIG_MAPS).answer).status, 200);
    // An administrator gets through.
    await kubectlFor(server)("create configmap of-the-administrator");
    holder.end();
    assert.equal((await holder.answer).status, 201);
    const after = ask.hold("waiter", "third");
    after.end();
    assert.equal((await after.answer).status, 201);
  });
});

test("--nodes sizes the limits", async () => {
  const server = await startServer([...FLAGS, "--nodes=2000"]);
  try {
    const metrics = await kubectlFor(server)("get --raw /metrics");
    const seats = /nominal_limit_seats\{priority_level="workload-low"\} (\d+)/.exec(metrics)?.[1];
    assert.equal(Number(seats), Math.ceil(((1500 + 500) * 100) / 245));
  } finally {
    await server.cleanUp();
  }
});

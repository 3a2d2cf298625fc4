/** The page at /debug/flowcontrol as people see it: a browser in front of `kubectl proxy`. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { AdmissionPlugin } from "../../apiserver/admission/index.js";
import { RESTClient } from "../../client/rest/index.js";
import { runCommandLine } from "../../cmd/kindsmith/program.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";
import { Browser, findBrowser, type Page } from "./browser.js";
import { eventually, newestKubectl } from "./harness.js";

const HOSTILE = `<script>alert(1)</script><img src=x onerror="document.title='owned'">`;
const FLOW_CONTROL = "/apis/flowcontrol.apiserver.k8s.io/v1";
const GUESTS = "guests";
const SEATS = 3;
const WAITING = 2;

/** Lets writes of guests run until it is told to let go, so that they hold their seats. */
class Hold implements AdmissionPlugin {
  readonly name = "Hold";
  readonly #held = new Set<() => void>();
  #over = false;

  handles(): boolean {
    return true;
  }

  async validate({ user }: { readonly user: { readonly groups: readonly string[] } }): Promise<void> {
    if (user.groups.includes(GUESTS) && !this.#over) await new Promise<void>((resolve) => this.#held.add(resolve));
  }

  get count(): number {
    return this.#held.size;
  }

  /** Those that are held now. */
  letGo(): void {
    for (const go of this.#held) go();
    this.#held.clear();
  }

  /** From now on nobody is held. */
  end(): void {
    this.#over = true;
    this.letGo();
  }
}

// One queue, in which no more than two wait.
const objects: readonly { readonly path: string; readonly object: object }[] = [
  {
    path: `${FLOW_CONTROL}/prioritylevelconfigurations`,
    object: {
      metadata: { name: "narrow" },
      spec: {
        type: "Limited",
        limited: {
          nominalConcurrencyShares: 1,
          borrowingLimitPercent: 0,
          limitResponse: { type: "Queue", queuing: { queues: 1, handSize: 1, queueLengthLimit: WAITING } },
        },
      },
    },
  },
  {
    path: `${FLOW_CONTROL}/flowschemas`,
    object: {
      metadata: { name: GUESTS },
      spec: {
        priorityLevelConfiguration: { name: "narrow" },
        matchingPrecedence: 200,
        distinguisherMethod: { type: "ByUser" },
        rules: [
          {
            subjects: [{ kind: "Group", group: { name: GUESTS } }],
            resourceRules: [
              { verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"], clusterScope: true },
            ],
          },
        ],
      },
    },
  },
  {
    path: "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
    object: {
      metadata: { name: GUESTS },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "edit" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: GUESTS }],
    },
  },
];

const browserPath = findBrowser();

describe("the flow control page", { skip: browserPath === undefined ? "no Chromium on PATH" : false }, () => {
  const hold = new Hold();
  const stop = new AbortController();
  const proxies: ChildProcess[] = [];
  let dir: string;
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "kindsmith-page-"));
    [server, browser] = await Promise.all([
      startTestServer({ flags: ["--authorization-mode=RBAC"], admissionPlugins: { Hold: () => hold } }),
      Browser.start(browserPath ?? ""),
    ]);
    await writeFile(join(dir, "kubeconfig"), server.kubeconfig);
    const admin = new RESTClient(server.clientConfig);
    for (const { path, object } of objects) await admin.request({ method: "POST", absolutePath: path, body: object });
    await eventually("the level is in force", async () => {
      const { body } = await admin.requestRaw({ method: "GET", absolutePath: "/debug/flowcontrol/data" });
      return body.toString().includes('"narrow"') ? true : undefined;
    });
    admin.close();
    page = await browser.open(`${await proxy()}/debug/flowcontrol`);
  });
  after(async () => {
    stop.abort();
    hold.end();
    await browser.close();
    for (const child of proxies) child.kill("SIGKILL");
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  /** `kubectl proxy` with further arguments; resolves with its address. */
  function proxy(...args: readonly string[]): Promise<string> {
    const kubeconfig = `--kubeconfig=${join(dir, "kubeconfig")}`;
    const child = spawn(newestKubectl().path, ["proxy", "--port=0", kubeconfig, ...args], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, HOME: dir },
    });
    proxies.push(child);
    return new Promise((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`kubectl proxy ended with ${code}`)));
      child.stdout.on("data", (chunk: Buffer) => {
        const address = /127\.0\.0\.1:\d+/.exec(chunk.toString())?.[0];
        if (address !== undefined) resolve(`http://${address}`);
      });
    });
  }

  /** Writes as a guest; goes on until it is let go or refused. */
  function write(user: string, name: string): void {
    const client = new RESTClient({ ...server.clientConfig, impersonate: { user, groups: [GUESTS] } });
    client
      .request(
        { method: "POST", absolutePath: "/api/v1/namespaces/default/configmaps", body: { metadata: { name } } },
        { signal: stop.signal },
      )
      .catch(() => undefined)
      .finally(() => client.close());
  }

  const card = (level: string): string =>
    `[...document.querySelectorAll("article")].find((one) => one.querySelector("h3").textContent === "${level}")`;
  const number = (level: string, title: string): string =>
    `[...${card(level)}.querySelectorAll("dl.numbers div")].find((one) => one.children[0].textContent === "${title}").children[1].textContent`;

  test("shows every level", async () => {
    await page.until("the levels are there", `document.querySelectorAll("article").length >= 9`);
    assert.equal(page.status, 200);
    const names = await page.evaluate<string[]>(
      `[...document.querySelectorAll("article h3")].map((one) => one.textContent)`,
    );
    assert.deepEqual(names, [...names].sort());
    for (const name of ["catch-all", "exempt", "global-default", "leader-election", "narrow", "workload-low"])
      assert.ok(names.includes(name), name);
    assert.equal(await page.evaluate(number("narrow", "running")), "0");
  });

  test("a request that waits appears, and who it is", async () => {
    for (let i = 0; i < SEATS; i++) write("anna", `held-${i}`);
    await eventually("they run", () => Promise.resolve(hold.count === SEATS ? true : undefined));
    for (let i = 0; i < WAITING; i++) write(HOSTILE, `waiting-${i}`);
    await page.until("they wait", `${number("narrow", "waiting")} === "${WAITING}"`);
    assert.equal(await page.evaluate(number("narrow", "running")), String(SEATS));
    assert.match(await page.evaluate<string>(`${card("narrow")}.textContent`), /1 of 1 queues wait; longest 2 of 2/);
    assert.notEqual(await page.evaluate(number("narrow", "longest wait")), "–");
    const flows = await page.evaluate<string[][]>(
      `[...document.querySelectorAll("#flows tr")].map((row) => [...row.cells].map((cell) => cell.textContent))`,
    );
    assert.deepEqual(
      flows.filter((cells) => cells[1] === GUESTS).map((cells) => cells.slice(0, 8)),
      [
        ["anna", GUESTS, "", "narrow", "3", "0", "3", "0"],
        [HOSTILE, GUESTS, "", "narrow", "0", "2", "0", "2"],
      ],
    );
  });

  test("a hostile user name is text", async () => {
    assert.equal(await page.evaluate(`document.querySelectorAll("#flows script, #flows img").length`), 0);
    assert.equal(await page.evaluate("document.title"), "Flow control");
    assert.deepEqual(page.problems, []);
  });

  test("who is refused is listed with the reason", async () => {
    write("anna", "one-too-many");
    await page.until("it is refused", `document.querySelector("#rejections").textContent.includes("queue-full")`);
    assert.match(
      await page.evaluate<string>(`document.querySelector("#rejections tr").textContent`),
      /annacreate \/api\/v1\/namespaces\/default\/configmapsguestsnarrowqueue-full$/,
    );
    assert.match(await page.evaluate<string>(`${card("narrow")}.textContent`), /rejected: queue-full \d+/);
  });

  test("numbers change as requests end", async () => {
    hold.letGo();
    await page.until("nobody waits any more", `${number("narrow", "waiting")} === "0"`);
    await page.until("waits are known", `${number("narrow", "p99 wait")} !== "–"`);
  });

  test("the keyboard stops the numbers, and lets them go on", async () => {
    await page.press("Tab");
    assert.equal(await page.evaluate("document.activeElement.id"), "pause");
    await page.press("Enter");
    assert.equal(await page.evaluate(`document.activeElement.textContent`), "Resume");
    const before = page.requests.length;
    hold.end();
    await page.press("Enter");
    await page.until("numbers go on", `${number("narrow", "running")} === "0"`);
    assert.ok(page.requests.length > before);
  });

  test("it fits a phone, and follows the browser's colours", async () => {
    await page.resize(360, 740);
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360);
    const background = "getComputedStyle(document.body).backgroundColor";
    await page.preferColors("light");
    const light = await page.evaluate(background);
    await page.preferColors("dark");
    assert.notEqual(await page.evaluate(background), light);
  });

  test("it asks for nothing but itself and its data", () => {
    const paths = new Set(page.requests.filter((url) => !url.startsWith("data:")).map((url) => new URL(url).pathname));
    assert.deepEqual([...paths].sort(), ["/debug/flowcontrol", "/debug/flowcontrol/data"]);
    assert.equal(
      new Set(page.requests.filter((url) => url.startsWith("http")).map((url) => new URL(url).host)).size,
      1,
    );
    assert.deepEqual(page.problems, []);
  });

  test("who may not see it gets 403", async () => {
    const stranger = await browser.open(`${await proxy("--as=anna", `--as-group=${GUESTS}`)}/debug/flowcontrol`);
    await stranger.until("it is answered", `document.body.textContent.includes("Forbidden")`);
    assert.equal(stranger.status, 403);
    assert.match(
      await stranger.evaluate<string>("document.body.textContent"),
      /User \\"anna\\" cannot get path \\"\/debug\/flowcontrol\\"/,
    );
  });

  test("flowcontrol explain asks the server", async () => {
    let out = "";
    const exitCode = await runCommandLine(
      [
        "flowcontrol",
        "explain",
        "--as=anna",
        `--groups=${GUESTS}`,
        "list",
        "pods",
        `--kubeconfig=${join(dir, "kubeconfig")}`,
      ],
      {
        cwd: dir,
        out: (text) => (out += text),
        err: (text) => (out += text),
        isTerminal: false,
        interrupted: () => stop.signal,
      },
    );
    assert.equal(exitCode, 0, out);
    assert.match(out, /^tried +1 +exempt +rules\[0\]: is for group system:masters only\n/m);
    assert.match(out, /^ +200 +guests +takes it\n/m);
    assert.match(out, /^level +narrow: 3 nominal seats; what finds no seat waits\n/m);
  });
});

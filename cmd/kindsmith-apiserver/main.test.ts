import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { RESTClient } from "../../client/rest/index.js";

const MAIN = join(dirname(fileURLToPath(import.meta.url)), "main.ts");
const dir = mkdtempSync(join(tmpdir(), "kindsmith-process-"));
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(dir, { recursive: true });
});

interface Run {
  readonly child: ChildProcess;
  /** Everything written to standard error so far. */
  errors(): string;
  /** Resolves with the URL of the line that says that the server serves. */
  readonly serving: Promise<string>;
  readonly exited: Promise<number | null>;
}

function run(...flags: string[]): Run {
  const child = spawn(process.execPath, ["--import=tsx", "--conditions=kindsmith-source", MAIN, ...flags], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  children.push(child);
  let text = "";
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  const serving = new Promise<string>((resolve, reject) => {
    child.stderr!.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const match = /serving on (https:\S+)/.exec(text);
      if (match !== null) resolve(match[1]!);
    });
    void exited.then((code) => reject(new Error(`ended with ${code} before it served:\n${text}`)));
  });
  // Runs that are not meant to serve never ask.
  serving.catch(() => undefined);
  return { child, errors: () => text, serving, exited };
}

interface Kubeconfig {
  readonly clusters: [{ readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } }];
  readonly users: [{ readonly user: { readonly token: string } }];
}

test("a server's life as a process", async () => {
  const kubeconfig = join(dir, "admin.kubeconfig");
  const storage = ["--bind-address=127.0.0.1", `--data-dir=${join(dir, "data")}`];
  const legacy = [
    "--cloud-provider=aws",
    "--enable-admission-plugins=NodeRestriction",
    "--feature-gates=PodOverhead=True",
  ];
  const first = run(...storage, ...legacy, "--secure-port=0", `--write-kubeconfig=${kubeconfig}`);
  const url = await first.serving;
  assert.match(first.errors(), /^W.* --cloud-provider has no effect: there are no cloud providers in the server$/m);
  assert.match(first.errors(), /^W.* --enable-admission-plugins: NodeRestriction has no effect/m);
  assert.match(first.errors(), /^W.* --feature-gates: PodOverhead has no effect/m);

  assert.equal(statSync(kubeconfig).mode & 0o777, 0o600);
  const { clusters, users } = parse(readFileSync(kubeconfig, "utf8")) as Kubeconfig;
  assert.equal(clusters[0].cluster.server, url);
  const client = new RESTClient({
    server: url,
    tls: { ca: Buffer.from(clusters[0].cluster["certificate-authority-data"], "base64").toString() },
    bearerToken: users[0].user.token,
  });
  const get = async (absolutePath: string) => client.requestRaw({ method: "GET", absolutePath });
  assert.equal((await get("/readyz")).body.toString(), "ok");
  const namespaces = JSON.parse((await get("/api/v1/namespaces")).body.toString()) as {
    items: { metadata: { name: string } }[];
  };
  assert.deepEqual(
    namespaces.items.map(({ metadata }) => metadata.name),
    ["default", "kube-node-lease", "kube-public", "kube-system"],
  );
  client.close();

  const [sameStore, samePort] = [
    run(...storage, "--secure-port=0"),
    run("--bind-address=127.0.0.1", "--storage-backend=memory", `--secure-port=${new URL(url).port}`),
  ];
  assert.equal(await sameStore.exited, 1);
  assert.match(sameStore.errors(), /kindsmith-apiserver: .*data.* in use/);
  assert.equal(await samePort.exited, 1);
  assert.match(samePort.errors(), /port \d+ at 127\.0\.0\.1 is in use; --secure-port chooses another/);

  first.child.kill("SIGTERM");
  assert.equal(await first.exited, 0, first.errors());
});

test("bad flags are named all at once, and nothing is started", async () => {
  const { exited, errors } = run(
    "--secure-prt=1",
    "--v=x",
    "--storage-backend=etcd3",
    "--enable-admission-plugins=Nope",
  );
  assert.equal(await exited, 2);
  assert.deepEqual(errors().trim().split("\n"), [
    "kindsmith-apiserver: unknown flag --secure-prt; did you mean --secure-port?",
    "kindsmith-apiserver: --v=x: must be a whole number",
    "kindsmith-apiserver: --etcd-servers: must be given with --storage-backend=etcd3",
    'kindsmith-apiserver: --enable-admission-plugins plugin "Nope" is unknown',
    "kindsmith-apiserver: --help shows all flags",
  ]);
});

test("a second signal ends the process at once", async () => {
  const server = run(
    "--bind-address=127.0.0.1",
    "--storage-backend=memory",
    "--secure-port=0",
    "--shutdown-delay-duration=10m",
  );
  await server.serving;
  server.child.kill("SIGTERM");
  while (!server.errors().includes("received SIGTERM"))
    await new Promise((resolve) => server.child.stderr!.once("data", resolve));
  server.child.kill("SIGINT");
  assert.equal(await server.exited, 1);
});

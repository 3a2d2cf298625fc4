import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { eventually, kubectlFor, kubectls, startServer, type ServerProcess } from "./harness.js";

let server: ServerProcess;
before(async () => {
  server = await startServer(["--storage-backend=memory"]);
});
after(() => server.cleanUp());

for (const kubectl of kubectls()) {
  // Clients before 1.27 ask for subresources and fields in other ways, and know no `--subresource`.
  describe(`kubectl ${kubectl.name}`, () => {
    const namespace = `k-${kubectl.name.replace(/[^a-z0-9]/g, "-")}`;
    const k = (args: string | readonly string[], opts?: { input?: string; fails?: boolean }): Promise<string> =>
      kubectlFor(server, kubectl)(
        typeof args === "string" ? `-n ${namespace} ${args}` : ["-n", namespace, ...args],
        opts,
      );

    before(() => k(`create namespace ${namespace}`));

    it("lists the namespaces that every cluster has", async () => {
      const names = (await k("get namespaces -o name")).trim().split("\n");
      for (const name of ["default", "kube-system", "kube-public", "kube-node-lease"])
        assert.ok(names.includes(`namespace/${name}`));
    });

    it("knows the resources with their short names", async () => {
      const table = await k("api-resources");
      assert.match(table, /^flunders +fl +wardle\.example\.com\/v1beta1 +true +Flunder$/m);
      assert.match(table, /^configmaps +cm +v1 +true +ConfigMap$/m);
    });

    it("explains a kind", async () => {
      assert.match(await k("explain flunders.spec"), /replicas\s+<integer>/);
      assert.match(await k("explain pod --recursive"), /containers\s+<\[\]Container>/);
    });

    it("creates, gets in every form, and deletes", async () => {
      await k("create configmap made --from-literal=b=2 --from-literal=a=1");
      assert.match(await k("get configmap made"), /^NAME +DATA +AGE\nmade +2 +\S+\n$/);
      assert.equal(await k("get configmap made -o name"), "configmap/made\n");
      assert.equal(await k(["get", "configmap", "made", "-o", "jsonpath={.data.a}"]), "1");
      assert.match(
        await k("get configmap made -o yaml"),
        /^apiVersion: v1\ndata:\n {2}a: "1"\n {2}b: "2"\nkind: ConfigMap\n/,
      );
      assert.equal((JSON.parse(await k("get configmap made -o json")) as { data: object }).data.constructor, Object);
      assert.match(await k("get configmap made -o wide"), /made/);
      assert.match(await k("describe configmap made"), /^Name: +made$/m);
      assert.match(await k("delete configmap made"), /deleted/);
      assert.match(
        await k("get configmap made", { fails: true }),
        /Error from server \(NotFound\): configmaps "made" not found/,
      );
    });

    it("selects and sorts", async () => {
      for (const [name, label] of [
        ["s-b", "x"],
        ["s-a", "x"],
        ["s-c", "y"],
      ] as const) {
        await k(`create configmap ${name} --from-literal=rank=${name === "s-b" ? 1 : 2}`);
        await k(`label configmap ${name} set=${label}`);
      }
      const names = async (args: string): Promise<string[]> =>
        (await k(`get configmaps -o name ${args}`)).trim().split("\n");
      assert.deepEqual(await names("-l set=x"), ["configmap/s-a", "configmap/s-b"]);
      assert.deepEqual(await names("-l set=x --sort-by=.data.rank"), ["configmap/s-b", "configmap/s-a"]);
      assert.deepEqual(await names("--field-selector metadata.name=s-c"), ["configmap/s-c"]);
    });

    it("applies, shows the difference and applies again", async () => {
      const manifest = (value: string): string =>
        JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "applied" }, data: { value } });
      assert.match(await k("apply -f -", { input: manifest("1") }), /created/);
      assert.match(await k("apply -f -", { input: manifest("1") }), /unchanged/);
      const file = join(server.dir, "applied.json");
      await writeFile(file, manifest("2"));
      // `diff` ends with 1 when there is one, and prints it on standard output.
      await k(`diff -f ${file}`, { fails: true });
      assert.match(await k("apply -f -", { input: manifest("2") }), /configured/);
      assert.equal(await k(["get", "configmap", "applied", "-o", "jsonpath={.data.value}"]), "2");
    });

    it("patches in three ways, labels, annotates and replaces", async () => {
      await k("create configmap p --from-literal=a=1");
      await k(["patch", "configmap", "p", "--type=merge", "-p", '{"data":{"b":"2"}}']);
      await k(["patch", "configmap", "p", "--type=json", "-p", '[{"op":"replace","path":"/data/a","value":"3"}]']);
      await k(["patch", "configmap", "p", "-p", '{"data":{"b":null,"c":"4"}}']);
      await k("label configmap p l=1");
      await k("annotate configmap p n=1");
      const object = JSON.parse(await k("get configmap p -o json")) as {
        data: Record<string, string>;
        metadata: { labels: object; annotations: object };
      };
      assert.deepEqual(object.data, { a: "3", c: "4" });
      assert.deepEqual(object.metadata.labels, { l: "1" });
      assert.deepEqual(object.metadata.annotations, { n: "1" });
      object.data = { only: "this" };
      await k("replace -f -", { input: JSON.stringify(object) });
      assert.equal(await k(["get", "configmap", "p", "-o", "jsonpath={.data}"]), '{"only":"this"}');
    });

    it("edits", async () => {
      await k("create configmap edited --from-literal=a=before");
      const env = { KUBE_EDITOR: "sed -i s/before/after/", ...process.env };
      const editing = spawn(kubectl.path, ["-n", namespace, "edit", "configmap", "edited"], {
        env: { ...env, HOME: server.dir, KUBECONFIG: server.kubeconfig },
        stdio: "ignore",
      });
      assert.equal(await new Promise((resolve) => editing.once("exit", resolve)), 0);
      assert.equal(await k(["get", "configmap", "edited", "-o", "jsonpath={.data.a}"]), "after");
    });

    it("watches and waits", async () => {
      const watching = spawn(kubectl.path, ["-n", namespace, "get", "flunders", "-w", "-o", "name"], {
        env: { ...process.env, HOME: server.dir, KUBECONFIG: server.kubeconfig },
        stdio: ["ignore", "pipe", "ignore"],
      });
      let seen = "";
      watching.stdout.on("data", (chunk: Buffer) => (seen += chunk.toString()));
      try {
        await k("apply -f -", { input: flunder("watched", 1) });
        await eventually("the watch shows the new object", () =>
          Promise.resolve(seen.includes("watched") ? true : undefined),
        );
      } finally {
        watching.kill();
      }
      const deleting = k("wait --for=delete flunder/watched --timeout=20s");
      await k("delete flunder watched --wait=false");
      await deleting;
    });

    it("scales what has a scale", async () => {
      await k("apply -f -", { input: flunder("scaled", 1) });
      await k("scale flunder scaled --replicas=5");
      assert.equal(await k(["get", "flunder", "scaled", "-o", "jsonpath={.spec.replicas}"]), "5");
    });

    it("is told what is wrong, in upstream's words", async () => {
      assert.match(
        await k("apply -f -", { input: flunder("Bad_Name", 1), fails: true }),
        /metadata\.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters/,
      );
      assert.match(
        await kubectlFor(server, kubectl)("-n nowhere create configmap x", { fails: true }),
        /namespaces "nowhere" not found/,
      );
    });

    it("empties and removes a namespace", async () => {
      await k("create namespace gone-" + namespace);
      await kubectlFor(server, kubectl)(`-n gone-${namespace} create configmap left`);
      await k(`delete namespace gone-${namespace} --timeout=60s`);
      assert.match(await k(`get namespace gone-${namespace}`, { fails: true }), /not found/);
    });
  });
}

function flunder(name: string, replicas: number): string {
  return JSON.stringify({
    apiVersion: "wardle.example.com/v1beta1",
    kind: "Flunder",
    metadata: { name },
    spec: { replicas },
  });
}

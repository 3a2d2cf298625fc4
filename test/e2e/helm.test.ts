import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { eventually, kubectlFor, runProgram, startServer, type ServerProcess } from "./harness.js";

const CHART = "test/testdata/helm/shop";
const CACHE = ".cache/kubectl";

interface Release {
  readonly name: string;
  readonly revision: string;
  readonly status: string;
}

interface Revision {
  readonly revision: number;
  readonly status: string;
}

/** The helm that came with each kubectl: one that patches by three-way merge, one that applies on the server. */
const helms = existsSync(CACHE)
  ? readdirSync(CACHE)
      .sort()
      .map((version) => join(CACHE, version, "helm"))
      .filter((path) => existsSync(path))
  : [];

let server: ServerProcess;
before(async () => {
  server = await startServer(["--storage-backend=memory"]);
});
after(() => server.cleanUp());

it("has two versions of helm to test with", () => {
  assert.ok(helms.length >= 2, "run hack/install-test-dependencies.sh first");
});

for (const path of helms) {
  describe(`helm beside kubectl ${path.split("/").at(-2)}`, () => {
    const namespace = `helm-${path.split("/").at(-2)?.replace(".", "-")}`;
    const k = (args: string | readonly string[]): Promise<string> =>
      kubectlFor(server)(typeof args === "string" ? `-n ${namespace} ${args}` : ["-n", namespace, ...args]);
    const helm = async (args: string, fails = false): Promise<string> => {
      const env = { HOME: server.dir, KUBECONFIG: server.kubeconfig };
      const output = await runProgram(path, ["-n", namespace, ...args.split(" ")], { env });
      assert.equal(output.code !== 0, fails, `helm ${args}:\n${output.stdout}${output.stderr}`);
      return fails ? output.stderr : output.stdout;
    };
    const valueOf = (resource: string, field: string): Promise<string> =>
      k(["get", resource, "-o", `jsonpath={.${field}}`]);

    it("installs into a namespace that it creates", async () => {
      await helm(`install shop ${CHART} --create-namespace`);
      const [release] = JSON.parse(await helm("list -o json")) as Release[];
      assert.deepEqual([release?.name, release?.revision, release?.status], ["shop", "1", "deployed"]);
      assert.equal(await valueOf("configmap/shop", "data.greeting"), "hello");
      assert.equal(await valueOf("configmap/shop", "data.servedFlunders"), "true");
      assert.equal(await valueOf("configmap/shop-before", "data.revision"), "1");
      assert.match(await valueOf("service/shop", "spec.clusterIP"), /^10\./);
    });

    it("finds what the lookup function asks the server for", async () => {
      await helm(`upgrade shop ${CHART}`);
      assert.equal(await valueOf("configmap/shop", "data.namespacePhase"), "Active");
    });

    it("shows on the server what it would do, and does none of it", async () => {
      assert.match(await helm(`upgrade shop ${CHART} --set greeting=tried --dry-run=server`), /greeting: "tried"/);
      assert.equal(await valueOf("configmap/shop", "data.greeting"), "hello");
    });

    it("upgrades and waits until the stateful set is ready", async () => {
      const upgrading = helm(`upgrade shop ${CHART} --set replicas=2,greeting=moin --wait --timeout 60s`);
      const generation = await eventually("the new stateful set", async () => {
        const replicas = await valueOf("statefulset/shop", "spec.replicas");
        return replicas === "2" ? valueOf("statefulset/shop", "metadata.generation") : undefined;
      });
      const status = {
        observedGeneration: Number(generation),
        replicas: 2,
        readyReplicas: 2,
        currentReplicas: 2,
        updatedReplicas: 2,
        currentRevision: "shop-2",
        updateRevision: "shop-2",
      };
      await k(["patch", "statefulset/shop", "--subresource=status", "-p", JSON.stringify({ status })]);
      await upgrading;
      assert.equal(await valueOf("flunder/shop", "spec.replicas"), "2");
      assert.equal(await valueOf("configmap/shop-before", "data.revision"), "3");
    });

    it("says which field an upgrade that the server refuses has wrong, and rolls back", async () => {
      assert.match(await helm(`upgrade shop ${CHART} --set replicas=-1`, true), /spec\.replicas: Invalid value: -1/);
      await helm("rollback shop 3");
      const history = JSON.parse(await helm("history shop -o json")) as Revision[];
      assert.deepEqual(
        history.map(({ revision, status }) => [revision, status]),
        [
          [1, "superseded"],
          [2, "superseded"],
          [3, "superseded"],
          [4, "failed"],
          [5, "deployed"],
        ],
      );
      assert.equal(await valueOf("configmap/shop", "data.greeting"), "moin");
    });

    it("takes everything away again", async () => {
      await helm("uninstall shop --wait");
      const left = await k("get statefulsets,services,configmaps,flunders,secrets -o name");
      // What a hook made stays, as documented by helm.
      assert.equal(left, "configmap/shop-before\n");
    });
  });
}

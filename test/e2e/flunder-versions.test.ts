import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { eventually, kubectlFor, newestKubectl, startServer, type ServerProcess } from "./harness.js";

let server: ServerProcess;
before(async () => {
  server = await startServer();
});
after(() => server.cleanUp());

const OLD = "flunders.v1alpha1.wardle.example.com";
const NEW = "flunders.v1beta1.wardle.example.com";

interface Flunder {
  readonly metadata: { readonly uid: string; readonly resourceVersion: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

test("created in one version, read and updated in the other, watched in the first, kept across kill -9", async () => {
  const k = kubectlFor(server);
  const get = async (resource: string): Promise<Flunder> => JSON.parse(await k(`get ${resource} f -o json`)) as Flunder;
  const created = {
    apiVersion: "wardle.example.com/v1alpha1",
    kind: "Flunder",
    metadata: { name: "f" },
    spec: { reference: "some-fischer", referenceType: "Fischer", comment: "first" },
  };
  await k("create -f -", { input: JSON.stringify(created) });

  const read = await get(NEW);
  assert.equal(read.spec["fischerReference"], "some-fischer");
  assert.equal(read.spec["description"], "first");
  assert.equal(read.spec["reference"], undefined);

  const watching = spawn(newestKubectl().path, ["get", OLD, "f", "-w", "--output-watch-events", "-o", "json"], {
    env: { ...process.env, HOME: server.dir, KUBECONFIG: server.kubeconfig },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let seen = "";
  watching.stdout.on("data", (chunk: Buffer) => (seen += chunk.toString()));
  try {
    await eventually("the watch shows the object", () => Promise.resolve(seen.includes('"first"') ? true : undefined));
    await k(["patch", NEW, "f", "--type=merge", "-p", '{"spec":{"description":"second"}}']);
    await eventually("the watch shows the change", () =>
      Promise.resolve(/"comment": ?"second"/.test(seen) ? true : undefined),
    );
    assert.match(seen, /"apiVersion": ?"wardle.example.com\/v1alpha1"/);
    assert.doesNotMatch(seen, /"description":/);
  } finally {
    watching.kill();
  }

  const before = await get(OLD);
  await server.kill();
  await server.restart();
  const survived = await get(OLD);
  assert.deepEqual(survived, before);
  assert.equal(survived.spec["comment"], "second");
  assert.equal(await server.stop(), 0);
});

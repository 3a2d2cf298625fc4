import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loadRestConfig } from "kindsmith/client";
import { createClientset } from "kindsmith/generated/clientset/index";
import { SharedInformerFactory } from "kindsmith/generated/informers/factory";
import { eventually, kubectlFor, startServer, type ServerProcess } from "./harness.js";

let server: ServerProcess;
before(async () => {
  server = await startServer();
});
after(() => server.cleanUp());

const CHANGES = 1000;
const KEPT = 50;

test("the generated informer follows a thousand changes, across a restart, and its lister ends equal to the server", async () => {
  const { config } = loadRestConfig({ path: server.kubeconfig });
  const clientset = createClientset(config);
  const flunders = clientset.wardleV1beta1().flunders("default");
  const stop = new AbortController();
  const factory = new SharedInformerFactory(clientset);
  const informer = factory.wardle().v1beta1().flunders();
  const seen = { added: 0, updated: 0, deleted: 0 };
  informer.informer().addEventHandler({
    onAdd: () => void seen.added++,
    onUpdate: () => void seen.updated++,
    onDelete: () => void seen.deleted++,
  });
  factory.start({ signal: stop.signal });
  try {
    const synced = await factory.waitForCacheSync({ signal: AbortSignal.timeout(30_000) });
    assert.ok([...synced.values()].every(Boolean));

    // A fixed course of changes: objects come, change and go, some through kubectl.
    const kubectl = kubectlFor(server);
    for (let i = 0; i < CHANGES; i++) {
      const name = `f-${i % KEPT}`;
      const round = Math.floor(i / KEPT);
      if (i === CHANGES / 2) {
        await server.kill();
        await server.restart();
      }
      if (i % 200 === 99) {
        await kubectl(["label", "--overwrite", "flunder", `f-${(i - 1) % KEPT}`, `round=${round}`]);
      } else if (round % 4 === 0) {
        await flunders.create({
          apiVersion: "wardle.example.com/v1beta1",
          kind: "Flunder",
          metadata: { name },
          spec: { replicas: i },
        });
      } else if (round % 4 === 3) await flunders.delete(name, {});
      else await flunders.patch(name, "application/merge-patch+json", { spec: { replicas: i } }, {});
    }

    const revisions = (
      items: readonly { readonly metadata: { readonly name?: string; readonly resourceVersion?: string } }[],
    ): string[] => items.map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`).sort();
    const want = revisions((await flunders.list({})).items);
    await eventually("the lister equals the server's list", () => {
      const got = revisions(informer.lister().list());
      return Promise.resolve(got.join() === want.join() ? true : undefined);
    });
    assert.ok(seen.added > 0 && seen.updated > 0 && seen.deleted > 0, JSON.stringify(seen));
  } finally {
    stop.abort(new Error("the test is over"));
    await factory.shutdown();
  }
});

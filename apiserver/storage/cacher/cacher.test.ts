import { FakeClock } from "../../../apimachinery/clock/index.js";
import { MemoryBackend } from "../memory/index.js";
import { runResourceStorageTests, TestCodec } from "../testing/index.js";
import { Cacher, type CacherOptions } from "./index.js";

const variants: { readonly [name: string]: Partial<CacherOptions> } = {
  cacher: {},
  "cacher with an index": { indexFields: ["spec.nodeName"] },
  "cacher whose watchers never queue": { watcherLimits: { maxEvents: 0, maxBytes: 0 } },
};

for (const [name, variant] of Object.entries(variants)) {
  runResourceStorageTests(name, async () => {
    const clock = new FakeClock();
    const backend = new MemoryBackend({ clock });
    await backend.start();
    const stop = new AbortController();
    const prefix = "/registry/things/";
    const storage = new Cacher({ backend, codec: new TestCodec(), clock, prefix, namespaced: true, ...variant });
    const running = storage.run(stop.signal);
    await storage.waitReady();
    const dispose = async (): Promise<void> => {
      stop.abort();
      await running;
      await backend.stop();
    };
    return { storage, backend, clock, limitIgnoredForAnyAge: true, dispose };
  });
}

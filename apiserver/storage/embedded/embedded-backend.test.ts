import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { runStorageBackendTests } from "../testing/index.js";
import { EmbeddedBackend, type SyncMode } from "./index.js";

for (const sync of ["full", "batch"] satisfies SyncMode[]) {
  runStorageBackendTests(`embedded, sync ${sync}`, async () => {
    const dir = await mkdtemp(join(tmpdir(), "kindsmith-embedded-"));
    const clock = new FakeClock();
    let backend = new EmbeddedBackend({ dir, clock, sync });
    await backend.start();
    return {
      backend,
      advance: (ms) => clock.advance(ms),
      reopen: async () => {
        await backend.stop();
        backend = new EmbeddedBackend({ dir, clock, sync });
        await backend.start();
        return backend;
      },
      dispose: async () => {
        await backend.stop();
        await rm(dir, { recursive: true });
      },
    };
  });
}

import { FakeClock } from "../../../apimachinery/clock/index.js";
import { runStorageBackendTests } from "../testing/index.js";
import { MemoryBackend } from "./index.js";

runStorageBackendTests("memory", async () => {
  const clock = new FakeClock();
  const backend = new MemoryBackend({ clock });
  await backend.start();
  return { backend, advance: (ms) => clock.advance(ms), dispose: () => backend.stop() };
});

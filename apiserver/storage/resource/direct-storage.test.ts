import { FakeClock } from "../../../apimachinery/clock/index.js";
import { MemoryBackend } from "../memory/index.js";
import { runResourceStorageTests, TestCodec } from "../testing/index.js";
import { DirectStorage } from "./index.js";

runResourceStorageTests("direct", async () => {
  const clock = new FakeClock();
  const backend = new MemoryBackend({ clock });
  await backend.start();
  const storage = new DirectStorage({ backend, codec: new TestCodec(), clock });
  return { storage, backend, clock, limitIgnoredForAnyAge: false, dispose: () => backend.stop() };
});

#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DatabaseThread } from "../../apiserver/storage/embedded/database-thread.js";
import type * as Serve from "./serve.js";
import { CachedScript } from "./cached-script.js";
import { asksForEmbeddedStore } from "./asks-for-embedded-store.js";

// The build joins the server's thousand modules into one file (hack/bundle.mjs): loading them one by one takes longer
// than all the rest of a start. From sources there is no such bundle.
const bundleURL = new URL("./bundle/serve.cjs", import.meta.url);
const bundle = existsSync(bundleURL) ? fileURLToPath(bundleURL) : undefined;
// The other long part of a start is that of the store's thread; each takes a processor of its own.
const databaseThread =
  bundle !== undefined && asksForEmbeddedStore(process.argv.slice(2))
    ? new DatabaseThread(new URL("./worker.js", bundleURL))
    : undefined;
const script = bundle === undefined ? undefined : new CachedScript(bundle);
const { serve } = script === undefined ? await import("./serve.js") : (script.run() as typeof Serve);

let kept: Promise<void> | undefined;
const exitCode = await serve({
  databaseThread,
  // Only now has everything run that a start runs.
  onServing: () => {
    kept = script?.keepBytecode().catch((err: Error) => process.emitWarning(err));
  },
});
await kept;
// Whatever a library has left open must not keep a stopped server alive.
process.exit(exitCode);

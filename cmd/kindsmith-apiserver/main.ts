#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type * as Serve from "./serve.js";
import { CachedScript } from "./cached-script.js";

// The build joins the server's thousand modules into one file (hack/bundle.mjs): loading them one by one takes longer
// than all the rest of a start. From sources there is no such bundle.
const bundle = fileURLToPath(new URL("./bundle/serve.cjs", import.meta.url));
const script = existsSync(bundle) ? new CachedScript(bundle) : undefined;
const { serve } = script === undefined ? await import("./serve.js") : (script.run() as typeof Serve);

let kept: Promise<void> | undefined;
const exitCode = await serve({
  // Only now has everything run that a start runs.
  onServing: () => {
    kept = script?.keepBytecode().catch((err: Error) => process.emitWarning(err));
  },
});
await kept;
// Whatever a library has left open must not keep a stopped server alive.
process.exit(exitCode);

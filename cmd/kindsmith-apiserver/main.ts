#!/usr/bin/env node
import { existsSync } from "node:fs";
import type * as Serve from "./serve.js";

// The build joins the server's thousand modules into a few files (hack/bundle.mjs): loading them one by one takes
// longer than all the rest of a start. From sources there is no such bundle.
const bundle = new URL("./bundle/serve.js", import.meta.url);
const { serve } = existsSync(bundle) ? ((await import(bundle.href)) as typeof Serve) : await import("./serve.js");

const exitCode = await serve();
// Whatever a library has left open must not keep a stopped server alive.
process.exit(exitCode);

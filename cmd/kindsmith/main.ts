#!/usr/bin/env node
import { existsSync } from "node:fs";
import type * as Program from "./program.js";

// The build joins the command's modules into a few files (hack/bundle.mjs); from sources there is no such bundle.
const bundle = new URL("./bundle/program.js", import.meta.url);
const { runCommandLine } = existsSync(bundle)
  ? ((await import(bundle.href)) as typeof Program)
  : await import("./program.js");

// A reader such as `head` may have seen enough; the command still does its work and tells by its exit code.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (err: NodeJS.ErrnoException) => {
    if (err.code !== "EPIPE") throw err;
  });
}

process.exitCode = await runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  interrupted() {
    const interrupt = new AbortController();
    process.once("SIGINT", () => interrupt.abort());
    return interrupt.signal;
  },
});

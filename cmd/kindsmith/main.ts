#!/usr/bin/env node
import { runCommandLine } from "./program.js";

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

#!/usr/bin/env node
import { sampleGroups } from "../server/built-in-groups.js";
import { runAPIServer } from "../server/index.js";

const exitCode = await runAPIServer({ groups: await sampleGroups() });
// Whatever a library has left open must not keep a stopped server alive.
process.exit(exitCode);

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { test } from "node:test";

test("a reader that has seen enough does not break the command", async () => {
  const args = ["--import=tsx", "--conditions=kindsmith-source", "cmd/kindsmith/main.ts", "tags"];
  const command = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  command.stdout.destroy();
  const said = text(command.stderr);
  const [exitCode] = (await once(command, "exit")) as [number | null];
  assert.deepEqual([exitCode, await said], [0, ""]);
});

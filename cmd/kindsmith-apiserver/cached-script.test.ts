import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CachedScript } from "./cached-script.js";

let dir: string;
let path: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-script-"));
  path = join(dir, "program.cjs");
});
after(() => rm(dir, { recursive: true }));

const bundle = (hash: string, answer: number): Promise<void> =>
  writeFile(
    path,
    `"${hash}";\n(function (exports, require, __filename) {\n` +
      `exports.answer = () => ${answer}; exports.file = __filename; exports.join = require("node:path").join; })`,
  );

interface Program {
  answer(): number;
  readonly file: string;
  readonly join: unknown;
}

async function run(): Promise<Program> {
  const script = new CachedScript(path);
  const program = script.run() as Program;
  program.answer();
  await script.keepBytecode();
  return program;
}

const cached = (): Promise<string[]> => readdir(join(dir, "cache"));

test("a later run takes the bytecode of the first", async () => {
  await bundle("0123456789abcdef", 41);
  const program = await run();
  assert.deepEqual([program.answer(), program.file, program.join], [41, path, join]);
  const [file = "", ...others] = await cached();
  assert.match(file, /^program\.cjs\.0123456789abcdef\.\w+\.[0-9a-f]+$/);
  assert.deepEqual(others, []);
  const bytecode = await readFile(join(dir, "cache", file));
  assert.ok(bytecode.length > 0);
  assert.equal((await run()).answer(), 41);
  // It was taken as it is, and not written again.
  assert.deepEqual(await readFile(join(dir, "cache", file)), bytecode);
});

test("another build of the same length does not take it", async () => {
  await bundle("fedcba9876543210", 42);
  assert.equal((await run()).answer(), 42);
  assert.equal((await cached()).length, 2);
});

test("bytecode that does not fit is made anew", async () => {
  const [other = ""] = await cached();
  const file = join(dir, "cache", other.replace(/\.[0-9a-f]{16}\./, ".00000000000000aa."));
  // Before this process knows the text: V8 remembers what it has compiled.
  await writeFile(file, "x".repeat(100));
  await bundle("00000000000000aa", 43);
  assert.equal((await run()).answer(), 43);
  assert.ok((await readFile(file)).length > 100);
});

test("what is no bundle is refused", async () => {
  await writeFile(path, "(function () {})");
  assert.throws(() => new CachedScript(path), /does not begin with the hash of its build/);
});

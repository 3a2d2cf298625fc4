import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { kubectlFor, runProgram, startServer, type Output } from "./harness.js";

const NATIVE = "node_modules/better-sqlite3/build";

/** What a user does: install the packed package in an empty folder, make a project, and run its server. */
let dir: string;
let project: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-package-"));
  project = join(dir, "zoo");
});
after(() => rm(dir, { recursive: true, force: true }));

async function run(path: string, args: readonly string[], cwd: string): Promise<Output> {
  const output = await runProgram(path, args, { cwd, timeoutMs: 600_000 });
  if (output.code !== 0)
    throw new Error(`${path} ${args.join(" ")} ended with ${output.code}:\n${output.stdout}${output.stderr}`);
  return output;
}

test("the packed package: init, add, generate, verify, and a server of one's own", { timeout: 900_000 }, async (t) => {
  const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", dir], process.cwd());
  const tarball = join(dir, stdout.trim());
  await writeFile(join(dir, "package.json"), JSON.stringify({ private: true, name: "empty" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", tarball], dir);
  const kindsmith = (args: string): Promise<Output> => run("npx", ["kindsmith", ...args.split(" ")], project);

  await t.test("a project is made and installed", async () => {
    await run("npx", ["kindsmith", "init", "zoo", "--kindsmith", `file:${tarball}`], dir);
    await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"], project);
    // Compiled once is enough: SQLite takes two minutes.
    await cp(join(dir, NATIVE), join(project, NATIVE), { recursive: true });
  });

  await t.test("a kind is added, generated, and verified to be current", async () => {
    await kindsmith("add kind zoo.example.com/v1alpha1 Animal");
    await kindsmith("generate");
    await kindsmith("verify");
    assert.match((await kindsmith("generate")).stdout, /up to date/);
  });

  await t.test("drift made by hand is found and shown", async () => {
    const path = join(project, "generated/zoo/v1alpha1/zz_generated.deepcopy.ts");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace("deepCopyAnimal", "deepCopyBeast"));
    const output = await runProgram("npx", ["kindsmith", "verify", "--diff"], { cwd: project });
    assert.equal(output.code, 1);
    assert.match(output.stdout + output.stderr, /-.*deepCopyBeast/);
    await kindsmith("generate");
    assert.equal(await readFile(path, "utf8"), text);
  });

  await t.test("the project's own server serves the new kind beside the built-in ones", async () => {
    await run("npm", ["run", "build"], project);
    const main = join(project, "dist/server.js");
    const server = await startServer([], { main });
    try {
      const k = kubectlFor(server);
      assert.match(await k("explain animals.spec"), /GROUP: +zoo\.example\.com/);
      await k("create -f -", {
        input: JSON.stringify({
          apiVersion: "zoo.example.com/v1alpha1",
          kind: "Animal",
          metadata: { name: "lion" },
          spec: {},
        }),
      });
      assert.match(await k("get animals"), /^lion /m);
      assert.match(await k("get namespaces"), /^default /m);
      await k("api-resources --api-group=wardle.example.com");
      assert.doesNotMatch(await k("api-resources"), /flunders/);
      assert.equal(await server.stop(), 0);
    } finally {
      await server.cleanUp();
    }
  });
});

/**
 * How long the generators take for the whole tree: from nothing, with nothing changed, with one type changed; beside what
 * the TypeScript compiler takes to read the same types. Runs the built command: `npm run build` first, then
 * `node --import=tsx --conditions=kindsmith-source bench/generators.ts`.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const COMMAND = resolve("dist/cmd/kindsmith/main.js");
if (!existsSync(COMMAND)) throw new Error(`${COMMAND} is missing: run \`npm run build\` first`);

interface Took {
  readonly seconds: number;
  readonly said: string;
}

function run(program: string, args: readonly string[], cwd: string): Took {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return { seconds: (performance.now() - started) / 1000, said: stdout.trim().split("\n").at(-1) ?? "" };
}

const project = mkdtempSync(join(tmpdir(), "kindsmith-bench-"));
try {
  for (const path of ["package.json", "apis", "apimachinery", "hack/boilerplate.txt"]) {
    cpSync(path, join(project, path), { recursive: true });
  }
  const generate = (): Took => run(process.execPath, [COMMAND, "generate"], project);
  const types = join(project, "apis/coordination/v1/types.ts");

  const files = ["apis/core/v1/types.ts", "apis/apps/v1/types.ts", "apis/wardle/v1beta1/types.ts"];
  const baseline = run(
    process.execPath,
    [
      resolve("node_modules/typescript/bin/tsc"),
      "--noEmit",
      "--noResolve",
      "--skipLibCheck",
      "--noCheck",
      "--ignoreConfig",
      ...files,
    ],
    process.cwd(),
  );
  const cold = generate();
  const unchanged = generate();
  const text = readFileSync(types, "utf8");
  const field = "  /**\n   * Only for the benchmark.\n   *\n   * +optional\n   */\n  benchmark?: string;\n";
  writeFileSync(
    types,
    text.replace("export interface LeaseSpec {\n", (found) => found + field),
  );
  const changed = generate();

  const rows: readonly [string, Took, string][] = [
    ["tsc reads three of the files (baseline)", baseline, ""],
    ["whole tree, from nothing", cold, "10"],
    ["nothing changed", unchanged, "0.3"],
    ["one type changed", changed, "2"],
  ];
  for (const [name, took, target] of rows) {
    const ratio = (took.seconds / baseline.seconds).toFixed(2);
    console.log(
      `${name.padEnd(42)} ${took.seconds.toFixed(2).padStart(6)} s  ${ratio.padStart(6)}x baseline  ${target === "" ? "" : `target ${target} s`}  ${took.said}`,
    );
  }
} finally {
  rmSync(project, { recursive: true, force: true });
}

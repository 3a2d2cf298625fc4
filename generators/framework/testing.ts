/**
 * Runs a generator on fixtures and compares with what is written down. A fixture folder has `in/` (a project: `apis/…`,
 * which may import `kindsmith/apimachinery/meta/v1` and `kindsmith/apis/…`) and `out/` (every file of the output, and
 * `diagnostics.txt` when there are diagnostics). `UPDATE_GOLDEN=1` rewrites `out/`.
 */
import { strict as assert } from "node:assert";
import { resolve } from "node:path";

import { Diagnostics, formatDiagnostic } from "./diagnostics.js";
import { format } from "./format.js";
import type { Generator } from "./generator.js";
import { MemoryHost, MountedHost, type Host } from "./host.js";
import { load } from "./load.js";
import type { ApiModel } from "./model.js";
import { NodeHost } from "./node-host.js";
import { packageRoot } from "./package-root.js";
import { RUNTIME_PACKAGE } from "./package-resolver.js";
import { planAll } from "./plan.js";
import { Renderer } from "./render.js";
import { markersOf } from "./tag-registry.js";

/** What a generator made of a project. */
export interface GeneratorOutput {
  /** Formatted content by path, sorted; empty when there is an error. */
  readonly files: Readonly<Record<string, string>>;
  /** As the command line prints them. */
  readonly diagnostics: readonly string[];
}

/** Loads the project in `input`: a folder, or its files by path. This package is installed in it. */
export function loadFixture(
  input: string | Readonly<Record<string, string>>,
  opts: { readonly generators?: readonly Generator[] } = {},
): { readonly model: ApiModel; readonly diagnostics: Diagnostics } {
  const diagnostics = new Diagnostics();
  const markers = markersOf(opts.generators ?? []);
  return { model: load({ host: fixtureHost(input), diagnostics, markers }), diagnostics };
}

/** Loads, plans, renders and formats in memory. Tags are not linted: a fixture may use tags of other generators. */
export async function runGenerator(
  generator: Generator,
  input: string | Readonly<Record<string, string>>,
): Promise<GeneratorOutput> {
  const { model, diagnostics } = loadFixture(input, { generators: [generator] });
  const planned = diagnostics.hasErrors ? [] : planAll(model, [generator], diagnostics);
  const files: Record<string, string> = {};
  if (!diagnostics.hasErrors) {
    const renderer = new Renderer(new NodeHost(packageRoot()));
    for (const { file } of planned) {
      files[file.path] = await format(file.path, renderer.render(generator.name, file, { licence: [] }));
    }
  }
  return { files, diagnostics: diagnostics.sorted().map(formatDiagnostic) };
}

/** Compares the output for `<dir>/in` with `<dir>/out`, file by file; one that is missing or extra fails. */
export async function expectGolden(dir: string, generator: Generator): Promise<void> {
  const output = await runGenerator(generator, `${dir}/in`);
  const got: Record<string, string> = { ...output.files };
  if (output.diagnostics.length > 0) got[DIAGNOSTICS] = `${output.diagnostics.join("\n")}\n`;
  const golden = new NodeHost(resolve(dir, "out"));
  const existing = golden.listFiles(".");
  if (process.env["UPDATE_GOLDEN"] === "1") {
    golden.apply({
      write: Object.entries(got).map(([path, content]) => ({ path, content })),
      remove: existing.filter((path) => got[path] === undefined),
    });
    return;
  }
  const hint = `run the test with UPDATE_GOLDEN=1 to accept the change of ${dir}/out`;
  assert.deepEqual(Object.keys(got).sort(), [...existing], `the files of the output differ; ${hint}`);
  for (const path of existing) assert.equal(got[path], golden.readFile(path), `${path} differs; ${hint}`);
}

const DIAGNOSTICS = "diagnostics.txt";

function fixtureHost(input: string | Readonly<Record<string, string>>): Host {
  const project = typeof input === "string" ? new NodeHost(resolve(input)) : new MemoryHost(input);
  return new MountedHost(project, `node_modules/${RUNTIME_PACKAGE}`, new NodeHost(packageRoot()));
}

import { contentHash } from "./content-hash.js";
import { Diagnostics, formatDiagnostic, type Diagnostic } from "./diagnostics.js";
import { formatAll } from "./format-all.js";
import { FunctionCache } from "./function-cache.js";
import type { Generator } from "./generator.js";
import { BOILERPLATE_PATH, generatorOf, licenceLines } from "./header.js";
import type { Host } from "./host.js";
import { load } from "./load.js";
import { hashOf, writeManifest, type Manifest, type OutputEntry } from "./manifest.js";
import type { ApiModel } from "./model.js";
import { OUTPUT_FOLDER } from "./output-folder.js";
import { planAll, type PlannedOutput } from "./plan.js";
import { lintTags } from "./tag-lint.js";
import { markersOf, tagDefinitions } from "./tag-registry.js";
import type { ToolKeys } from "./tool-key.js";

export interface RunOptions {
  /** The project. */
  readonly host: Host;
  /** The package that holds the templates. */
  readonly templates: Host;
  readonly generators: readonly Generator[];
  /** Names of the generators whose files are made; all of them when absent. */
  readonly only?: readonly string[];
  readonly manifest?: Manifest | undefined;
  readonly keys: ToolKeys;
  readonly onProgress?: (step: string, done: number, total: number) => void;
}

/** A file that is not as the generators make it. */
export interface FileChange {
  readonly path: string;
  readonly kind: "create" | "update" | "delete";
  /** undefined for a file that does not exist. */
  readonly before: string | undefined;
  /** undefined for a file that no generator makes any more. */
  readonly after: string | undefined;
}

export interface RunResult {
  /** The changes make files that belong to the user: they are inputs of the next run, which may make more of them. */
  readonly needsAnotherRun: boolean;
  /** Sorted. With an error among them there are no changes. */
  readonly diagnostics: readonly Diagnostic[];
  /** Sorted by path. */
  readonly changes: readonly FileChange[];
  /** How many files are the generators' own. */
  readonly fileCount: number;
  /** How many they make once and leave to the user. */
  readonly onceCount: number;
  /** To be written when the changes are; absent for a run of some generators, which does not know the whole. */
  readonly manifest: Manifest | undefined;
}

/** Loads, lints, plans, renders and formats, and compares with what is there. Writes nothing. */
export async function run(opts: RunOptions): Promise<RunResult> {
  const { host, generators } = opts;
  const diagnostics = new Diagnostics();
  // Another tool may read the same files differently.
  const functions = new FunctionCache(opts.manifest?.toolKey === opts.keys.tool ? opts.manifest.functions : {});
  const model = load({ host, diagnostics, functions, markers: markersOf(generators) });
  lintTags(model, tagDefinitions(generators), diagnostics);
  // A generator may rely on a model without gaps.
  if (diagnostics.hasErrors) return failed(diagnostics);
  const selected = generators.filter(({ name }) => opts.only?.includes(name) ?? true);
  const planned = planAll(model, selected, diagnostics);
  reportHandWritten(planned, host, diagnostics);
  if (diagnostics.hasErrors) return failed(diagnostics);

  const outputs = await makeAll(planned, opts);
  const changes = changesOf(outputs, selected, opts);
  const sorted = diagnostics.sorted();
  const once = new Set(outputs.filter((output) => output.once).map(({ path }) => path));
  return {
    needsAnotherRun: changes.some(({ path }) => once.has(path)),
    diagnostics: sorted,
    changes,
    fileCount: outputs.length - once.size,
    onceCount: once.size,
    manifest: opts.only === undefined ? manifestOf(model, functions, outputs, sorted, opts) : undefined,
  };
}

/** Makes the changes of a run, and remembers what it read and wrote. */
export function applyChanges(host: Host, result: RunResult): void {
  host.apply({
    write: result.changes.flatMap(({ path, after }) => (after === undefined ? [] : [{ path, content: after }])),
    remove: result.changes.filter(({ after }) => after === undefined).map(({ path }) => path),
  });
  if (result.manifest !== undefined) writeManifest(host, result.manifest);
}

function failed(diagnostics: Diagnostics): RunResult {
  return {
    needsAnotherRun: false,
    diagnostics: diagnostics.sorted(),
    changes: [],
    fileCount: 0,
    onceCount: 0,
    manifest: undefined,
  };
}

function reportHandWritten(planned: readonly PlannedOutput[], host: Host, diagnostics: Diagnostics): void {
  for (const { generator, file } of planned) {
    if (file.once === true) continue;
    const existing = host.readFile(file.path);
    if (existing === undefined || generatorOf(existing) !== undefined) continue;
    const message = `this file is not marked as generated, and ${generator} would overwrite it; move it elsewhere`;
    diagnostics.error("KS1301", { file: file.path, line: 1, column: 1 }, message);
  }
}

interface MadeFile {
  readonly path: string;
  readonly once: boolean;
  readonly content: string;
  readonly view: string;
  readonly rendered: string;
}

interface FormatTask extends Omit<MadeFile, "content"> {
  readonly text: string;
}

/** Makes the content of every file. What the last run rendered or formatted of the same source is taken from the file. */
async function makeAll(planned: readonly PlannedOutput[], opts: RunOptions): Promise<readonly MadeFile[]> {
  const { host, manifest, onProgress, keys } = opts;
  const licence = licenceLines(host.readFile(BOILERPLATE_PATH));
  const made: MadeFile[] = [];
  const tasks: FormatTask[] = [];
  let render: ((output: PlannedOutput) => string) | undefined;
  for (const output of planned) {
    const { generator, file } = output;
    const { path } = file;
    const once = file.once === true;
    const existing = host.readFile(path);
    if (once && existing !== undefined) {
      made.push({ path, once, content: existing, view: "", rendered: "" });
      continue;
    }
    const view = contentHash(
      keys.format,
      JSON.stringify([generator, file.template, licence, file.imports.lines(), file.view]),
    );
    const entry = manifest?.outputs[path];
    const known =
      existing !== undefined && entry?.written === contentHash(existing) ? { ...entry, content: existing } : undefined;
    if (known?.view === view && manifest?.toolKey === keys.tool) {
      made.push({ path, once, content: known.content, view, rendered: known.rendered });
      continue;
    }
    render ??= await createRender(opts.templates, licence);
    const text = render(output);
    const rendered = contentHash(keys.format, text);
    if (known?.rendered === rendered) made.push({ path, once, content: known.content, view, rendered });
    else tasks.push({ path, once, view, rendered, text });
  }
  const formatted = await formatAll(tasks, {
    onProgress: (done, total) => onProgress?.("formatting", done, total),
  });
  made.push(...tasks.map(({ text: _, ...task }, i) => ({ ...task, content: formatted[i]! })));
  return made.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function createRender(templates: Host, licence: readonly string[]): Promise<(output: PlannedOutput) => string> {
  // Handlebars is loaded only when there is something to render.
  const { Renderer } = await import("./render.js");
  const renderer = new Renderer(templates);
  return ({ generator, file }) => {
    const text = renderer.render(generator, file, { licence });
    if (file.once !== true && generatorOf(text) !== generator) {
      throw new Error(
        `template ${file.template} leaves out {{> header}}, without which ${file.path} cannot be told from a hand-written file`,
      );
    }
    return text;
  };
}

function changesOf(
  outputs: readonly MadeFile[],
  selected: readonly Generator[],
  opts: RunOptions,
): readonly FileChange[] {
  const { host } = opts;
  const changes: FileChange[] = [];
  for (const { path, content } of outputs) {
    const before = host.readFile(path);
    if (before === content) continue;
    changes.push({ path, kind: before === undefined ? "create" : "update", before, after: content });
  }
  const wanted = new Set(outputs.map(({ path }) => path));
  const names = new Set(selected.map(({ name }) => name));
  for (const path of host.listFiles(OUTPUT_FOLDER)) {
    if (wanted.has(path)) continue;
    const before = host.readFile(path)!;
    const maker = generatorOf(before);
    // A run of some generators knows nothing of the files of others; a generator that is gone wants no file any more.
    if (maker === undefined || (opts.only !== undefined && !names.has(maker))) continue;
    changes.push({ path, kind: "delete", before, after: undefined });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function manifestOf(
  model: ApiModel,
  functions: FunctionCache,
  outputs: readonly MadeFile[],
  diagnostics: readonly Diagnostic[],
  opts: RunOptions,
): Manifest {
  const read = [...model.packages.flatMap(({ files }) => files), BOILERPLATE_PATH, "package.json"];
  const entry = ({ path, view, rendered, content }: MadeFile): [string, OutputEntry] => [
    path,
    { view, rendered, written: contentHash(content) },
  ];
  return {
    toolKey: opts.keys.tool,
    inputs: Object.fromEntries(read.sort().map((path) => [path, hashOf(opts.host, path)])),
    outputs: Object.fromEntries(outputs.filter(({ once }) => !once).map(entry)),
    functions: functions.stored(),
    once: outputs.filter(({ once }) => once).map(({ path }) => path),
    warnings: diagnostics.map(formatDiagnostic),
  };
}

/**
 * Runs and type-checks what generators emit for a fixture: the input and the output stand together in a scratch folder in
 * which this package is installed, as in a user's project. For tests.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

import type { Generator } from "./generator.js";
import { NodeHost } from "./node-host.js";
import { packageRoot } from "./package-root.js";
import { runGenerator } from "./testing.js";

export interface FixtureProject {
  readonly root: string;
  /** Emitted files by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Loads a module of the project, emitted or written by hand. */
  load<T = Record<string, never>>(path: string): Promise<T>;
  /** What the compiler says under the package's own (strict) settings; empty when all is well. */
  typeErrors(): readonly string[];
  remove(): void;
}

/**
 * @param input - a fixture folder's `in`, or files by path.
 * @throws Error when a generator reports an error.
 */
export async function createFixtureProject(
  input: string | Readonly<Record<string, string>>,
  generators: readonly Generator[],
): Promise<FixtureProject> {
  const sources = typeof input === "string" ? readAll(input) : input;
  const files: Record<string, string> = {};
  for (const generator of generators) {
    const output = await runGenerator(generator, input);
    const errors = output.diagnostics.filter((line) => line.includes(": error "));
    if (errors.length > 0) throw new Error(`${generator.name}:\n${errors.join("\n")}`);
    Object.assign(files, output.files);
  }
  const root = mkdtempSync(join(tmpdir(), "kindsmith-fixture-"));
  const all = { ...sources, ...files, "package.json": '{ "name": "fixture", "type": "module" }\n' };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  mkdirSync(join(root, "node_modules"));
  symlinkSync(packageRoot(), join(root, "node_modules/kindsmith"));
  return {
    root,
    files,
    load: async (path) => (await import(pathToFileURL(join(root, path)).href)) as never,
    typeErrors: () => typeErrors(root, Object.keys(all)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function readAll(folder: string): Record<string, string> {
  const host = new NodeHost(resolve(folder));
  return Object.fromEntries(host.listFiles(".").map((path) => [path, host.readFile(path)!]));
}

function typeErrors(root: string, paths: readonly string[]): readonly string[] {
  const configPath = join(packageRoot(), "tsconfig.json");
  const config = ts.readConfigFile(configPath, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config.config, include: [], files: [] }, ts.sys, root);
  // Neither of these means anything for files outside the package.
  delete options.rootDir;
  delete options.tsBuildInfoFile;
  const program = ts.createProgram({
    rootNames: paths.filter((path) => path.endsWith(".ts")).map((path) => join(root, path)),
    options: { ...options, incremental: false, typeRoots: [join(packageRoot(), "node_modules/@types")] },
  });
  return program
    .getSourceFiles()
    .filter((file) => file.fileName.startsWith(`${root}/`) && !file.fileName.includes("/node_modules/"))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map((diagnostic) => {
      const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
      const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
      return `${diagnostic.file?.fileName.slice(root.length + 1) ?? ""}:${line + 1}: ${text}`;
    });
}

import { relative, resolve } from "node:path";

import { Diagnostics } from "../../generators/framework/diagnostics.js";
import { generatorOf } from "../../generators/framework/header.js";
import { load } from "../../generators/framework/load.js";
import type { ApiModel, SourcePosition, Tag, TypeModel } from "../../generators/framework/model.js";
import { planAll, type PlannedOutput } from "../../generators/framework/plan.js";
import { markersOf } from "../../generators/framework/tag-registry.js";
import { generators } from "../../generators/index.js";
import { CommandError, type ExitCode, type Io } from "./io.js";
import { findProject } from "./project.js";
import { printDiagnostics } from "./report.js";

/** `kindsmith why FILE[:LINE]` */
export async function why(place: string, io: Io): Promise<ExitCode> {
  const host = findProject(io.cwd);
  const { path, line } = parsePlace(place);
  const file = relative(host.root, resolve(io.cwd, path)).replaceAll("\\", "/");
  const content = host.readFile(file);
  if (content === undefined) throw new CommandError(`there is no file ${file}`);
  const lines = content.split("\n");
  if (line !== undefined && (line < 1 || line > lines.length)) {
    throw new CommandError(`${file} has ${lines.length} lines, and no line ${line}`, 2);
  }
  const diagnostics = new Diagnostics();
  const model = load({ host, diagnostics, markers: markersOf(generators) });
  if (diagnostics.hasErrors) return printDiagnostics(diagnostics.sorted(), io) > 0 ? 1 : 0;
  const made = planAll(model, generators, diagnostics).find((one) => one.file.path === file);
  if (made === undefined) {
    const maker = generatorOf(content);
    throw new CommandError(
      maker === undefined
        ? `${file} is written by hand`
        : `${file} was made by ${maker}, which does not make it any more; \`kindsmith generate\` deletes it`,
    );
  }
  io.out(explainFile(made, model));
  if (line !== undefined) io.out(explainLine(made, model, lines, line));
  return 0;
}

function parsePlace(place: string): { readonly path: string; readonly line: number | undefined } {
  const match = /^(.*?):(\d+)(?::\d+)?$/.exec(place);
  return match === null ? { path: place, line: undefined } : { path: match[1]!, line: Number(match[2]) };
}

function explainFile({ generator, file }: PlannedOutput, model: ApiModel): string {
  const pkg = model.packages.find(({ id }) => id === file.origin.packageId);
  const source =
    pkg === undefined ? file.origin.packageId : pkg.files.filter((path) => /(doc|types)\.ts$/.test(path)).join(", ");
  const owned = pkg === undefined ? [] : ownedTags(generator, pkg.tags.all);
  return [
    `${file.path}`,
    `  generator  ${generator}`,
    `  template   templates/${file.template}.hbs`,
    `  made from  ${source}`,
    ...owned.map((tag) => `  tag        +${tag.text} (${at(tag.position)})`),
    "",
  ].join("\n");
}

/** The line belongs to the type that is named last, at or above it. */
function explainLine(
  { generator, file }: PlannedOutput,
  model: ApiModel,
  lines: readonly string[],
  line: number,
): string {
  const types = file.origin.types.flatMap((name) => findType(model, file.origin.packageId, name) ?? []);
  for (let i = line - 1; i >= 0; i--) {
    const found = types
      .filter(({ name }) => new RegExp(`(?:^|[^A-Za-z0-9]|[a-z_])${name}(?![a-z])`).test(lines[i]!))
      // The longest name is the one that is written: FlunderList holds Flunder too.
      .sort((a, b) => b.name.length - a.name.length)[0];
    if (found === undefined) continue;
    const field = found.kind === "struct" ? found.fields.find(({ name }) => names(lines[line - 1]!, name)) : undefined;
    return [
      `line ${line}`,
      `  type       ${found.name} (${at(found.position)})`,
      ...ownedTags(generator, found.tags.all).map((tag) => `  tag        +${tag.text} (${at(tag.position)})`),
      ...(field === undefined ? [] : [`  field      ${field.name} (${at(field.position)})`]),
      ...ownedTags(generator, field?.tags.all ?? []).map((tag) => `  tag        +${tag.text} (${at(tag.position)})`),
      "",
    ].join("\n");
  }
  return `line ${line}\n  comes from the template alone\n`;
}

function names(line: string, field: string): boolean {
  return new RegExp(`(?:^|[^A-Za-z0-9_])${field.replace(/[^A-Za-z0-9_]/g, "\\$&")}(?![A-Za-z0-9_])`).test(line);
}

function findType(model: ApiModel, packageId: string, name: string): TypeModel | undefined {
  return model.packages.find(({ id }) => id === packageId)?.types.find((type) => type.name === name);
}

function ownedTags(generator: string, tags: readonly Tag[]): readonly Tag[] {
  const owned = generators.find(({ name }) => name === generator)?.tags ?? [];
  return tags.filter((tag) => owned.some(({ name }) => name === tag.name));
}

function at({ file, line }: SourcePosition): string {
  return `${file}:${line}`;
}

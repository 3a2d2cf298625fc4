import { posix } from "node:path";

import { Node, type InterfaceDeclaration, type Project, type TypeAliasDeclaration } from "ts-morph";

import type { CommentText } from "./comments.js";
import type { Diagnostics } from "./diagnostics.js";
import type { Host } from "./host.js";
import { handWrittenFiles } from "./inputs.js";
import { functionsOf } from "./functions.js";
import type { FunctionCache } from "./function-cache.js";
import type { FunctionModel, SourcePosition } from "./model.js";
import type { PackageLocation } from "./package-resolver.js";
import { importsOf, parseFile, type ImportedName, type ParsedFile } from "./source-file.js";

export type TypeDeclaration = InterfaceDeclaration | TypeAliasDeclaration;

/** The parsed files of one package, before anything is resolved. */
export interface PackageSource {
  readonly location: PackageLocation;
  readonly types: ParsedFile;
  /** Tags and prose of doc.ts. */
  readonly comment: CommentText;
  readonly docPosition: SourcePosition;
  readonly imports: ReadonlyMap<string, ImportedName>;
  readonly declarations: ReadonlyMap<string, TypeDeclaration>;
  /** What the hand-written files beside the types export, by name: defaults, conversion, validation, strategies. */
  readonly functions: readonly FunctionModel[];
  readonly files: readonly string[];
}

export interface ParseOptions {
  readonly host: Host;
  readonly project: Project;
  readonly markers: ReadonlySet<string>;
  readonly diagnostics: Diagnostics;
  readonly functions: FunctionCache;
}

/** Parses the files of the package at `location`. Its types file must exist. */
export function parsePackage(location: PackageLocation, opts: ParseOptions): PackageSource {
  const { folder, extension } = location;
  const parse = (path: string, text: string): ParsedFile =>
    parseFile(opts.project, path, text, opts.markers, opts.diagnostics);

  const typesPath = posix.join(folder, `types${extension}`);
  const typesText = opts.host.readFile(typesPath);
  if (typesText === undefined) throw new Error(`${typesPath} has vanished while it was being read`);
  const types = parse(typesPath, typesText);

  const docPath = posix.join(folder, `doc${extension}`);
  const docText = opts.host.readFile(docPath);
  const docPosition = { file: docPath, line: 1, column: 1 };
  if (docText === undefined) {
    opts.diagnostics.error(
      "KS1101",
      docPosition,
      `the package has no doc.ts; write one with the package's tags, at least \`+groupName=\`, above \`export {};\``,
    );
  }
  const comment = docText === undefined ? { doc: "", tags: [] } : parse(docPath, docText).comments.all();

  const handWritten = location.own ? handWrittenFiles(opts.host, folder) : [];
  const functions = handWritten.flatMap((path) => {
    const text = opts.host.readFile(path)!;
    return opts.functions.read(path, text, () => functionsOf(parse(path, text)));
  });
  return {
    location,
    types,
    comment,
    docPosition,
    imports: importsOf(types),
    declarations: declarationsOf(types, opts.diagnostics),
    functions: functions.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    files: [typesPath, ...(docText === undefined ? [] : [docPath]), ...handWritten].sort(),
  };
}

/** Collects what types.ts declares and reports what does not belong there. */
function declarationsOf(file: ParsedFile, diagnostics: Diagnostics): ReadonlyMap<string, TypeDeclaration> {
  const found = new Map<string, TypeDeclaration>();
  for (const statement of file.source.getStatements()) {
    if (Node.isInterfaceDeclaration(statement) || Node.isTypeAliasDeclaration(statement)) {
      const name = statement.getName();
      if (found.has(name)) {
        diagnostics.error(
          "KS1016",
          file.positionOf(statement.getNameNode()),
          `${name} is declared twice; put all of its fields into one declaration`,
        );
      } else {
        found.set(name, statement);
      }
      if (!statement.hasExportKeyword()) {
        diagnostics.error("KS1010", file.positionOf(statement), `${name} is not exported; write \`export\` before it`);
      }
      continue;
    }
    if (isAllowed(statement)) continue;
    diagnostics.error("KS1012", file.positionOf(statement), misplaced(statement));
  }
  return found;
}

function isAllowed(statement: Node): boolean {
  // Constants are useful beside types (names of finalizers, of labels) and cost nothing to skip.
  if (Node.isImportDeclaration(statement) || Node.isVariableStatement(statement)) return true;
  return (
    Node.isExportDeclaration(statement) && statement.getNamedExports().length === 0 && !statement.hasModuleSpecifier()
  );
}

function misplaced(statement: Node): string {
  if (Node.isEnumDeclaration(statement)) {
    const name = statement.getName();
    const values = statement.getMembers().map((member) => JSON.stringify(member.getName()));
    return `a TypeScript enum is not plain JSON; write \`export type ${name} = ${values.join(" | ")};\` with \`+enum\``;
  }
  if (Node.isClassDeclaration(statement)) return "API types are plain JSON; write an interface instead of a class";
  if (Node.isFunctionDeclaration(statement)) {
    return "a function does not belong in types.ts; move it to defaults.ts, conversion.ts or validation.ts beside it";
  }
  if (Node.isExportDeclaration(statement)) {
    return "types.ts cannot re-export; declare the type here or import it where it is used";
  }
  return "only interfaces, type aliases and constants belong in types.ts";
}

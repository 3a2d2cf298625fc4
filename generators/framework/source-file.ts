import { ts, type Node, type Project, type SourceFile } from "ts-morph";

import { createCommentReader, type CommentReader } from "./comments.js";
import type { Diagnostics } from "./diagnostics.js";
import type { SourcePosition } from "./model.js";

/** One parsed file with what readers need of it. */
export interface ParsedFile {
  readonly path: string;
  readonly source: SourceFile;
  readonly comments: CommentReader;
  positionOf(node: Node): SourcePosition;
}

/** Parses `text`, and reports what does not parse as KS1018. */
export function parseFile(
  project: Project,
  path: string,
  text: string,
  markers: ReadonlySet<string>,
  diagnostics: Diagnostics,
): ParsedFile {
  const source = project.createSourceFile(`/${path}`, text, { overwrite: true });
  const file = source.compilerNode;
  const positionAt = (pos: number): SourcePosition => {
    const { line, character } = file.getLineAndCharacterOfPosition(pos);
    return { file: path, line: line + 1, column: character + 1 };
  };
  for (const problem of syntaxErrors(file)) {
    const message = ts.flattenDiagnosticMessageText(problem.messageText, " ");
    diagnostics.error("KS1018", positionAt(problem.start), `this is not valid TypeScript: ${message}`);
  }
  return {
    path,
    source,
    comments: createCommentReader(file, path, markers),
    positionOf: (node) => positionAt(node.getStart()),
  };
}

/** The parser keeps its complaints on the file; asking a program for them would load and check everything. */
function syntaxErrors(file: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (file as unknown as { readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
}

/** Where the name `local` of an import leads. */
export interface ImportedName {
  readonly specifier: string;
  /** `*` for a namespace import. */
  readonly name: string;
  readonly node: Node;
}

/** Imports of a file by local name. */
export function importsOf(file: ParsedFile): ReadonlyMap<string, ImportedName> {
  const table = new Map<string, ImportedName>();
  for (const declaration of file.source.getImportDeclarations()) {
    const specifier = declaration.getModuleSpecifierValue();
    const namespace = declaration.getNamespaceImport();
    if (namespace !== undefined) table.set(namespace.getText(), { specifier, name: "*", node: declaration });
    for (const named of declaration.getNamedImports()) {
      const local = named.getAliasNode()?.getText() ?? named.getName();
      table.set(local, { specifier, name: named.getName(), node: named });
    }
  }
  return table;
}

import { Project, SyntaxKind, ts, type Node, type SourceFile } from "ts-morph";

import { CommandError } from "../io.js";

/** Adds type imports from `specifier` to a file, and `text` at its end. */
export function appendTypes(content: string, specifier: string, names: readonly string[], text: string): string {
  const file = parse(content);
  const existing = file
    .getImportDeclarations()
    .find((one) => one.getModuleSpecifierValue() === specifier && one.getNamespaceImport() === undefined);
  if (existing === undefined) {
    file.insertImportDeclaration(0, { moduleSpecifier: specifier, isTypeOnly: true, namedImports: [...names] });
  } else {
    const known = new Set(existing.getNamedImports().map((one) => one.getName()));
    const isTypeOnly = existing.isTypeOnly();
    for (const name of names) if (!known.has(name)) existing.addNamedImport({ name, isTypeOnly: !isTypeOnly });
  }
  // A file without exports has this line to be a module; the types make it one.
  for (const statement of file.getExportDeclarations()) {
    if (!statement.hasModuleSpecifier() && statement.getNamedExports().length === 0) statement.remove();
  }
  return `${file.getFullText().trimEnd()}\n\n${text}`;
}

/** True when the file declares a type of that name. */
export function declaresType(content: string, name: string): boolean {
  const file = parse(content);
  return file.getInterface(name) !== undefined || file.getTypeAlias(name) !== undefined;
}

/**
 * Adds a line to the documentation comment of an interface.
 * @throws CommandError when there is no such interface.
 */
export function addTag(content: string, type: string, tag: string): string {
  const declaration = parse(content).getInterface(type);
  if (declaration === undefined) throw new CommandError(`there is no kind ${type} in that version`);
  const doc = declaration.getJsDocs().at(-1);
  if (doc === undefined) return insert(content, declaration.getStart(), `/**\n * ${tag}\n */\n`);
  const lines = doc
    .getText()
    .replace(/^\/\*\*\s?|\s*\*\/$/g, "")
    .split("\n");
  const body = lines.map((line) => line.replace(/^\s*\*? ?/, "").trimEnd());
  while (body[0] === "") body.shift();
  const separator = body.at(-1)?.startsWith("+") === true ? [] : [""];
  const text = ["/**", ...[...body, ...separator, tag].map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
  return content.slice(0, doc.getStart()) + text + content.slice(doc.getEnd());
}

/**
 * Adds `property` to the object that the exported constant `name` holds, or `declaration` at the end when there is no
 * such constant.
 */
export function addProperty(content: string, name: string, property: string, declaration?: string): string {
  const constant = parse(content).getVariableDeclaration(name);
  if (constant === undefined && declaration !== undefined) return `${content.trimEnd()}\n\n${declaration}`;
  const literal = constant?.getFirstDescendantByKind(SyntaxKind.ObjectLiteralExpression);
  if (literal === undefined) throw new CommandError(`there is no object ${name} to which to add`);
  return insert(content, literal.getEnd() - 1, `${needsComma(literal) ? "," : ""}${property}`);
}

/** Adds an import at the top. */
export function addImport(
  content: string,
  specifier: string,
  names: readonly string[],
  opts: { readonly isTypeOnly?: boolean } = {},
): string {
  const file = parse(content);
  const existing = file.getImportDeclaration((one) => one.getModuleSpecifierValue() === specifier);
  if (existing === undefined) {
    file.addImportDeclaration({
      moduleSpecifier: specifier,
      namedImports: [...names],
      isTypeOnly: opts.isTypeOnly === true,
    });
  } else {
    const known = new Set(existing.getNamedImports().map((one) => one.getName()));
    for (const name of names) {
      if (!known.has(name))
        existing.addNamedImport({ name, isTypeOnly: opts.isTypeOnly === true && !existing.isTypeOnly() });
    }
  }
  return file.getFullText();
}

/** Points imports of one module to another. */
export function redirectImports(content: string, from: string, to: string): string {
  const file = parse(content);
  for (const declaration of file.getImportDeclarations()) {
    if (declaration.getModuleSpecifierValue() === from) declaration.setModuleSpecifier(to);
  }
  return file.getFullText();
}

function needsComma(literal: Node): boolean {
  const inside = literal.getText().slice(1, -1).trimEnd();
  return inside !== "" && !inside.endsWith(",");
}

function insert(content: string, pos: number, text: string): string {
  return content.slice(0, pos) + text + content.slice(pos);
}

function parse(content: string): SourceFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext },
  });
  return project.createSourceFile("/file.ts", content);
}

import { Node, type ParameterDeclaration } from "ts-morph";

import type { FunctionModel } from "./model.js";
import type { ParsedFile } from "./source-file.js";
import { tagSet } from "./tag-parser.js";

/** Exported functions and constants of a hand-written file, in order of appearance. Bodies are not looked at. */
export function functionsOf(file: ParsedFile): FunctionModel[] {
  return file.source.getStatements().flatMap((statement): FunctionModel[] => {
    if (Node.isFunctionDeclaration(statement)) {
      const name = statement.getName();
      if (name === undefined || !statement.hasExportKeyword()) return [];
      return [describe(file, name, statement, statement, statement.getParameters())];
    }
    if (!Node.isVariableStatement(statement) || !statement.hasExportKeyword()) return [];
    return statement.getDeclarations().map((declaration) => {
      const value = declaration.getInitializer();
      const isFunction = Node.isArrowFunction(value) || Node.isFunctionExpression(value);
      return describe(file, declaration.getName(), declaration, statement, isFunction ? value.getParameters() : []);
    });
  });
}

function describe(
  file: ParsedFile,
  name: string,
  node: Node,
  commented: Node,
  parameters: readonly ParameterDeclaration[],
): FunctionModel {
  return {
    name,
    file: file.path,
    parameters: parameters.map((parameter) => ({
      name: parameter.getName(),
      typeText: parameter.getTypeNode()?.getText() ?? "",
    })),
    tags: tagSet(file.comments.above(commented.compilerNode).tags),
    position: file.positionOf(node),
  };
}

import { Node, SyntaxKind, type TypeNode } from "ts-morph";

import type { Diagnostics } from "./diagnostics.js";
import type { FieldType, TypeRef } from "./model.js";
import type { ParsedFile } from "./source-file.js";

/** What a name in a types file stands for. */
export type ResolvedName =
  | { readonly kind: "type"; readonly type: FieldType }
  /** Reported already, or not to be reported a second time. */
  | { readonly kind: "broken" }
  | { readonly kind: "unknown" };

export interface TypeReaderContext {
  readonly file: ParsedFile;
  readonly diagnostics: Diagnostics;
  /** Resolves `Name` or `namespace.Name`. */
  resolve(name: string, node: Node): ResolvedName;
  /** A map key that is not `string` itself: checked when all types are known. */
  checkKey(ref: TypeRef, node: Node): void;
}

export interface ReadType {
  readonly type: FieldType;
  readonly nullable: boolean;
}

/**
 * Reads the type of a field or the target of an alias; undefined after a diagnostic. Syntax alone decides: a type that
 * needs TypeScript's checker to be understood is one that a generator could not represent either.
 */
export function readType(node: TypeNode, ctx: TypeReaderContext): ReadType | undefined {
  if (Node.isParenthesizedTypeNode(node)) return readType(node.getTypeNode(), ctx);
  if (!Node.isUnionTypeNode(node)) {
    const type = readPlain(node, ctx);
    return type === undefined ? undefined : { type, nullable: false };
  }
  const members = node.getTypeNodes();
  const others = members.filter((member) => !isNull(member));
  if (others.some((member) => member.getKind() === SyntaxKind.UndefinedKeyword)) {
    return report(
      ctx,
      "KS1015",
      node,
      "`undefined` is not a JSON value; write `name?: T` for a field that may be absent",
    );
  }
  if (others.length === 1) {
    const type = readPlain(others[0]!, ctx);
    return type === undefined ? undefined : { type, nullable: members.length > 1 };
  }
  if (others.every(isStringLiteral)) {
    const values = others.map((member) => member.getText()).join(" | ");
    return report(
      ctx,
      "KS1003",
      node,
      `an enum needs a name of its own; write \`export type SomeName = ${values};\` and use SomeName here`,
    );
  }
  return report(
    ctx,
    "KS1003",
    node,
    "a union of types has no representation; use one type, IntOrString for a number or text, RawExtension for any " +
      "object, or an interface with one optional field for each alternative",
  );
}

function readPlain(node: TypeNode, ctx: TypeReaderContext): FieldType | undefined {
  if (Node.isParenthesizedTypeNode(node)) {
    const inner = node.getTypeNode();
    if (!Node.isUnionTypeNode(inner)) return readPlain(inner, ctx);
    return readElement(inner, ctx);
  }
  if (Node.isArrayTypeNode(node)) {
    const element = readElement(node.getElementTypeNode(), ctx);
    return element === undefined ? undefined : { kind: "array", element };
  }
  if (Node.isTypeLiteral(node)) return readTypeLiteral(node, ctx);
  if (Node.isTypeReference(node)) return readReference(node, ctx);
  switch (node.getKind()) {
    case SyntaxKind.StringKeyword:
      return { kind: "primitive", name: "string" };
    case SyntaxKind.BooleanKeyword:
      return { kind: "primitive", name: "boolean" };
    case SyntaxKind.NumberKeyword:
      return report(
        ctx,
        "KS1001",
        node,
        "`number` does not say which numbers are meant; use int32, int64 or float64 of kindsmith/apimachinery/meta/v1",
      );
    case SyntaxKind.BigIntKeyword:
      return report(ctx, "KS1002", node, "`bigint` is not a JSON value; use int64");
    case SyntaxKind.AnyKeyword:
    case SyntaxKind.UnknownKeyword:
    case SyntaxKind.ObjectKeyword:
      return report(
        ctx,
        "KS1002",
        node,
        `\`${node.getText()}\` has no schema; use RawExtension for any object or JSONValue for any JSON value`,
      );
    case SyntaxKind.NeverKeyword:
    case SyntaxKind.VoidKeyword:
    case SyntaxKind.SymbolKeyword:
    case SyntaxKind.UndefinedKeyword:
      return report(ctx, "KS1002", node, `\`${node.getText()}\` is not a JSON value; leave the field out`);
    case SyntaxKind.FunctionType:
    case SyntaxKind.ConstructorType:
      return report(ctx, "KS1005", node, "a function is not a JSON value; API types hold data only");
    case SyntaxKind.TupleType:
      return report(
        ctx,
        "KS1006",
        node,
        "a tuple has no representation; use an array `T[]` or an interface with named fields",
      );
    case SyntaxKind.LiteralType:
      return readLiteral(node, ctx);
    case SyntaxKind.UnionType:
      return readElement(node, ctx);
    default:
      return report(
        ctx,
        "KS1008",
        node,
        `\`${shorten(node.getText())}\` is computed by TypeScript and unknown to the generators; write the type out, ` +
          "with a name when it is an object",
      );
  }
}

/** An element or map value: it cannot be null, since Kubernetes' lists and maps hold values. */
function readElement(node: TypeNode, ctx: TypeReaderContext): FieldType | undefined {
  const read = readType(node, ctx);
  if (read === undefined || !read.nullable) return read?.type;
  return report(ctx, "KS1015", node, "elements of lists and maps cannot be null; remove `| null`");
}

function readTypeLiteral(node: Node & { getMembers(): Node[] }, ctx: TypeReaderContext): FieldType | undefined {
  const [member, ...rest] = node.getMembers();
  if (member === undefined || rest.length > 0 || !Node.isIndexSignatureDeclaration(member)) {
    return report(
      ctx,
      "KS1007",
      node,
      "an object type needs a name; export an interface for it, or write `{ [key: string]: T }` for a map",
    );
  }
  if (!checkMapKey(member.getKeyTypeNode(), ctx)) return undefined;
  const value = readElement(member.getReturnTypeNodeOrThrow(), ctx);
  return value === undefined ? undefined : { kind: "map", value };
}

function readReference(
  node: Node & { getTypeName(): Node; getTypeArguments(): TypeNode[] },
  ctx: TypeReaderContext,
): FieldType | undefined {
  const name = node.getTypeName().getText();
  const args = node.getTypeArguments();
  const resolved = ctx.resolve(name, node);
  if (resolved.kind === "broken") return undefined;
  if (resolved.kind === "type") {
    if (args.length === 0) return resolved.type;
    return report(ctx, "KS1004", node, `${name} takes no type arguments: generic API types have no representation`);
  }
  if (name === "Array" && args.length === 1) {
    const element = readElement(args[0]!, ctx);
    return element === undefined ? undefined : { kind: "array", element };
  }
  if (name === "Record" && args.length === 2) {
    if (!checkMapKey(args[0]!, ctx)) return undefined;
    const value = readElement(args[1]!, ctx);
    return value === undefined ? undefined : { kind: "map", value };
  }
  if (args.length > 0) {
    return report(
      ctx,
      "KS1004",
      node,
      `\`${shorten(node.getText())}\` is generic and has no representation; export an interface with its fields written out`,
    );
  }
  const hint = name === "Date" ? "use Time or MicroTime of kindsmith/apimachinery/meta/v1" : "declare or import it";
  return report(ctx, "KS1009", node, `no type ${name} is declared in this file or imported; ${hint}`);
}

function checkMapKey(node: TypeNode, ctx: TypeReaderContext): boolean {
  if (node.getKind() === SyntaxKind.StringKeyword) return true;
  if (Node.isTypeReference(node) && node.getTypeArguments().length === 0) {
    const resolved = ctx.resolve(node.getTypeName().getText(), node);
    if (resolved.kind === "broken") return false;
    if (resolved.kind === "type" && resolved.type.kind === "ref") {
      ctx.checkKey(resolved.type.ref, node);
      return true;
    }
  }
  report(ctx, "KS1017", node, "keys of maps are strings; write `{ [key: string]: T }`");
  return false;
}

function readLiteral(node: TypeNode, ctx: TypeReaderContext): undefined {
  if (isNull(node)) return report(ctx, "KS1015", node, "a field that is always null holds nothing; leave it out");
  if (isStringLiteral(node)) {
    return report(
      ctx,
      "KS1003",
      node,
      `an enum needs a name of its own; write \`export type SomeName = ${node.getText()};\` and use SomeName here`,
    );
  }
  return report(
    ctx,
    "KS1008",
    node,
    `the literal ${node.getText()} has no representation; use boolean, int32 or a string enum`,
  );
}

export function isNull(node: Node): boolean {
  return Node.isLiteralTypeNode(node) && node.getLiteral().getKind() === SyntaxKind.NullKeyword;
}

export function isStringLiteral(node: Node): boolean {
  return Node.isLiteralTypeNode(node) && Node.isStringLiteral(node.getLiteral());
}

function report(ctx: TypeReaderContext, code: string, node: Node, message: string): undefined {
  ctx.diagnostics.error(code, ctx.file.positionOf(node), message);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

import type { SchemaNode } from "./schema-node.js";

/** As what a value is treated. "unclear": it is of no kind that its type knows, or null; the type then decides. */
export type ValueKind = "scalar" | "list" | "map" | "unclear";

export function kindOf(type: SchemaNode, value: unknown): ValueKind {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
    case "bigint":
      return type.scalar === undefined ? "unclear" : "scalar";
    case "object":
      if (value === null) return "unclear";
      if (Array.isArray(value)) return type.list === undefined ? "unclear" : "list";
      return type.map === undefined ? "unclear" : "map";
    default:
      return "unclear";
  }
}

/** As what a value is treated after all; undefined: its type admits nothing. */
export type SettledKind = "scalar" | "list" | "map" | undefined;

/** Where a value does not say, its type does. */
export function settledKind(type: SchemaNode, kind: ValueKind): SettledKind {
  if (kind !== "unclear") return kind;
  if (type.map !== undefined) return "map";
  if (type.scalar !== undefined) return "scalar";
  return type.list === undefined ? undefined : "list";
}

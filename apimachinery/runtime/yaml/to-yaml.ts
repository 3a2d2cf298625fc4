import { compareKeys } from "./key-order.js";
import { blockText, scalarText } from "./scalar-text.js";

// Longer keys are written with a question mark before them.
const MAX_SIMPLE_KEY = 128;
const STEP = "  ";

/**
 * A JSON value as YAML in the form in which the API server sends it: keys sorted, lists not indented below their key.
 * @see sigs.k8s.io/yaml, JSONToYAML
 */
export function toYAML(value: unknown): string {
  const lines: string[] = [];
  writeValue(value, "", "", lines);
  return `${lines.join("\n")}\n`;
}

/** Writes a value after `lead`, the start of its first line; further lines begin with `indent`. */
function writeValue(value: unknown, lead: string, indent: string, lines: string[]): void {
  if (Array.isArray(value)) writeList(value, lead, indent, lines);
  else if (typeof value === "object" && value !== null) writeMap(value as Record<string, unknown>, lead, indent, lines);
  else writeScalar(value, lead, indent, lines);
}

function writeMap(map: Readonly<Record<string, unknown>>, lead: string, indent: string, lines: string[]): void {
  const keys = Object.keys(map)
    .filter((key) => map[key] !== undefined)
    .sort(compareKeys);
  if (keys.length === 0) lines.push(`${lead}{}`);
  // The first key stands on the line of a list's dash.
  let start = lead;
  for (const key of keys) {
    writeEntry(key, map[key], start, indent, lines);
    start = indent;
  }
}

function writeEntry(key: string, value: unknown, start: string, indent: string, lines: string[]): void {
  const name = scalarText(key);
  let head = `${start}${name}:`;
  if (name.length > MAX_SIMPLE_KEY) {
    lines.push(`${start}? ${name}`);
    head = `${indent}:`;
  }
  if (isEmptyOrScalar(value)) writeValue(value, `${head} `, indent + STEP, lines);
  else {
    lines.push(head);
    const inner = Array.isArray(value) ? indent : indent + STEP;
    writeValue(value, inner, inner, lines);
  }
}

function writeList(list: readonly unknown[], lead: string, indent: string, lines: string[]): void {
  if (list.length === 0) lines.push(`${lead}[]`);
  let start = lead;
  for (const item of list) {
    writeValue(item, `${start}- `, indent + STEP, lines);
    start = indent;
  }
}

function writeScalar(value: unknown, lead: string, indent: string, lines: string[]): void {
  if (typeof value !== "string") {
    lines.push(lead + (value === undefined ? "null" : String(value)));
    return;
  }
  // At the root, parsers do not agree on what the indentation of a block counts from.
  const block = value.includes("\n") && indent !== "" ? blockText(value, indent) : undefined;
  if (block === undefined) lines.push(lead + scalarText(value));
  else lines.push(lead + (block[0] as string), ...block.slice(1));
}

function isEmptyOrScalar(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

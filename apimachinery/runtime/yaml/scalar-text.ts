import { resolveScalar } from "./resolve-scalar.js";

// Numbers to base 60, which other parsers of YAML 1.1 read.
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
// What upstream writes with escapes, all beyond the basic plane included. A line break is another matter.
const SPECIAL = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]|[\u2028\u2029]/;
const STARTS_AS_INDICATOR = /^(?:[#,[\]{}&*!|>'"%@`]|[?:-](?:\s|$)|---|\.\.\.)/;
const HAS_INDICATOR = /:(?:\s|$)|\s#/;

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\x85": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

/**
 * A text as a YAML scalar on one line, in the quotes that upstream's emitter picks: none if it reads back as the same
 * text, double ones if it would read back as something else or needs escapes, single ones otherwise.
 */
export function scalarText(text: string): string {
  const { kind } = resolveScalar(text);
  if (kind !== "string" || BASE_60.test(text) || SPECIAL.test(text) || text.includes("\n")) return doubleQuoted(text);
  const plain = !/^ | $/.test(text) && !STARTS_AS_INDICATOR.test(text) && !HAS_INDICATOR.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}

/** Lines of a block that holds a text of several lines, its header first; undefined when a block cannot hold it. */
export function blockText(text: string, indent: string): string[] | undefined {
  const lines = text.split("\n");
  if (SPECIAL.test(text) || lines.some((line) => line.endsWith(" "))) return undefined;
  const header = `|${/^[ \n]/.test(text) ? "2" : ""}${chomping(text)}`;
  if (text.endsWith("\n")) lines.pop();
  return [header, ...lines.map((line) => (line === "" ? "" : indent + line))];
}

function chomping(text: string): string {
  if (!text.endsWith("\n")) return "-";
  return text === "\n" || text.endsWith("\n\n") ? "+" : "";
}

function doubleQuoted(text: string): string {
  let out = '"';
  for (const char of text) {
    if (char === '"' || char === "\\" || char === "\n" || SPECIAL.test(char)) out += ESCAPES[char] ?? escaped(char);
    else out += char;
  }
  return `${out}"`;
}

function escaped(char: string): string {
  const code = char.codePointAt(0) as number;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

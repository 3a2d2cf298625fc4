import { ts } from "ts-morph";

import type { SourcePosition, Tag } from "./model.js";
import { parseTagLine } from "./tag-parser.js";

/** What the comments above a declaration say. */
export interface CommentText {
  /** Prose without tags. */
  readonly doc: string;
  readonly tags: readonly Tag[];
}

export interface CommentReader {
  /** Of the declaration that starts at `node`: prose of the block directly above, tags of that block and the one above it. */
  above(node: ts.Node): CommentText;
  /** Of every comment in the file: package comments. */
  all(): CommentText;
  /** Of the comments in `[from, to)`. */
  between(from: number, to: number): CommentText;
}

interface Line {
  readonly text: string;
  readonly pos: number;
}

interface Block {
  readonly lines: readonly Line[];
  readonly pos: number;
  readonly end: number;
}

/**
 * Reads comments from the text itself and not through TypeScript's JSDoc parser, which takes `@` in values and `k8s:`
 * names apart.
 */
export function createCommentReader(file: ts.SourceFile, path: string, markers: ReadonlySet<string>): CommentReader {
  const text = file.text;
  const positionOf = (pos: number): SourcePosition => {
    const { line, character } = file.getLineAndCharacterOfPosition(pos);
    return { file: path, line: line + 1, column: character + 1 };
  };
  const tagsOf = (block: Block): Tag[] =>
    block.lines.flatMap((line) => parseTagLine(line.text, positionOf(line.pos), markers) ?? []);
  const isTag = (line: Line): boolean =>
    parseTagLine(line.text, { file: path, line: 1, column: 1 }, markers) !== undefined;
  const proseOf = (block: Block): string => prose(block.lines.filter((line) => !isTag(line)).map((line) => line.text));

  return {
    above(node) {
      const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
      const blocks = toBlocks(text, ranges);
      const closest = blocks.at(-1);
      // A comment that stands apart from the declaration by more than one empty line belongs to the file.
      if (closest === undefined || emptyLines(text, closest.end, node.getStart(file)) > 1) return { doc: "", tags: [] };
      const second = blocks.at(-2);
      const hasSecond = second !== undefined && emptyLines(text, second.end, closest.pos) <= 1;
      // The prose of a block of tags alone is in the block above it.
      const doc = proseOf(closest);
      return {
        doc: doc === "" && hasSecond && closest.lines.some(isTag) ? proseOf(second) : doc,
        tags: [...(hasSecond ? tagsOf(second) : []), ...tagsOf(closest)],
      };
    },
    all() {
      const blocks = toBlocks(text, allComments(file));
      return {
        doc: blocks
          .map(proseOf)
          .filter((part) => part !== "")
          .join("\n\n"),
        tags: blocks.flatMap(tagsOf),
      };
    },
    between(from, to) {
      const ranges = (ts.getLeadingCommentRanges(text, from) ?? [])
        .concat(ts.getTrailingCommentRanges(text, from) ?? [])
        .filter((range) => range.end <= to);
      const blocks = toBlocks(text, ranges);
      return { doc: blocks.map(proseOf).join("\n"), tags: blocks.flatMap(tagsOf) };
    },
  };
}

function allComments(file: ts.SourceFile): ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const add = (pos: number): void => {
    for (const range of ts.getLeadingCommentRanges(file.text, pos) ?? []) found.set(range.pos, range);
  };
  for (const statement of file.statements) {
    add(statement.getFullStart());
    for (const range of ts.getTrailingCommentRanges(file.text, statement.end) ?? []) found.set(range.pos, range);
  }
  add(file.endOfFileToken.getFullStart());
  return [...found.values()].sort((a, b) => a.pos - b.pos);
}

/** Joins `//` lines that follow each other to one block, as a reader sees them. */
function toBlocks(text: string, ranges: readonly ts.CommentRange[]): Block[] {
  const blocks: Block[] = [];
  for (const range of ranges) {
    const isLine = range.kind === ts.SyntaxKind.SingleLineCommentTrivia;
    const lines = isLine ? [lineComment(text, range)] : blockComment(text, range);
    const last = blocks.at(-1);
    if (
      isLine &&
      last !== undefined &&
      text.startsWith("//", last.pos) &&
      emptyLines(text, last.end, range.pos) === 0
    ) {
      blocks[blocks.length - 1] = { lines: [...last.lines, ...lines], pos: last.pos, end: range.end };
    } else {
      blocks.push({ lines, pos: range.pos, end: range.end });
    }
  }
  return blocks;
}

function lineComment(text: string, range: ts.CommentRange): Line {
  const raw = text.slice(range.pos + 2, range.end);
  const lead = /^\s*/.exec(raw)![0].length;
  return { text: raw.replace(/^ /, "").trimEnd(), pos: range.pos + 2 + lead };
}

function blockComment(text: string, range: ts.CommentRange): Line[] {
  const lines: Line[] = [];
  const end = text.endsWith("*/", range.end) ? range.end - 2 : range.end;
  let pos = range.pos + (text.startsWith("/**", range.pos) && range.pos + 3 <= end ? 3 : 2);
  let first = true;
  while (pos <= end) {
    let stop = text.indexOf("\n", pos);
    if (stop < 0 || stop > end) stop = end;
    const raw = text.slice(pos, stop).replace(/\r$/, "");
    const lead = (first ? /^ ?/ : /^\s*\*? ?/).exec(raw)![0].length;
    const content = raw.slice(lead).trimEnd();
    const indent = /^\s*/.exec(content)![0].length;
    lines.push({ text: content, pos: pos + lead + indent });
    first = false;
    pos = stop + 1;
  }
  return lines;
}

function emptyLines(text: string, from: number, to: number): number {
  return Math.max(0, text.slice(from, to).split("\n").length - 2);
}

/** Ends at a line `---`, leaves TODO lines out: they speak to maintainers. */
function prose(lines: readonly string[]): string {
  const stop = lines.findIndex((line) => line.trim() === "---");
  return (stop < 0 ? lines : lines.slice(0, stop))
    .filter((line) => !line.trimStart().startsWith("TODO"))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\s+$/g, "");
}

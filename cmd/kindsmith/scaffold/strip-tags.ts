import { parseTagLine, STRUCT_MARKERS } from "../../../generators/framework/tag-parser.js";

const markers = new Set(STRUCT_MARKERS);
const nowhere = { file: "", line: 1, column: 1 };

/**
 * Leaves out the tags of all comments but `+enum`, which says what a type is and not how a version serves it. Comments of
 * which nothing is left vanish.
 */
export function stripTags(content: string): string {
  return content.replace(/([ \t]*)\/\*\*([\s\S]*?)\*\/[ \t]*\n?/g, (_, indent: string, body: string) => {
    const lines = body
      .split("\n")
      .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
      .filter((line) => line === "+enum" || parseTagLine(line, nowhere, markers) === undefined);
    while (lines[0] === "") lines.shift();
    while (lines.at(-1) === "") lines.pop();
    if (lines.length === 0) return "";
    if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
    return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
  });
}

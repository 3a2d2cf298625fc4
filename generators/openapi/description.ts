import type { AliasModel } from "../framework/model.js";

/**
 * A comment as a reader of the API sees it: up to a line `---`, without lines that start with TODO, paragraphs kept,
 * lines within one joined.
 * @see kubernetes/kube-openapi pkg/generators/openapi.go, formatted like gengo's comment filter
 */
export function descriptionOf(doc: string): string {
  const lines: string[] = [];
  for (const raw of doc.split("\n")) {
    const line = raw.trimEnd();
    if (line.trim() === "---") break;
    if (!line.trim().startsWith("TODO")) lines.push(line);
  }
  let text = "";
  for (const line of lines) {
    if (line.trim() === "") text = text === "" || text.endsWith("\n\n") ? text : `${text}\n\n`;
    else if (text === "" || text.endsWith("\n")) text += line.trim();
    else text += startsItem(line) ? `\n${line}` : ` ${line.trim()}`;
  }
  return text.trim();
}

/** Adds the list of an enum's values to the description of a field that uses it. */
export function enumDescription(description: string, alias: AliasModel | undefined): string {
  if (alias === undefined) return description;
  const values = [...alias.enumValues].sort((a, b) => (a.value < b.value ? -1 : 1));
  const rows = values.map((v) => {
    const doc = descriptionOf(v.doc).replaceAll("\n", " ");
    return ` - \`${JSON.stringify(v.value)}\`${doc === "" ? "" : ` ${doc}`}`;
  });
  return [description, ["Possible enum values:", ...rows].join("\n")].filter((part) => part !== "").join("\n\n");
}

function startsItem(line: string): boolean {
  return /^\s*([-*]|\d+\.)\s/.test(line);
}

/** Adds a tag to a package's comment, after the last one that it has; unchanged when it is there. */
export function addPackageTag(content: string, tag: string): string {
  const lines = content.split("\n");
  if (lines.some((line) => line.replace(/^[\s/*]+/, "").trim() === tag)) return content;
  const last = lines.findLastIndex((line) => /^\s*\*\s*\+/.test(line));
  if (last < 0) return `/**\n * ${tag}\n */\n${content}`;
  return [...lines.slice(0, last + 1), ` * ${tag}`, ...lines.slice(last + 1)].join("\n");
}

import type { SourcePosition, Tag, TagSet } from "./model.js";

/** Characters of a tag's name. `/` never occurs in one, so that `+optional/+required` in prose is no tag. */
const NAME = /^\+([A-Za-z][A-Za-z0-9_.:-]*)/;

/** controller-gen's tags, and ours in the same form, whose text after the name is `field=value,field=value`. */
export const STRUCT_MARKERS: readonly string[] = [
  "kindsmith:subresource",
  "kubebuilder:deprecatedversion",
  "kubebuilder:externalDocs",
  "kubebuilder:metadata",
  "kubebuilder:printcolumn",
  "kubebuilder:rbac",
  "kubebuilder:resource",
  "kubebuilder:selectablefield",
  "kubebuilder:subresource:scale",
  "kubebuilder:validation:XValidation",
  "kubebuilder:validation:items:XValidation",
  "kubebuilder:webhook",
  "kubebuilder:webhookconfiguration",
];

/**
 * Reads one comment line as a tag; undefined when it is prose. The value is raw to the end of the line.
 *
 * Three grammars share the first step: `+name`, `+name=value`, `+name(args)=value`. Struct markers
 * (`+kubebuilder:resource:path=x,scope=Cluster`) are told by `markers`, the names that take fields: the longest one that
 * fits wins, and the fields become the value.
 * @see kubernetes/gengo v2 comments.go and codetags/parser.go; controller-tools pkg/markers/parse.go.
 */
export function parseTagLine(line: string, position: SourcePosition, markers: ReadonlySet<string>): Tag | undefined {
  const text = line.trim();
  const match = NAME.exec(text);
  if (match === null) return undefined;
  const name = match[1]!.replace(/[:.-]+$/, "");
  const rest = text.slice(1 + match[1]!.length);
  const body = text.slice(1);
  if (rest.startsWith("(")) {
    const end = closingParenthesis(rest);
    if (end < 0) return { name, args: rest.slice(1), value: "", text: body, position };
    const after = rest.slice(end + 1).trimStart();
    const value = after.startsWith("=") ? after.slice(1).trim() : "";
    return { name, args: rest.slice(1, end).trim(), value, text: body, position };
  }
  if (rest !== "" && !rest.startsWith("=") && !/^\s/.test(rest)) return undefined;
  const marker = rest.startsWith("=") ? longestMarker(name, markers) : undefined;
  if (marker !== undefined) {
    return { name: marker, args: undefined, value: body.slice(marker.length + 1).trim(), text: body, position };
  }
  return { name, args: undefined, value: rest.startsWith("=") ? rest.slice(1).trim() : "", text: body, position };
}

/** `kubebuilder:resource:path` → `kubebuilder:resource`, when that is a marker and `path` one field of it. */
function longestMarker(name: string, markers: ReadonlySet<string>): string | undefined {
  const cut = name.lastIndexOf(":");
  const stem = cut < 0 ? "" : name.slice(0, cut);
  return markers.has(stem) ? stem : undefined;
}

/** Index of the parenthesis that closes the first one, or -1. Quoted text and nested pairs are stepped over. */
function closingParenthesis(text: string): number {
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== "") {
      if (c === "\\" && quote === '"') i++;
      else if (c === quote) quote = "";
    } else if (c === '"' || c === "`") quote = c;
    else if (c === "(") depth++;
    else if (c === ")" && --depth === 0) return i;
  }
  return -1;
}

/** An immutable {@link TagSet} of `tags`, in their order. */
export function tagSet(tags: readonly Tag[]): TagSet {
  return {
    all: tags,
    has: (name) => tags.some((tag) => tag.name === name),
    first: (name) => tags.find((tag) => tag.name === name),
    value: (name) => tags.find((tag) => tag.name === name)?.value,
    every: (name) => tags.filter((tag) => tag.name === name),
  };
}

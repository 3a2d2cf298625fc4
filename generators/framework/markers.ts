import type { TagSet } from "./model.js";

/** The fields of one struct marker, unquoted. */
export type Marker = ReadonlyMap<string, string>;

/** Every `+name:field=value,field=value` of a set, in order. */
export function parseMarkers(tags: TagSet, name: string): readonly Marker[] {
  return tags.every(name).map((tag) => parseMarkerFields(tag.value));
}

/**
 * Splits `path=x,shortName=a;b,description="a, b"` at commas outside quotes and braces. A field without `=` has the value "".
 * @see kubernetes-sigs/controller-tools pkg/markers/parse.go
 */
export function parseMarkerFields(text: string): Marker {
  const fields = new Map<string, string>();
  for (const part of splitOutsideQuotes(text)) {
    const equals = part.indexOf("=");
    const key = (equals < 0 ? part : part.slice(0, equals)).trim();
    if (key !== "") fields.set(key, equals < 0 ? "" : unquote(part.slice(equals + 1).trim()));
  }
  return fields;
}

function splitOutsideQuotes(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quote = "";
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote !== "") {
      if (c === "\\" && quote === '"') i++;
      else if (c === quote) quote = "";
    } else if (c === '"' || c === "'" || c === "`") quote = c;
    else if (c === "{" || c === "[" || c === "(") depth++;
    else if (c === "}" || c === "]" || c === ")") depth--;
    else if (c === "," && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unquote(value: string): string {
  const quote = value.charAt(0);
  if (value.length < 2 || !"\"'`".includes(quote) || quote === "" || !value.endsWith(quote)) return value;
  const inner = value.slice(1, -1);
  return quote === '"' ? inner.replace(/\\(.)/g, "$1") : inner;
}

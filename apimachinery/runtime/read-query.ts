import { canonicalTime } from "../scalars/index.js";
import { NumberFormatError, parseInt64 } from "../text/index.js";

/** How a query parameter becomes a field. */
export type QueryKind = "string" | "strings" | "boolean" | "int32" | "int64" | "time";

/**
 * Reads an options object from query parameters: each field from the first parameter of its name, lists from all of
 * them. Absent parameters leave their fields out; parameters without a field are not looked at.
 * @throws Error with Go's text when a number or a time cannot be read.
 * @see kubernetes/apimachinery pkg/runtime/conversion.go, Convert_Slice_string_To_…
 */
export function readQuery<T extends object>(
  values: URLSearchParams,
  fields: { readonly [name in Exclude<keyof T, "kind" | "apiVersion">]?: QueryKind },
): T {
  const out: Record<string, unknown> = {};
  if (values.size === 0) return out as T;
  for (const [name, kind] of Object.entries(fields) as [string, QueryKind][]) {
    const given = values.getAll(name);
    const [first] = given;
    if (first === undefined) continue;
    const value = kind === "strings" ? given : readValue(first, kind);
    if (value !== undefined) out[name] = value;
  }
  return out as T;
}

function readValue(text: string, kind: Exclude<QueryKind, "strings">): unknown {
  switch (kind) {
    case "string":
      return text;
    case "boolean":
      // An empty value is true: `?watch`.
      return text !== "0" && text.toLowerCase() !== "false";
    case "int32":
      return readInteger(text, 32);
    case "int64":
      return readInteger(text, 64);
    case "time":
      return readTime(text);
  }
}

function readInteger(text: string, bits: 32 | 64): number {
  const value = parseInt64(text);
  // Above 2^53 a number would no longer be the one that was sent.
  const fits = bits === 64 ? Number.isSafeInteger(Number(value)) : BigInt.asIntN(32, value) === value;
  if (!fits) throw new NumberFormatError("ParseInt", text, "value out of range");
  return Number(value);
}

function readTime(text: string): string | undefined {
  // `null` and nothing stand for the zero time.
  return text === "" || text === "null" ? undefined : (canonicalTime(text) ?? undefined);
}

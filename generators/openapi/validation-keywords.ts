import type { Tag, TagSet } from "../framework/model.js";
import type { SchemaObject } from "./schema.js";

type Reader = (tag: Tag) => unknown;

const number: Reader = (tag) =>
  Number.isFinite(Number(tag.value)) && tag.value !== "" ? Number(tag.value) : undefined;
const text: Reader = (tag) => unquote(tag.value);
const flag: Reader = (tag) => tag.value === "" || tag.value === "true";
const choices: Reader = (tag) =>
  tag.value
    .replace(/^\{(.*)\}$/, "$1")
    .split(/[;,]/)
    .map((item) => unquote(item.trim()))
    .filter((item) => item !== "");

/** Schema keyword → how its value is read. Names in tags differ from these only in their first letter. */
const KEYWORDS: Readonly<Record<string, Reader>> = {
  maximum: number,
  minimum: number,
  exclusiveMaximum: flag,
  exclusiveMinimum: flag,
  multipleOf: number,
  maxLength: number,
  minLength: number,
  pattern: text,
  format: text,
  maxItems: number,
  minItems: number,
  uniqueItems: flag,
  maxProperties: number,
  minProperties: number,
  enum: choices,
};

/** Keywords for a schema itself and for its list elements. */
export interface ValidationKeywords {
  readonly own: SchemaObject;
  readonly items: SchemaObject;
}

/** Keywords of validation-gen that say the same as the schema's own. `+k8s:format` names are not OpenAPI formats. */
const DECLARATIVE: ReadonlySet<string> = new Set([
  "maximum",
  "minimum",
  "maxLength",
  "minLength",
  "maxItems",
  "minItems",
]);

/**
 * Schema keywords from validation tags: `+k8s:validation:…` and `+kubebuilder:validation:…`, with the prefix `items:` for
 * list elements, and those of validation-gen that have an equivalent. Malformed values are validation-gen's to report.
 */
export function validationKeywords(tags: TagSet): ValidationKeywords {
  const own: SchemaObject = {};
  const items: SchemaObject = {};
  for (const tag of tags.all) {
    const found = keywordOf(tag.name);
    if (found === undefined) continue;
    const value = KEYWORDS[found.keyword]?.(tag);
    if (value !== undefined) (found.items ? items : own)[found.keyword] = value;
  }
  return { own, items };
}

function keywordOf(name: string): { keyword: string; items: boolean } | undefined {
  const marker = /^(?:k8s|kubebuilder):validation:(items:)?([A-Za-z]+)$/.exec(name);
  if (marker?.[2] !== undefined) {
    const keyword = marker[2].charAt(0).toLowerCase() + marker[2].slice(1);
    return keyword in KEYWORDS ? { keyword, items: marker[1] !== undefined } : undefined;
  }
  const declarative = /^k8s:([A-Za-z]+)$/.exec(name)?.[1];
  return declarative !== undefined && DECLARATIVE.has(declarative) ? { keyword: declarative, items: false } : undefined;
}

function unquote(value: string): string {
  const quoted = /^"(.*)"$|^'(.*)'$|^`(.*)`$/s.exec(value);
  return quoted === null ? value : (quoted[1] ?? quoted[2] ?? quoted[3] ?? "");
}

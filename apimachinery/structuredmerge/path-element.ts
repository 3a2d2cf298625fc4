import { compareBytes, escapeHTMLInJSON } from "../text/index.js";
import { compareValues, valueToString } from "./values.js";

/** One key field of an item of an associative list. */
export interface KeyField {
  readonly name: string;
  readonly value: unknown;
}

type Kind = "field" | "key" | "value" | "index";

const ORDER: Readonly<Record<Kind, number>> = { field: 0, key: 1, value: 2, index: 3 };

/**
 * One step from a container to a part of it. `text` is the key of this step in FieldsV1, in its one canonical form: two
 * elements are the same if and only if their texts are.
 * @see kubernetes-sigs/structured-merge-diff fieldpath/element.go, serialize-pe.go
 */
export class PathElement {
  readonly kind: Kind;
  readonly text: string;
  readonly #content: unknown;

  private constructor(kind: Kind, text: string, content: unknown) {
    this.kind = kind;
    this.text = text;
    this.#content = content;
  }

  /** `f:name`: a field of an object or an entry of a map. */
  static field(name: string): PathElement {
    return new PathElement("field", `f:${name}`, name);
  }

  /** `k:{"name":"x"}`: the item of a list whose key fields have these values. */
  static key(fields: readonly KeyField[]): PathElement {
    const sorted = isSorted(fields) ? fields : [...fields].sort((a, b) => compareBytes(a.name, b.name));
    let text = "k:{";
    for (let i = 0; i < sorted.length; i++) {
      const { name, value } = sorted[i]!;
      text += `${i === 0 ? "" : ","}${stringText(name)}:${valueText(value)}`;
    }
    return new PathElement("key", `${text}}`, sorted);
  }

  /** `v:"x"`: the item of a set with this value. */
  static value(value: unknown): PathElement {
    return new PathElement("value", `v:${valueText(value)}`, value);
  }

  /** `i:0`: the item of a list at this place. */
  static index(index: number): PathElement {
    return new PathElement("index", `i:${index}`, index);
  }

  /**
   * Reads a key of FieldsV1; undefined is a kind of element of the future, to be passed over.
   * @throws Error when the text is malformed
   */
  static parse(text: string): PathElement | undefined {
    if (text.length < 2) throw new Error("key must be 2 characters long:");
    if (text[1] !== ":") throw new Error(`missing colon: ${text}`);
    const content = text.slice(2);
    switch (text[0]) {
      case "f":
        return new PathElement("field", text, content);
      case "k":
        return PathElement.key(parseKey(content));
      case "v":
        return PathElement.value(JSON.parse(content));
      case "i":
        if (!/^[+-]?\d+$/.test(content)) throw new Error(`not an index: ${content}`);
        return PathElement.index(Number(content));
      default:
        return undefined;
    }
  }

  /** The name of a field; undefined for other kinds. */
  get fieldName(): string | undefined {
    return this.kind === "field" ? (this.#content as string) : undefined;
  }

  /** Fields before keys before values before indexes; within a kind by content. */
  compare(other: PathElement): number {
    if (this.text === other.text) return 0;
    if (this.kind !== other.kind) return ORDER[this.kind] - ORDER[other.kind];
    switch (this.kind) {
      case "field":
        return compareBytes(this.#content as string, other.#content as string);
      case "key":
        return compareKeys(this.#content as readonly KeyField[], other.#content as readonly KeyField[]);
      case "value":
        return compareValues(this.#content, other.#content);
      default:
        return (this.#content as number) - (other.#content as number);
    }
  }

  /** As it stands in messages: `.name`, `[name="x"]`, `[="x"]`, `[0]`. */
  toString(): string {
    switch (this.kind) {
      case "field":
        return `.${this.#content as string}`;
      case "key": {
        const fields = this.#content as readonly KeyField[];
        return `[${fields.map(({ name, value }) => `${name}=${valueToString(value)}`).join(",")}]`;
      }
      case "value":
        return `[=${valueToString(this.#content)}]`;
      default:
        return `[${this.#content as number}]`;
    }
  }
}

/** From the root of an object to a part of it. */
export type FieldPath = readonly PathElement[];

export function pathToString(path: FieldPath): string {
  return path.map(String).join("");
}

/** The path to a field through named fields only: `fieldPath("spec", "replicas")`. */
export function fieldPath(...names: readonly string[]): FieldPath {
  return names.map((name) => PathElement.field(name));
}

function parseKey(text: string): KeyField[] {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new Error(`not an object: ${text}`);
  return Object.entries(parsed).map(([name, value]) => ({ name, value }));
}

const PLAIN_TEXT = /^[\w ./:-]*$/;

function isSorted(fields: readonly KeyField[]): boolean {
  for (let i = 1; i < fields.length; i++) if (compareBytes(fields[i - 1]!.name, fields[i]!.name) > 0) return false;
  return true;
}

function stringText(text: string): string {
  return PLAIN_TEXT.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** As JSON; texts with characters that mean something in HTML are escaped as upstream's encoder does. */
function valueText(value: unknown): string {
  if (typeof value === "string") return PLAIN_TEXT.test(value) ? `"${value}"` : escapeHTMLInJSON(JSON.stringify(value));
  if (typeof value === "bigint") return String(value);
  return escapeHTMLInJSON(JSON.stringify(value ?? null));
}

function compareKeys(a: readonly KeyField[], b: readonly KeyField[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const byName = compareBytes(a[i]!.name, b[i]!.name);
    if (byName !== 0) return byName;
    const byValue = compareValues(a[i]!.value, b[i]!.value);
    if (byValue !== 0) return byValue;
  }
  return a.length - b.length;
}

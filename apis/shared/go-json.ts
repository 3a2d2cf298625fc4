import { escapeHTMLInJSON, unifiedDiff } from "kindsmith/apimachinery";

/**
 * Go's types, as upstream's error messages print values of its internal ones: with Go's field names, in the order of the
 * Go source, and with every field, as the internal types have no JSON tags.
 *
 * A type is a text of fields `name[/GoName]:kind`, where `name` is ours; without a Go name it is ours with a capital.
 * Kinds: `s` text, `i` number, `b` boolean, `q` quantity, `n` number or text; `v` what may be nil (pointers to those, lists and maps
 * of them); `l` pointer to a label selector; `T` a struct, `*T` a pointer to one, `[]T` a list of them; `...T` and
 * `...meta` the fields of an embedded struct.
 */
export type GoTypes = Readonly<Record<string, string>>;

type JSONObject = { readonly [field: string]: unknown };
type JSONValue = string | number | boolean | null | JSONValue[] | { [field: string]: JSONValue };

interface GoField {
  readonly name: string;
  readonly goName: string;
  readonly kind: string;
}

const ZERO: { readonly [kind: string]: JSONValue } = { s: "", i: 0, b: false, q: "0", n: 0, v: null, l: null };

/** Fields of metadata in Go's order; its Go type has JSON tags and leaves out what is empty. */
const METADATA: readonly string[] = [
  "name",
  "generateName",
  "namespace",
  "selfLink",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "labels",
  "annotations",
  "ownerReferences",
  "finalizers",
  "managedFields",
];

/** Prints values in Go's form. `prepare` turns an object of ours into the form of the internal type, by type. */
export class GoPrinter {
  readonly #types: GoTypes;
  readonly #prepare: { readonly [type: string]: (value: JSONObject) => JSONObject };
  readonly #fields = new Map<string, readonly GoField[]>();

  constructor(types: GoTypes, prepare: { readonly [type: string]: (value: JSONObject) => JSONObject } = {}) {
    this.#types = types;
    this.#prepare = prepare;
  }

  /** The value as JSON with Go's names; undefined is a nil pointer. */
  value(type: string, value: object | undefined): JSONValue {
    return value === undefined ? null : this.#struct(type, value as JSONObject);
  }

  list(type: string, values: readonly object[] | undefined): JSONValue {
    return values === undefined ? null : values.map((value) => this.#struct(type, value as JSONObject));
  }

  /** What changed, as a unified diff of the indented JSON of both. */
  diff(type: string, before: object | undefined, after: object | undefined): string {
    const text = (value: object | undefined): string =>
      escapeHTMLInJSON(JSON.stringify(this.value(type, value), undefined, 1));
    return unifiedDiff(text(before), text(after));
  }

  #struct(type: string, value: JSONObject): JSONValue {
    const found: { [field: string]: JSONValue } = {};
    this.#addFields(found, type, this.#prepare[type]?.(value) ?? value);
    return found;
  }

  #addFields(found: { [field: string]: JSONValue }, type: string, value: JSONObject): void {
    for (const { name, goName, kind } of this.#fieldsOf(type)) {
      if (kind === "...meta") addMetadata(found, value["metadata"] as JSONObject | undefined);
      else if (kind.startsWith("...")) this.#addFields(found, kind.slice(3), value);
      else found[goName] = this.#field(kind, value[name]);
    }
  }

  #field(kind: string, value: unknown): JSONValue {
    if (kind in ZERO) {
      if (value === undefined || value === null) return ZERO[kind]!;
      return kind === "l" ? labelSelector(value as JSONObject) : sortedKeys(value as JSONValue);
    }
    if (kind.startsWith("*")) return this.value(kind.slice(1), (value ?? undefined) as object | undefined);
    if (kind.startsWith("[]")) return this.list(kind.slice(2), (value ?? undefined) as object[] | undefined);
    return this.#struct(kind, (value ?? {}) as JSONObject);
  }

  #fieldsOf(type: string): readonly GoField[] {
    let fields = this.#fields.get(type);
    if (fields === undefined) {
      fields = this.#types[type]!.split(" ").map(parseField);
      this.#fields.set(type, fields);
    }
    return fields;
  }
}

function parseField(text: string): GoField {
  if (text.startsWith("...")) return { name: "", goName: "", kind: text };
  const [names = "", kind = ""] = text.split(":");
  const [name = "", goName = name.charAt(0).toUpperCase() + name.slice(1)] = names.split("/");
  return { name, goName, kind };
}

function addMetadata(found: { [field: string]: JSONValue }, metadata: JSONObject = {}): void {
  for (const field of METADATA) {
    const value = metadata[field];
    if (isEmpty(value)) continue;
    found[field] = Array.isArray(value) ? (value as JSONValue[]) : sortedKeys(value as JSONValue);
  }
}

function isEmpty(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === "";
}

/** The selector's Go type has JSON tags. */
function labelSelector(selector: JSONObject): JSONValue {
  const found: { [field: string]: JSONValue } = {};
  for (const field of ["matchLabels", "matchExpressions"]) {
    if (!isEmpty(selector[field])) found[field] = sortedKeys(selector[field] as JSONValue);
  }
  return found;
}

/** Go writes the keys of maps in order. */
function sortedKeys(value: JSONValue): JSONValue {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortedKeys((value as { [key: string]: JSONValue })[key]!)]));
}

import type { Diagnostics } from "./diagnostics.js";
import { parseMarkerFields } from "./markers.js";
import type { ApiModel, Tag, TagSet } from "./model.js";
import { suggest } from "./suggest.js";
import type { TagDefinition, TagScope } from "./tags.js";
import { parseTypedTag, TagSyntaxError } from "./typed-tag.js";

/**
 * Checks every tag of the project's own packages against its definition: known, in a place where it may stand, well
 * formed, not repeated, not contradicted by another. What a value means is for the owner to check.
 */
export function lintTags(model: ApiModel, definitions: readonly TagDefinition[], diagnostics: Diagnostics): void {
  const lint = new TagLint(definitions, diagnostics);
  for (const pkg of model.packages.filter(({ own }) => own)) {
    lint.check(pkg.tags, "package");
    for (const fn of pkg.functions) lint.check(fn.tags, "function");
    for (const type of pkg.types) {
      lint.check(type.tags, "type");
      if (type.kind === "struct") for (const field of type.fields) lint.check(field.tags, "field");
      // The values of an enum are to it what fields are to a struct.
      else for (const { tags } of type.enumValues) if (tags !== undefined) lint.check(tags, "field");
    }
  }
}

/** Pairs of tags that say opposite things of one place. */
const CONTRADICTIONS: readonly (readonly [string, string])[] = [
  ["optional", "required"],
  ["k8s:optional", "k8s:required"],
  ["k8s:optional", "k8s:forbidden"],
  ["k8s:required", "k8s:forbidden"],
  ["genclient:noVerbs", "genclient:onlyVerbs"],
  ["genclient:noVerbs", "genclient:skipVerbs"],
  ["genclient:noVerbs", "genclient:readonly"],
  ["genclient:onlyVerbs", "genclient:skipVerbs"],
  ["genclient:readonly", "genclient:skipVerbs"],
  ["kubebuilder:storageversion", "kubebuilder:unservedversion"],
  ["kubebuilder:subresource:status", "genclient:noStatus"],
];

class TagLint {
  readonly #definitions: ReadonlyMap<string, TagDefinition>;
  readonly #diagnostics: Diagnostics;

  constructor(definitions: readonly TagDefinition[], diagnostics: Diagnostics) {
    this.#definitions = new Map(definitions.map((definition) => [definition.name, definition]));
    this.#diagnostics = diagnostics;
  }

  check(tags: TagSet, scope: TagScope): void {
    for (const tag of tags.all) {
      const definition = this.#definitions.get(tag.name);
      if (definition === undefined) this.#unknown(tag);
      else if (!definition.scopes.includes(scope)) this.#misplaced(tag, definition, scope);
      else {
        const problem = grammarProblem(tag, definition);
        if (problem !== undefined) {
          const message = `+${tag.name}: ${problem}; write it like \`${definition.example}\``;
          this.#diagnostics.error("KS1203", tag.position, message);
        }
        this.#repeated(tags, tag, definition);
      }
    }
    this.#contradictions(tags);
  }

  #unknown(tag: Tag): void {
    const best = suggest(tag.name, this.#definitions.keys());
    const hint = best === undefined ? "`kindsmith tags` lists those there are" : `did you mean +${best}?`;
    this.#diagnostics.error("KS1201", tag.position, `no tag is called +${tag.name}; ${hint}`);
  }

  #misplaced(tag: Tag, definition: TagDefinition, scope: TagScope): void {
    const places = definition.scopes.map((one) => PLACES[one]).join(" or ");
    const message = `+${tag.name} has no meaning on ${PLACES[scope]}; move it to ${places}`;
    this.#diagnostics.error("KS1202", tag.position, message);
  }

  #repeated(tags: TagSet, tag: Tag, definition: TagDefinition): void {
    if (definition.repeatable === true) return;
    const first = tags.first(tag.name)!;
    // Typed tags with arguments say something else for each argument.
    if (first === tag || definition.grammar.kind === "typed") return;
    const message = `+${tag.name} stands here already, in line ${first.position.line}; remove one of the two`;
    this.#diagnostics.error("KS1204", tag.position, message);
  }

  #contradictions(tags: TagSet): void {
    for (const [one, other] of CONTRADICTIONS) {
      const second = tags.first(other);
      if (second === undefined || !tags.has(one)) continue;
      this.#diagnostics.error("KS1205", second.position, `+${other} contradicts +${one}; remove one of the two`);
    }
    const scope = parseMarkerFields(tags.value("kubebuilder:resource") ?? "").get("scope");
    const nonNamespaced = tags.first("genclient:nonNamespaced");
    if (nonNamespaced !== undefined && scope === "Namespaced") {
      const message =
        "+genclient:nonNamespaced contradicts scope=Namespaced of +kubebuilder:resource; remove one of the two";
      this.#diagnostics.error("KS1205", nonNamespaced.position, message);
    }
  }
}

const PLACES: Readonly<Record<TagScope, string>> = {
  package: "a package (doc.ts)",
  type: "a type",
  field: "a field",
  function: "a function",
};

/** What is wrong with the tag's text; undefined when it fits the grammar. */
function grammarProblem(tag: Tag, definition: TagDefinition): string | undefined {
  const { grammar } = definition;
  if (grammar.kind === "typed") return typedProblem(tag);
  if (tag.args !== undefined) return "it takes no arguments in parentheses";
  const hasValue = tag.text.slice(tag.name.length).startsWith("=") || (grammar.kind === "marker" && tag.value !== "");
  switch (grammar.kind) {
    case "flag":
      return tag.text === tag.name
        ? undefined
        : `it stands alone, without ${JSON.stringify(tag.text.slice(tag.name.length).trim())}`;
    case "value":
      if (!hasValue)
        return grammar.optional === true && tag.text === tag.name ? undefined : "it needs a value after `=`";
      return grammar.values === undefined || grammar.values.includes(tag.value)
        ? undefined
        : `${JSON.stringify(tag.value)} is none of ${grammar.values.join(", ")}`;
    case "int":
      if (!/^[+-]?\d+$/.test(tag.value)) return `${JSON.stringify(tag.value)} is not a whole number`;
      return grammar.min !== undefined && Number(tag.value) < grammar.min ? `it is at least ${grammar.min}` : undefined;
    case "json":
      return jsonProblem(tag.value);
    case "list":
      return !hasValue || tag.value.split(",").some((part) => part.trim() === "")
        ? "it needs a list like a,b after `=`"
        : undefined;
    case "marker":
      return markerProblem(tag.value, grammar.fields);
  }
}

function typedProblem(tag: Tag): string | undefined {
  try {
    parseTypedTag(tag.text);
    return undefined;
  } catch (err) {
    if (err instanceof TagSyntaxError) return err.message;
    throw err;
  }
}

function jsonProblem(value: string): string | undefined {
  try {
    JSON.parse(value);
    return undefined;
  } catch {
    return `${value === "" ? "an empty text" : value} is not JSON; texts stand in double quotes`;
  }
}

function markerProblem(value: string, fields: readonly string[]): string | undefined {
  for (const name of parseMarkerFields(value).keys()) {
    if (fields.includes(name)) continue;
    const best = suggest(name, fields);
    return `it has no field ${name}, ${best === undefined ? `only ${fields.join(", ")}` : `did you mean ${best}?`}`;
  }
  return undefined;
}

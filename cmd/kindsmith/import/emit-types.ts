import { jsdoc } from "../../../generators/framework/render.js";
import { META_SCALARS } from "../../../generators/framework/scalars.js";
import { schemaTags } from "./schema-tags.js";
import type { ImportedKind, ImportedPackage, Schema } from "./schema.js";

const META = "kindsmith/apimachinery/meta/v1";
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** The text of a types file for one version of a group. */
export function emitTypes(pkg: ImportedPackage): string {
  const emitter = new TypeEmitter(pkg);
  for (const kind of pkg.kinds) emitter.kind(kind);
  return emitter.text();
}

class TypeEmitter {
  readonly #pkg: ImportedPackage;
  readonly #imports = new Map<string, Set<string>>();
  readonly #types = new Map<string, string>();
  /** Names of types that are being written, or are, by the reference that asked for them. */
  readonly #byRef = new Map<string, string>();

  constructor(pkg: ImportedPackage) {
    this.#pkg = pkg;
  }

  kind({ kind, list, schema, tags }: ImportedKind): void {
    this.#types.set(kind, "");
    this.#import(META, "TypeMeta");
    const meta = this.#import(META, "ObjectMeta");
    const { apiVersion: _, kind: __, metadata, ...properties } = schema.properties ?? {};
    const doc = metadata?.description ?? "Standard metadata.";
    const fields = [
      `${comment(doc, ["optional"])}metadata: ${meta};`,
      ...this.#fields(kind, { ...schema, properties }),
    ];
    const text = `${comment(schema.description ?? `${/^[AEIO]/.test(kind) ? "An" : "A"} ${kind}.`, tags)}export interface ${kind} extends TypeMeta {\n${fields.join("\n")}\n}`;
    this.#types.delete(kind);
    this.#types.set(kind, text);
    const listMeta = this.#import(META, "ListMeta");
    const items = `${comment("Standard list metadata.", ["optional"])}metadata: ${listMeta};\n${comment("The objects.", [])}items: ${kind}[];`;
    this.#types.set(
      list,
      `${comment(`A list of ${kind} objects.`, [])}export interface ${list} extends TypeMeta {\n${items}\n}`,
    );
  }

  text(): string {
    const imports = [...this.#imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([from, names]) => `import type { ${[...names].sort().join(", ")} } from ${JSON.stringify(from)};`);
    return `${imports.join("\n")}\n\n${[...this.#types.values()].join("\n\n")}\n`;
  }

  #fields(owner: string, schema: Schema): string[] {
    const required = new Set(schema.required ?? []);
    return Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const optional = !required.has(name) || property.default !== undefined;
      // What is said of a struct stands above its type.
      const { default: value, nullable, properties } = property;
      const said = schemaTags(
        properties === undefined ? property : { default: value, ...(nullable === true ? { nullable } : {}) },
      );
      const tags = [optional ? "optional" : "required", ...said];
      const type = this.#type(`${owner}${pascal(name)}`, property);
      const key = IDENTIFIER.test(name) ? name : JSON.stringify(name);
      return `${comment(property.description ?? "", tags)}${key}${optional ? "?" : ""}: ${type}${property.nullable === true ? " | null" : ""};`;
    });
  }

  /** The type of a value; `name` is what a type made for it is called. */
  #type(name: string, schema: Schema): string {
    const [only, ...others] = schema.allOf ?? [];
    if (schema.$ref !== undefined) return this.#reference(schema.$ref);
    // References with a description of their own come wrapped.
    if (only?.$ref !== undefined && others.length === 0) return this.#reference(only.$ref);
    if (isIntOrString(schema)) return this.#import(META, "IntOrString");
    switch (schema.type) {
      case "string":
        return this.#string(name, schema);
      case "boolean":
        return "boolean";
      case "integer":
        return this.#import(META, schema.format === "int32" ? "int32" : "int64");
      case "number":
        return this.#import(META, "float64");
      case "array": {
        const element = this.#type(name, schema.items ?? {});
        return `${element}[]`;
      }
      case "object":
        return this.#object(name, schema);
      default:
        return schema.properties !== undefined ? this.#object(name, schema) : this.#import(META, "JSONValue");
    }
  }

  #string(name: string, schema: Schema): string {
    const values = schema.enum?.filter((value) => typeof value === "string");
    if (values !== undefined && values.length > 0) {
      const own = this.#free(name);
      const union = values.map((value) => JSON.stringify(value)).join(" | ");
      this.#types.set(
        own,
        `${comment(`What ${lowerFirst(own)} may be.`, ["enum", "k8s:enum"])}export type ${own} = ${union};`,
      );
      return own;
    }
    if (schema.format === "byte") return this.#import(META, "Bytes");
    if (schema.format === "date-time") return this.#import(META, "Time");
    return "string";
  }

  #object(name: string, schema: Schema): string {
    if (typeof schema.additionalProperties === "object") {
      return `{ [key: string]: ${this.#type(name, schema.additionalProperties)} }`;
    }
    if (schema["x-kubernetes-embedded-resource"] === true || Object.keys(schema.properties ?? {}).length === 0) {
      return this.#import(META, "RawExtension");
    }
    return this.#struct(this.#free(name), schema);
  }

  #struct(name: string, schema: Schema): string {
    this.#types.set(name, "");
    const fields = this.#fields(name, schema);
    const text = `${comment(schema.description ?? "", schemaTags({ ...schema, default: undefined }))}export interface ${name} {\n${fields.join("\n")}\n}`;
    // Types that a type needs stand before it.
    this.#types.delete(name);
    this.#types.set(name, text);
    return name;
  }

  #reference(ref: string): string {
    const known = this.#byRef.get(ref);
    if (known !== undefined) return known;
    const target = this.#pkg.resolve(ref);
    if (target === undefined) return this.#import(META, "JSONValue");
    if (target.kind === "import") return this.#import(target.specifier, target.name);
    const { schema } = target;
    if (schema.properties === undefined) return this.#type(target.name, schema);
    const name = this.#free(target.name);
    this.#byRef.set(ref, name);
    return this.#struct(name, schema);
  }

  #import(specifier: string, name: string): string {
    this.#imports.set(specifier, (this.#imports.get(specifier) ?? new Set()).add(name));
    return name;
  }

  /** A name that no type and no import has. */
  #free(wanted: string): string {
    const taken = (name: string): boolean =>
      this.#types.has(name) || META_SCALARS.has(name) || [...this.#imports.values()].some((names) => names.has(name));
    if (!taken(wanted)) return wanted;
    for (let n = 2; ; n++) if (!taken(`${wanted}${n}`)) return `${wanted}${n}`;
  }
}

function isIntOrString(schema: Schema): boolean {
  if (schema["x-kubernetes-int-or-string"] === true || schema.format === "int-or-string") return true;
  const types = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map(({ type }) => type);
  return types.length === 2 && types.includes("string") && (types.includes("integer") || types.includes("number"));
}

/** Prose and tags as one comment, with the line end that follows it; nothing when there is neither. */
function comment(doc: string, tags: readonly string[]): string {
  const prose = doc
    .split("\n")
    // Such a line would be read as a tag.
    .filter((line) => !/^\s*\+[A-Za-z]/.test(line))
    .join("\n")
    .trim();
  const parts = [prose, tags.map((tag) => `+${tag}`).join("\n")].filter((part) => part !== "");
  return parts.length === 0 ? "" : `${jsdoc(parts.join("\n\n"))}\n`;
}

function pascal(name: string): string {
  const joined = name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
  return joined === "" ? "Value" : joined;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

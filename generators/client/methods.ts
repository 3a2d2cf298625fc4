import type { Diagnostics } from "../framework/diagnostics.js";
import type { ApiModel, KindModel, PackageModel, Tag } from "../framework/model.js";
import { camelCase } from "../framework/names.js";
import { VERBS, type Verb } from "./verbs.js";

/** A type by package, which need not be among those that were loaded. */
export interface NamedType {
  /** For `ImportSet`. */
  readonly from: string;
  readonly name: string;
  /** The package when it was loaded. */
  readonly pkg: PackageModel | undefined;
}

export type MethodVerb = Extract<Verb, "create" | "update" | "get" | "list" | "patch" | "apply">;

/** One `+genclient:method=…`. */
export interface ExtensionMethod {
  /** `getScale` */
  readonly name: string;
  readonly verb: MethodVerb;
  /** "" for the object itself. */
  readonly subresource: string;
  /** What is sent; undefined: the kind itself. */
  readonly input: NamedType | undefined;
  /** What is answered; undefined: the kind itself. */
  readonly result: NamedType | undefined;
}

const METHOD_VERBS: ReadonlySet<string> = new Set(["create", "update", "get", "list", "patch", "apply"]);
const WITH_INPUT: ReadonlySet<string> = new Set(["create", "update", "apply"]);
const KEYS = ["verb", "subresource", "input", "result"];

/**
 * The methods that a kind's tags add, in order of appearance.
 * @see kubernetes/code-generator cmd/client-gen/generators/util/tags.go, the same rules
 */
export function methodsOf(model: ApiModel, kind: KindModel, diagnostics: Diagnostics): readonly ExtensionMethod[] {
  return kind.tags.every("genclient:method").flatMap((tag) => {
    const problem = (message: string): [] => {
      diagnostics.error("KS2604", tag.position, `+genclient:method: ${message}`);
      return [];
    };
    const [name, ...rest] = tag.value.split(",").map((part) => part.trim());
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name ?? "")) {
      return problem(
        `${JSON.stringify(name ?? "")} is no name of a method; write \`+genclient:method=GetScale,verb=get,…\``,
      );
    }
    const fields = new Map<string, string>();
    for (const part of rest) {
      const [key, value = ""] = splitOnce(part);
      if (!KEYS.includes(key)) return problem(`unknown key ${JSON.stringify(key)}; the keys are ${KEYS.join(", ")}`);
      if (value === "") return problem(`${key} has no value`);
      fields.set(key, value);
    }
    const verb = fields.get("verb");
    const refused = verbProblem(verb, fields);
    if (refused !== undefined) return problem(refused);
    const input = fields.get("input");
    const result = fields.get("result");
    const types = [input, result].map((text) => (text === undefined ? undefined : namedType(model, kind, text)));
    if (types[0] === null || types[1] === null) {
      return problem(`there is no type ${types[0] === null ? input! : result!}; write it as \`<package>.<Type>\``);
    }
    return [
      {
        name: camelCase(name!),
        verb: verb as MethodVerb,
        subresource: fields.get("subresource") ?? "",
        input: types[0],
        result: types[1],
      },
    ];
  });
}

function verbProblem(verb: string | undefined, fields: ReadonlyMap<string, string>): string | undefined {
  if (verb === undefined) return "verb is missing";
  if (!VERBS.some((known) => known === verb)) return `${JSON.stringify(verb)} is no verb`;
  if (!METHOD_VERBS.has(verb)) return `a method cannot stand for ${verb}; it can for ${[...METHOD_VERBS].join(", ")}`;
  if (fields.has("input") && !WITH_INPUT.has(verb)) return `${verb} sends no object, so that it takes no input`;
  return undefined;
}

/** `Scale` of the kind's own package, or `<package>.<Type>`; null when a loaded package has no such type. */
function namedType(model: ApiModel, kind: KindModel, text: string): NamedType | null {
  const dot = text.lastIndexOf(".");
  if (dot < 0) {
    const pkg = model.package(kind.packageId);
    return pkg.types.some((type) => type.name === text) ? { from: pkg.importPath, name: text, pkg } : null;
  }
  const name = text.slice(dot + 1);
  // The packages of Kubernetes' own types have the same structure here.
  const specifier = text.slice(0, dot).replace(/^k8s\.io\/api\//, "kindsmith/apis/");
  const pkg = model.packages.find(
    (one) => one.id === specifier || one.importPath === specifier || (one.own && `kindsmith/${one.id}` === specifier),
  );
  if (pkg === undefined) return specifier.includes("/apis/") ? { from: specifier, name, pkg } : null;
  return pkg.types.some((type) => type.name === name) ? { from: pkg.importPath, name, pkg } : null;
}

function splitOnce(text: string): [string, string] {
  const equals = text.indexOf("=");
  return equals < 0 ? [text, ""] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}

/** Where a tag stands, for messages of other checks. */
export function methodTag(kind: KindModel, name: string): Tag | undefined {
  return kind.tags.every("genclient:method").find((tag) => camelCase(tag.value.split(",")[0]!.trim()) === name);
}

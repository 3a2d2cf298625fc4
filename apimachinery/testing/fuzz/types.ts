import type { SeededRandom } from "./random.js";

/** What fuzzing has to know of a package's types. Emitted by roundtrip-gen. */
export interface FuzzPackage {
  /**
   * By `<package>.<Type>`. A struct is a list of fields with spaces between: `name!:string ports:[]core/v1.Port`. `!` marks
   * those that are always there, `-` those that no conversion takes along, `?` after the type those that may be null. An
   * alias is `=` and its target, an enum `=` and its values as a JSON list. Types are the names of primitives and scalars,
   * `[]T`, `{}T` for maps, and names of other types.
   */
  readonly types: Readonly<Record<string, string>>;
  /** Hand-written functions `Fuzz_<T>` that make a random value one that means something, by the type's name. */
  readonly functions: Readonly<Record<string, (obj: never, random: SeededRandom) => void>>;
}

export interface FuzzField {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly converted: boolean;
  readonly nullable: boolean;
}

export type FuzzType =
  | { readonly kind: "struct"; readonly fields: readonly FuzzField[] }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "alias"; readonly target: string };

/** Reads one entry of {@link FuzzPackage.types}. */
export function parseFuzzType(text: string): FuzzType {
  if (text.startsWith('=["')) return { kind: "enum", values: JSON.parse(text.slice(1)) as string[] };
  if (text.startsWith("=")) return { kind: "alias", target: text.slice(1) };
  return { kind: "struct", fields: text === "" ? [] : text.split(" ").map(parseField) };
}

function parseField(text: string): FuzzField {
  const colon = text.indexOf(":");
  const [, name = "", flags = ""] = /^(.*?)([!-]*)$/.exec(text.slice(0, colon)) ?? [];
  const nullable = text.endsWith("?");
  return {
    name,
    type: text.slice(colon + 1, nullable ? -1 : undefined),
    required: flags.includes("!"),
    converted: !flags.includes("-"),
    nullable,
  };
}

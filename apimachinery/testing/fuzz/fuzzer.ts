import type { SeededRandom } from "./random.js";
import { parseFuzzType, type FuzzField, type FuzzPackage, type FuzzType } from "./types.js";

export interface FuzzOptions {
  /** Leave out fields that conversions leave out, and nulls, which stand for "not given". */
  readonly convertible?: boolean;
  /** Make no "", 0, false or empty containers, which some versions cannot tell from "not given". */
  readonly nonZero?: boolean;
}

// Deep enough for what kinds hold, and an end for types that contain themselves.
const MAX_DEPTH = 9;
const MAX_ELEMENTS = 2;

/** Makes random values of API types. */
export class Fuzzer {
  readonly #types = new Map<string, FuzzType>();
  readonly #texts: Readonly<Record<string, string>>;
  readonly #functions: FuzzPackage["functions"];
  readonly #random: SeededRandom;
  readonly #opts: FuzzOptions;

  constructor(packages: readonly FuzzPackage[], random: SeededRandom, opts: FuzzOptions = {}) {
    this.#texts = Object.assign({}, ...packages.map((one) => one.types)) as Readonly<Record<string, string>>;
    this.#functions = Object.assign({}, ...packages.map((one) => one.functions)) as FuzzPackage["functions"];
    this.#random = random;
    this.#opts = opts;
  }

  /** A value of the named type. @throws Error for a name that no package has. */
  value(type: string): unknown {
    return this.#value(type, 0);
  }

  #value(type: string, depth: number): unknown {
    if (type.startsWith("[]")) return this.#list(type.slice(2), depth);
    if (type.startsWith("{}")) return this.#map(type.slice(2), depth);
    const plain = PLAIN[type];
    if (plain !== undefined) return plain(this.#random, this.#opts.nonZero === true);
    const named = this.#type(type);
    if (named.kind === "enum") return this.#random.pick(named.values);
    const value = named.kind === "alias" ? this.#value(named.target, depth) : this.#struct(named.fields, depth);
    this.#functions[type]?.(value as never, this.#random);
    return value;
  }

  #struct(fields: readonly FuzzField[], depth: number): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    const { convertible } = this.#opts;
    for (const field of fields) {
      if (convertible === true && !field.converted) continue;
      // The deeper, the rarer: objects stay of a size that tests can afford.
      if (!field.required && (depth >= MAX_DEPTH || !this.#random.chance(0.75 - depth * 0.08))) continue;
      const isNull = field.nullable && convertible !== true && this.#random.chance(0.2);
      out[field.name] = isNull ? null : this.#value(field.type, depth + 1);
    }
    return out;
  }

  #list(element: string, depth: number): unknown[] {
    return Array.from({ length: this.#count(depth) }, () => this.#value(element, depth + 1));
  }

  #map(value: string, depth: number): Record<string, unknown> {
    return Object.fromEntries(
      Array.from({ length: this.#count(depth) }, (_, i) => [
        `${text(this.#random)}${i}`,
        this.#value(value, depth + 1),
      ]),
    );
  }

  #count(depth: number): number {
    if (depth >= MAX_DEPTH) return 0;
    return this.#random.int(this.#opts.nonZero === true ? 1 : 0, MAX_ELEMENTS);
  }

  #type(name: string): FuzzType {
    let type = this.#types.get(name);
    if (type !== undefined) return type;
    const written = this.#texts[name];
    if (written === undefined) throw new Error(`no type ${name} to fuzz`);
    this.#types.set(name, (type = parseFuzzType(written)));
    return type;
  }
}

type MakePlain = (random: SeededRandom, nonZero: boolean) => unknown;

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-äß😀";

function text(random: SeededRandom): string {
  const letters = [...LETTERS];
  return Array.from({ length: random.int(1, 8) }, () => random.pick(letters)).join("");
}

function whole(bits: number): MakePlain {
  return (random, nonZero) => {
    if (!nonZero && random.chance(0.15)) return 0;
    const limit = 2 ** (bits - 1) - 1;
    return random.pick([1, -1, limit, -limit, random.int(2, 1000), random.int(2, limit)]);
  };
}

function time(random: SeededRandom): string {
  return new Date(random.int(0, 4102444799) * 1000).toISOString();
}

function openObject(random: SeededRandom): Record<string, unknown> {
  return { [text(random)]: openValue(random, 0), n: random.int(0, 9) };
}

function openValue(random: SeededRandom, depth: number): unknown {
  const makers = [
    () => text(random),
    () => random.int(-5, 5),
    () => random.chance(0.5),
    () => null,
    () => [openValue(random, depth + 1)],
    () => ({ [text(random)]: openValue(random, depth + 1) }),
  ];
  // Containers come last and are left out at the end.
  return random.pick(depth >= 3 ? makers.slice(0, 4) : makers)();
}

const PLAIN: Readonly<Record<string, MakePlain>> = {
  string: (random, nonZero) => (!nonZero && random.chance(0.1) ? "" : text(random)),
  boolean: (random, nonZero) => nonZero || random.chance(0.5),
  int32: whole(32),
  // Every whole number of JavaScript.
  int64: whole(54),
  float64: (random, nonZero) => (!nonZero && random.chance(0.15) ? 0 : random.int(1, 1 << 20) / 1024),
  Quantity: (random) => `${random.int(1, 999)}${random.pick(["", "m", "Ki", "Mi", "G"])}`,
  IntOrString: (random) => (random.chance(0.5) ? random.int(1, 65535) : text(random)),
  Time: (random) => time(random).replace(".000Z", "Z"),
  MicroTime: (random) => time(random).replace(".000Z", `.${String(random.int(0, 999999)).padStart(6, "0")}Z`),
  Duration: (random) => `${random.int(1, 59)}m${random.int(1, 59)}s`,
  Bytes: (random) => Buffer.from(text(random)).toString("base64"),
  RawExtension: openObject,
  FieldsV1: openObject,
  JSONValue: (random, nonZero) => (nonZero ? openObject(random) : (openValue(random, 0) ?? 0)),
};

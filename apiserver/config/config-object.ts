import { durationToMs } from "../../apimachinery/scalars/index.js";
import {
  childOf,
  forbidden,
  invalid,
  notSupported,
  required,
  typeInvalid,
  type ErrorList,
  type Path,
} from "../../apimachinery/validation/index.js";

export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** Whole numbers only. */
  readonly integer?: boolean;
}

/**
 * One object of a configuration file. Fields are taken by name; each is checked as it is taken, and `end` reports those
 * that nobody has asked for. A field that is wrong reads as absent, and the error stands in the list: callers go on and
 * find all that is wrong in one run.
 */
export class ConfigObject {
  readonly path: Path | undefined;
  readonly errors: ErrorList;
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #taken = new Set<string>();

  /** @param path - undefined for the document itself. */
  constructor(value: unknown, path: Path | undefined, errors: ErrorList) {
    this.path = path;
    this.errors = errors;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isObject) errors.push(typeInvalid(path, value, "must be an object"));
    // A field set to null is as good as none, as in API objects.
    const entries = isObject ? Object.entries(value).filter(([, field]) => field !== null) : [];
    this.#fields = new Map(entries);
  }

  /** Where the field is, for errors of the caller's own. */
  at(name: string): Path {
    return childOf(this.path, name);
  }

  has(name: string): boolean {
    return this.#fields.has(name);
  }

  /** As it stands there, for what another reader checks. */
  value(name: string): unknown {
    return this.#take(name);
  }

  string(name: string, opts: { readonly required?: boolean } = {}): string | undefined {
    const value = this.#take(name, opts.required);
    if (value === undefined || typeof value === "string") return this.#nonEmpty(name, value, opts.required);
    return this.#wrong(name, value, "must be a string");
  }

  /** One of `choices`. */
  choice<C extends string>(
    name: string,
    choices: readonly C[],
    opts: { readonly required?: boolean } = {},
  ): C | undefined {
    const value = this.string(name, opts);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) this.errors.push(notSupported(this.at(name), value, [...choices].sort()));
    return found;
  }

  number(name: string, range: NumberRange & { readonly required?: boolean } = {}): number | undefined {
    const { min = -Infinity, max = Infinity, integer = false } = range;
    const value = this.#take(name, range.required);
    if (value === undefined) return undefined;
    if (typeof value !== "number") return this.#wrong(name, value, "must be a number");
    if (integer && !Number.isInteger(value)) return this.#bad(name, value, "must be a whole number");
    if (value < min) return this.#bad(name, value, `must be at least ${min}`);
    if (value > max) return this.#bad(name, value, `must be at most ${max}`);
    return value;
  }

  /** Milliseconds, written in Go's notation: `1m30s`. Always above 0. */
  duration(name: string, opts: { readonly required?: boolean } = {}): number | undefined {
    const value = this.#take(name, opts.required);
    if (value === undefined) return undefined;
    if (typeof value !== "string") return this.#wrong(name, value, "must be a duration, such as 1m30s");
    try {
      const ms = durationToMs(value);
      return ms > 0 ? ms : this.#bad(name, value, "must be longer than 0");
    } catch (err) {
      return this.#bad(name, value, (err as Error).message);
    }
  }

  boolean(name: string): boolean | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === "boolean") return value;
    return this.#wrong(name, value, "must be true or false");
  }

  /** Absent is empty. @param opts.mayBeEmpty - an empty text is an item like any other. */
  strings(name: string, opts: { readonly mayBeEmpty?: boolean } = {}): readonly string[] {
    return this.#list(name).flatMap((item, i) => {
      if (typeof item === "string" && (item !== "" || opts.mayBeEmpty === true)) return [item];
      const expected = opts.mayBeEmpty === true ? "must be a string" : "must be a string that is not empty";
      this.errors.push(typeInvalid(this.at(name).index(i), item, expected));
      return [];
    });
  }

  object(name: string, opts: { readonly required?: boolean } = {}): ConfigObject | undefined {
    const value = this.#take(name, opts.required);
    return value === undefined ? undefined : new ConfigObject(value, this.at(name), this.errors);
  }

  objects(name: string): readonly ConfigObject[] {
    return this.#list(name).map((item, i) => new ConfigObject(item, this.at(name).index(i), this.errors));
  }

  /** As it is, for what has a reader of its own; undefined where it is absent. */
  untyped(name: string): unknown {
    return this.#take(name);
  }

  /** The fields that are set, of `names`; they count as known. */
  present<N extends string>(names: readonly N[]): readonly N[] {
    for (const name of names) this.#taken.add(name);
    return names.filter((name) => this.#fields.has(name));
  }

  /** Reports the fields that were not taken. */
  end(): void {
    for (const name of this.#fields.keys()) {
      if (!this.#taken.has(name)) this.errors.push(forbidden(this.at(name), "unknown field"));
    }
  }

  #take(name: string, isRequired = false): unknown {
    this.#taken.add(name);
    const value = this.#fields.get(name);
    if (value === undefined && isRequired) this.errors.push(required(this.at(name), ""));
    return value;
  }

  #list(name: string): readonly unknown[] {
    const value = this.#take(name) ?? [];
    if (Array.isArray(value)) return value;
    this.errors.push(typeInvalid(this.at(name), value, "must be a list"));
    return [];
  }

  #nonEmpty(name: string, value: string | undefined, isRequired = false): string | undefined {
    if (value !== "") return value;
    if (isRequired) this.errors.push(required(this.at(name), ""));
    return undefined;
  }

  #wrong(name: string, value: unknown, detail: string): undefined {
    this.errors.push(typeInvalid(this.at(name), value, detail));
    return undefined;
  }

  #bad(name: string, value: unknown, detail: string): undefined {
    this.errors.push(invalid(this.at(name), value, detail));
    return undefined;
  }
}

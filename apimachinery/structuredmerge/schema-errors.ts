/** One thing that is wrong with a value; the path is from the root, as in `.spec.list[0]`. */
export interface SchemaProblem {
  path: string;
  readonly message: string;
}

/**
 * A value that is not of its type.
 * @see kubernetes-sigs/structured-merge-diff typed/helpers.go, ValidationErrors
 */
export class SchemaError extends Error {
  readonly problems: readonly SchemaProblem[];

  constructor(problems: readonly SchemaProblem[]) {
    super(messageOf(problems));
    this.name = "SchemaError";
    this.problems = problems;
  }
}

/** Collects what a walk finds, and knows where it is. */
export class ProblemList {
  readonly #problems: SchemaProblem[] = [];

  get length(): number {
    return this.#problems.length;
  }

  add(message: string): void {
    this.#problems.push({ path: "", message });
  }

  /** Puts everything found since there were `before` problems below `step`. */
  prefix(before: number, step: { toString(): string }): void {
    if (this.#problems.length === before) return;
    const text = step.toString();
    for (let i = before; i < this.#problems.length; i++) this.#problems[i]!.path = text + this.#problems[i]!.path;
  }

  /** @throws SchemaError when anything was found */
  throwIfAny(): void {
    if (this.#problems.length > 0) throw new SchemaError(this.#problems);
  }
}

function messageOf(problems: readonly SchemaProblem[]): string {
  const texts = problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  return texts.length === 1 ? texts[0]! : ["errors:", ...texts.map((text) => `  ${text}`)].join("\n");
}

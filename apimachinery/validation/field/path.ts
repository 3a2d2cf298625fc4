/**
 * Where in an object an error is: `spec.containers[0].name`, `metadata.labels[a/b]`. Immutable, so that a parent can be
 * kept and extended. Text is made only when asked for.
 * @see kubernetes/apimachinery pkg/util/validation/field/path.go
 */
export class Path {
  readonly #parent: Path | undefined;
  readonly #segment: string;
  readonly #indexed: boolean;

  private constructor(segment: string, indexed: boolean, parent: Path | undefined) {
    this.#segment = segment;
    this.#indexed = indexed;
    this.#parent = parent;
  }

  static of(name: string, ...more: string[]): Path {
    return extended(new Path(name, false, undefined), more);
  }

  child(name: string, ...more: string[]): Path {
    return extended(new Path(name, false, this), more);
  }

  index(i: number): Path {
    return new Path(String(i), true, this);
  }

  key(key: string): Path {
    return new Path(key, true, this);
  }

  toString(): string {
    // A field without a name prints as an empty subscript, as upstream's does.
    const subscript = this.#indexed || this.#segment === "";
    const own = subscript ? `[${this.#segment}]` : this.#segment;
    if (this.#parent === undefined) return own;
    return subscript ? `${this.#parent.toString()}${own}` : `${this.#parent.toString()}.${own}`;
  }
}

function extended(path: Path, more: readonly string[]): Path {
  for (const segment of more) path = path.child(segment);
  return path;
}

/** The path of an object's root. Children of it have no leading dot. */
export function childOf(parent: Path | undefined, name: string): Path {
  return parent === undefined ? Path.of(name) : parent.child(name);
}

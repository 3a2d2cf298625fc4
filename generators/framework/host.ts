/**
 * All file access of the generators. Paths are relative to the project's root, with forward slashes; `../` reaches
 * packages that a workspace installs above the project. Tests run on a {@link MemoryHost}.
 */
export interface Host {
  /** undefined when there is no such file. */
  readFile(path: string): string | undefined;
  /** Files below `folder` at any depth, sorted; empty when there is no such folder. Skips `node_modules` and `.git`. */
  listFiles(folder: string): readonly string[];
  /**
   * Makes all changes or, when one of them is impossible, none. Each file is at any time the old one or the new one.
   * Missing folders are made, and those that a removal leaves empty are removed.
   */
  apply(changes: FileChanges): void;
}

export interface FileChanges {
  readonly write?: readonly FileContent[];
  /** Paths; those that do not exist are passed over. */
  readonly remove?: readonly string[];
}

export interface FileContent {
  readonly path: string;
  readonly content: string;
  readonly executable?: boolean;
}

/** Holds a project in memory. */
export class MemoryHost implements Host {
  readonly #files: Map<string, string>;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.#files = new Map(Object.entries(files));
  }

  readFile(path: string): string | undefined {
    return this.#files.get(path);
  }

  listFiles(folder: string): readonly string[] {
    const prefix = folder === "." ? "" : `${folder}/`;
    return [...this.#files.keys()]
      .filter((path) => path.startsWith(prefix) && !isSkipped(path.slice(prefix.length)))
      .sort();
  }

  apply(changes: FileChanges): void {
    for (const { path, content } of changes.write ?? []) this.#files.set(path, content);
    for (const path of changes.remove ?? []) this.#files.delete(path);
  }

  /** Every file by path, sorted. */
  snapshot(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/**
 * Lets `lower` be seen below `mount` of `upper`: a test's fixtures with this package mounted as one of their
 * dependencies. Writes below `mount` are refused.
 */
export class MountedHost implements Host {
  readonly #upper: Host;
  readonly #lower: Host;
  readonly #prefix: string;

  constructor(upper: Host, mount: string, lower: Host) {
    this.#upper = upper;
    this.#lower = lower;
    this.#prefix = `${mount}/`;
  }

  readFile(path: string): string | undefined {
    return path.startsWith(this.#prefix)
      ? this.#lower.readFile(path.slice(this.#prefix.length))
      : this.#upper.readFile(path);
  }

  listFiles(folder: string): readonly string[] {
    const path = `${folder}/`;
    if (!path.startsWith(this.#prefix)) return this.#upper.listFiles(folder);
    const inner = path.slice(this.#prefix.length, -1);
    return this.#lower.listFiles(inner === "" ? "." : inner).map((file) => `${this.#prefix}${file}`);
  }

  apply(changes: FileChanges): void {
    for (const path of [...(changes.write ?? []).map((file) => file.path), ...(changes.remove ?? [])]) {
      if (path.startsWith(this.#prefix)) throw new Error(`${path} belongs to a mounted package and is read-only`);
    }
    this.#upper.apply(changes);
  }
}

function isSkipped(path: string): boolean {
  return path.split("/").some((part) => part === "node_modules" || part === ".git");
}

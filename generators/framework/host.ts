/**
 * All file access of the generators. Paths are relative to the project's root, with forward slashes; `../` reaches
 * packages that a workspace installs above the project. Tests run on a {@link MemoryHost}.
 */
export interface Host {
  /** undefined when there is no such file. */
  readFile(path: string): string | undefined;
  /** Files below `folder` at any depth, sorted; empty when there is no such folder. Skips `node_modules` and `.git`. */
  listFiles(folder: string): readonly string[];
  /** Writes the whole file or nothing; makes missing folders. */
  writeFile(path: string, content: string, opts?: { readonly executable?: boolean }): void;
  /** Removes a file if it exists, and the folders that this leaves empty. */
  removeFile(path: string): void;
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

  writeFile(path: string, content: string): void {
    this.#files.set(path, content);
  }

  removeFile(path: string): void {
    this.#files.delete(path);
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

  writeFile(path: string, content: string): void {
    this.#refuse(path);
    this.#upper.writeFile(path, content);
  }

  removeFile(path: string): void {
    this.#refuse(path);
    this.#upper.removeFile(path);
  }

  #refuse(path: string): void {
    if (path.startsWith(this.#prefix)) throw new Error(`${path} belongs to a mounted package and is read-only`);
  }
}

function isSkipped(path: string): boolean {
  return path.split("/").some((part) => part === "node_modules" || part === ".git");
}

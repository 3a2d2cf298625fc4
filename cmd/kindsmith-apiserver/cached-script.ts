import { readFileSync } from "node:fs";
import { mkdir, rename, unlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";

/** What a file that hack/bundle.mjs made evaluates to. */
type Wrapper = (exports: object, require: NodeJS.Require, filename: string) => void;

/**
 * A bundle of CommonJS that is loaded together with the bytecode which V8 made of it in an earlier run: parsing and
 * compiling is most of what loading costs. The bytecode lies in a folder `cache` beside the bundle, as Python keeps its
 * own, in a file for each build and each kind of V8; V8 itself checks that it fits, and compiles where it does not.
 * @see https://nodejs.org/docs/latest-v20.x/api/vm.html#new-vmscriptcode-options
 */
export class CachedScript {
  readonly #path: string;
  readonly #cachePath: string;
  readonly #script: Script;
  readonly #usedCache: boolean;

  /** @throws ErrnoException when there is no such bundle */
  constructor(path: string) {
    this.#path = path;
    // The bundler writes ASCII, which is read fastest so.
    const source = readFileSync(path, "latin1");
    this.#cachePath = join(dirname(path), "cache", cacheName(path, source));
    const cachedData = readIfThere(this.#cachePath);
    this.#script = new Script(source, {
      filename: path,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    this.#usedCache = cachedData !== undefined && this.#script.cachedDataRejected === false;
  }

  /** Runs it. @returns its exports */
  run(): object {
    const exports = {};
    const wrapper = this.#script.runInThisContext() as Wrapper;
    wrapper(exports, createRequire(this.#path), this.#path);
    return exports;
  }

  /**
   * Leaves the bytecode of all that has run so far to later runs, unless this one found it already. Takes some 50 ms, once
   * for each build. Where the folder may not be written to, later runs go on compiling.
   */
  async keepBytecode(): Promise<void> {
    if (this.#usedCache) return;
    const bytecode = this.#script.createCachedData();
    const temporary = `${this.#cachePath}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.#cachePath), { recursive: true });
      await writeFile(temporary, bytecode, { flag: "wx" });
      // Another process that starts now reads all of it or nothing.
      await rename(temporary, this.#cachePath);
    } catch (err) {
      if (["EACCES", "EPERM", "EROFS"].includes((err as NodeJS.ErrnoException).code ?? "")) return;
      await unlink(temporary).catch(() => undefined);
      throw err;
    }
  }
}

/** The first line of a bundle is `"<hash of the rest>";`. V8 compares nothing of a source but its length. */
function cacheName(path: string, source: string): string {
  const build = /^"([0-9a-f]{16,})";\n/.exec(source)?.[1];
  if (build === undefined) throw new Error(`${path} does not begin with the hash of its build`);
  return `${basename(path)}.${build}.${process.arch}.${cachedDataVersionTag().toString(16)}`;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw err;
  }
}

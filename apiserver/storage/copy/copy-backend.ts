import { createHash } from "node:crypto";
import { isStorageError } from "../errors.js";
import type { StorageBackend, StoredValue } from "../interface.js";
import { compareKeys } from "../ordered/index.js";
import { claimTarget, releaseTarget } from "./claim-target.js";

export interface CopyOptions {
  /** What all keys begin with; ends with `/`. */
  readonly prefix: string;
  /** Keys below these stay behind: those that expire, since a copy would live for ever. */
  readonly exclude?: readonly string[];
  /** The target may hold other things, which go; else only what an earlier copy left there. */
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
  /** Called after each page. */
  readonly onProgress?: (progress: CopyProgress) => void;
}

export interface CopyCounts {
  readonly written: number;
  /** There already, with the same bytes: by a copy before, or one that was cut short. */
  readonly unchanged: number;
  /** Gone from the source, so removed from the target. */
  readonly removed: number;
}

export interface CopyProgress extends CopyCounts {
  readonly phase: "copy" | "verify";
  /** Looked at in this phase. */
  readonly keys: number;
}

export interface CopyResult extends CopyCounts {
  readonly keys: number;
  /** SHA-256 over all keys and values in order; the same on both sides. */
  readonly digest: string;
  /** The revision of the source that was copied. */
  readonly sourceRevision: bigint;
}

const PAGE = 500;
const WRITERS = 32;

/**
 * Makes the target hold what the source holds at one revision, and verifies it. Run again after an interruption it goes
 * on where it was. Nobody else may write to the target meanwhile.
 * @throws Error when the two sides differ at the end, or the target belongs to something else
 */
export async function copyBackend(
  source: StorageBackend,
  target: StorageBackend,
  opts: CopyOptions,
): Promise<CopyResult> {
  const { prefix, exclude = [], replace = false, signal, onProgress } = opts;
  const operation = signal === undefined ? {} : { signal };
  await claimTarget(target, { prefix, replace, ...operation });
  const counts = { written: 0, unchanged: 0, removed: 0 };
  const isExcluded = (key: string): boolean => exclude.some((excluded) => key.startsWith(excluded));
  const revision = await source.currentRevision(operation);
  const fromSource = new Digest();
  let last = prefix;
  for await (const page of pagesOf(source, prefix, revision, signal)) {
    const values = page.filter(({ key }) => !isExcluded(key));
    for (const value of values) fromSource.add(value);
    await inParallel(values, async (value) => void counts[await copyValue(target, value)]++);
    const end = page.at(-1)?.key ?? last;
    counts.removed += await removeOthers(target, prefix, last, end, values, isExcluded);
    last = end;
    onProgress?.({ phase: "copy", keys: fromSource.keys, ...counts });
  }
  counts.removed += await removeOthers(target, prefix, last, undefined, [], isExcluded);
  const onTarget = new Digest();
  for await (const page of pagesOf(target, prefix, undefined, signal)) {
    for (const value of page) if (!isExcluded(value.key)) onTarget.add(value);
    onProgress?.({ phase: "verify", keys: onTarget.keys, ...counts });
  }
  const [wanted, got] = [fromSource.finish(), onTarget.finish()];
  if (wanted.keys !== got.keys || wanted.digest !== got.digest)
    throw new Error(`the copy differs: ${got.keys} keys (${got.digest}) for ${wanted.keys} keys (${wanted.digest})`);
  await releaseTarget(target, operation);
  return { ...counts, ...got, sourceRevision: revision };
}

async function* pagesOf(
  backend: StorageBackend,
  prefix: string,
  at: bigint | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly StoredValue[], void> {
  let revision = at;
  let after: string | undefined;
  for (;;) {
    const page = await backend.list(prefix, {
      limit: PAGE,
      ...(revision === undefined ? {} : { revision }),
      ...(after === undefined ? {} : { after }),
      ...(signal === undefined ? {} : { signal }),
    });
    revision = page.revision;
    yield page.values;
    after = page.values.at(-1)?.key;
    if (!page.more || after === undefined) return;
  }
}

async function copyValue(target: StorageBackend, { key, bytes }: StoredValue): Promise<"written" | "unchanged"> {
  try {
    await target.create(key, bytes);
    return "written";
  } catch (err) {
    if (!isStorageError(err, "KeyExists")) throw err;
    const current = err.details.current ?? (await target.get(key));
    if (current === undefined) throw err;
    if (Buffer.compare(current.bytes, bytes) === 0) return "unchanged";
    await target.update(key, bytes, current.modRevision);
    return "written";
  }
}

/** Removes what the target has after `after`, up to `end` or without end, and the source has not. */
async function removeOthers(
  target: StorageBackend,
  prefix: string,
  after: string,
  end: string | undefined,
  wanted: readonly StoredValue[],
  isExcluded: (key: string) => boolean,
): Promise<number> {
  const keep = new Set(wanted.map(({ key }) => key));
  let removed = 0;
  for (let from = after; ;) {
    const { values, more } = await target.list(prefix, { limit: PAGE, after: from });
    const here = end === undefined ? values : values.filter(({ key }) => compareKeys(key, end) <= 0);
    for (const { key, modRevision } of here) {
      if (keep.has(key) || isExcluded(key)) continue;
      await target.delete(key, modRevision);
      removed++;
    }
    const last = values.at(-1)?.key;
    if (!more || last === undefined || here.length < values.length) return removed;
    from = last;
  }
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}

class Digest {
  readonly #hash = createHash("sha256");
  #keys = 0;

  get keys(): number {
    return this.#keys;
  }

  add({ key, bytes }: StoredValue): void {
    this.#keys++;
    const head = Buffer.alloc(8);
    head.writeUInt32BE(Buffer.byteLength(key), 0);
    head.writeUInt32BE(bytes.byteLength, 4);
    this.#hash.update(head).update(key).update(bytes);
  }

  finish(): { readonly keys: number; readonly digest: string } {
    return { keys: this.#keys, digest: this.#hash.digest("hex") };
  }
}

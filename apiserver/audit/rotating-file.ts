import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { LineOutput } from "./log-backend.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const MODE = 0o600;
const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d)-(\d\d)-(\d\d)\.(\d{3})$/;

export interface RotatingFileOptions {
  readonly path: string;
  /** Above this the file is put aside; 0: never. */
  readonly maxBytes: number;
  /** Files put aside that are kept; 0: all. */
  readonly maxBackups: number;
  /** Days for which files put aside are kept; 0: for ever. */
  readonly maxAgeDays: number;
  readonly compress: boolean;
  readonly clock: Clock;
  /** Told when a file cannot be compressed or removed; writing goes on. */
  readonly onError: (err: unknown) => void;
}

/**
 * A file that only its owner can read, renamed to `NAME-<UTC time>.EXT` when it has become large. Writes go to the system
 * before they return, so that a line is there when the request that it tells of is answered.
 * @see gopkg.in/natefinch/lumberjack.v2: the same names and limits
 */
export class RotatingFile implements LineOutput {
  readonly #opts: RotatingFileOptions;
  #fd: number | undefined;
  #size = 0;
  #cleaning: Promise<void> = Promise.resolve();

  constructor(opts: RotatingFileOptions) {
    this.#opts = opts;
  }

  /** Makes the file and its directory where they are missing. @throws Error of the system */
  open(): void {
    const { path } = this.#opts;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    this.#fd = openSync(path, "a", MODE);
    this.#size = fstatSync(this.#fd).size;
  }

  write(line: string): void {
    const bytes = Buffer.from(line);
    const { maxBytes } = this.#opts;
    // Somebody else may have moved the file away.
    if (this.#fd === undefined) this.open();
    if (maxBytes > 0 && this.#size > 0 && this.#size + bytes.byteLength > maxBytes) this.#rotate();
    for (let offset = 0; offset < bytes.byteLength;) offset += writeSync(this.#fd!, bytes, offset);
    this.#size += bytes.byteLength;
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  /** Resolves when nothing is being compressed or removed. */
  settled(): Promise<void> {
    return this.#cleaning;
  }

  #rotate(): void {
    const { path, clock, onError } = this.#opts;
    this.close();
    const { dir, prefix, extension } = nameParts(path);
    if (existsSync(path)) renameSync(path, join(dir, `${prefix}${stampOf(clock.now())}${extension}`));
    this.open();
    this.#cleaning = this.#cleaning.then(() => this.#cleanUp()).catch(onError);
  }

  async #cleanUp(): Promise<void> {
    const { path, maxBackups, maxAgeDays, compress, clock } = this.#opts;
    const oldest = maxAgeDays === 0 ? -Infinity : clock.now() - maxAgeDays * DAY_MS;
    const backups = backupsOf(path);
    const kept = backups.filter(
      ({ time }, i) => (maxBackups === 0 || i < maxBackups) && (maxAgeDays === 0 || time >= oldest),
    );
    for (const { file } of backups) if (!kept.some((backup) => backup.file === file)) rmSync(file, { force: true });
    if (!compress) return;
    for (const { file } of kept) if (!file.endsWith(".gz")) await compressFile(file);
  }
}

/** The files put aside, the newest first. */
function backupsOf(path: string): { readonly file: string; readonly time: number }[] {
  const { dir, prefix, extension } = nameParts(path);
  return readdirSync(dir)
    .flatMap((name) => {
      const plain = name.endsWith(".gz") ? name.slice(0, -3) : name;
      if (!plain.startsWith(prefix) || !plain.endsWith(extension)) return [];
      const time = timeOf(plain.slice(prefix.length, plain.length - extension.length));
      return time === undefined ? [] : [{ file: join(dir, name), time }];
    })
    .sort((a, b) => b.time - a.time);
}

function nameParts(path: string): { readonly dir: string; readonly prefix: string; readonly extension: string } {
  const extension = extname(path);
  return { dir: dirname(path), prefix: `${basename(path, extension)}-`, extension };
}

/** `2026-01-31T12-30-00.000` */
function stampOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, -1).replaceAll(":", "-");
}

function timeOf(stamp: string): number | undefined {
  const match = STAMP.exec(stamp);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second, ms] = match.slice(1).map(Number) as [number, ...number[]];
  return Date.UTC(year, month! - 1, day, hour, minute, second, ms);
}

async function compressFile(file: string): Promise<void> {
  await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.gz`, { mode: MODE }));
  rmSync(file);
}

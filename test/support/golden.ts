import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Recordings of a real API server and vectors of its libraries, beside the repository; not part of it. */
const GOLDEN = resolve(import.meta.dirname, "../../../shared/golden");

/** For `test(name, { skip: … })`: a reason when the recording is absent, else false. */
export function skipWithout(file: string): string | false {
  return existsSync(resolve(GOLDEN, file)) ? false : `no recording ${file}`;
}

/** The parsed recording, or `absent` when there is none. */
export function readGolden<T>(file: string, absent: T): T {
  const path = resolve(GOLDEN, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : absent;
}

import assert from "node:assert/strict";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import type { WatchEvent } from "../../client/rest/index.js";

/** What one object went through: the numbers written into it, in order, and whether it was deleted at last. */
interface Course {
  readonly numbers: number[];
  deleted: boolean;
}

/**
 * The acknowledged writes of clients that have an object each, beside what a watch told of them. Versions of different
 * servers are comparable: all come from one store.
 */
export class Ledger {
  readonly #written = new Map<string, Course>();
  readonly #watched = new Map<string, Course>();
  #lastWritten = 0n;
  #lastWatched = 0n;

  get objects(): number {
    return this.#written.size;
  }

  get writes(): number {
    return [...this.#written.values()].reduce((sum, { numbers, deleted }) => sum + numbers.length + Number(deleted), 0);
  }

  /** Whether the watch has come as far as the last write. */
  get caughtUp(): boolean {
    return this.#lastWatched >= this.#lastWritten;
  }

  noteWrite(name: string, n: number, resourceVersion: string): void {
    courseOf(this.#written, name).numbers.push(n);
    const revision = BigInt(resourceVersion);
    if (revision > this.#lastWritten) this.#lastWritten = revision;
  }

  /** The answer to a deletion tells no version: a later write has to say how far the watch must come. */
  noteDeletion(name: string): void {
    courseOf(this.#written, name).deleted = true;
  }

  /** Takes an event. @throws AssertionError when it comes twice, too late, or after one that is missing */
  watch(event: WatchEvent<KubeObject>): void {
    assert.ok(event.type !== "ERROR");
    const { name = "", resourceVersion = "" } = event.object.metadata;
    const revision = BigInt(resourceVersion);
    if (event.type === "BOOKMARK") {
      if (revision > this.#lastWatched) this.#lastWatched = revision;
      return;
    }
    assert.ok(revision > this.#lastWatched, `${event.type} of ${name} at ${revision} comes after ${this.#lastWatched}`);
    this.#lastWatched = revision;
    const course = courseOf(this.#watched, name);
    assert.equal(course.deleted, false, `${event.type} of ${name} comes after its deletion`);
    if (event.type === "DELETED") {
      course.deleted = true;
      return;
    }
    const n = numberOf(event.object);
    assert.equal(n, course.numbers.length, `${event.type} of ${name}: an event is missing or repeated`);
    assert.equal(event.type, n === 0 ? "ADDED" : "MODIFIED", `${name} ${n}`);
    course.numbers.push(n);
  }

  /** From where a new watch has to go on. */
  get watchedUpTo(): string {
    return String(this.#lastWatched);
  }

  startWatchAt(resourceVersion: string): void {
    this.#lastWatched = BigInt(resourceVersion);
  }

  /** Everything acknowledged was told by the watch, and nothing else. */
  verifyWatched(): void {
    assert.deepEqual(sorted(this.#watched), sorted(this.#written));
  }

  /** A list holds what was acknowledged last, object by object. */
  verifyList(items: readonly KubeObject[]): void {
    const want = [...this.#written]
      .filter(([, { deleted }]) => !deleted)
      .map(([name, { numbers }]) => `${name}=${numbers.at(-1)}`);
    assert.deepEqual(items.map((item) => `${item.metadata.name}=${numberOf(item)}`).sort(), want.sort());
  }
}

/** The number that a client wrote into the object. */
export function numberOf(object: KubeObject): number {
  return Number((object as KubeObject & { readonly data?: { readonly n?: string } }).data?.n);
}

function courseOf(courses: Map<string, Course>, name: string): Course {
  let course = courses.get(name);
  if (course === undefined) courses.set(name, (course = { numbers: [], deleted: false }));
  return course;
}

function sorted(courses: ReadonlyMap<string, Course>): unknown {
  return [...courses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, course]) => ({ name, ...course }));
}

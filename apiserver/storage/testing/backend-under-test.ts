import type { StorageBackend, StorageEvent, StoredValue } from "../interface.js";

/** One fresh, started backend and what a suite may do to it. */
export interface BackendUnderTest {
  readonly backend: StorageBackend;
  /** Moves the backend's clock on; absent when its time cannot be faked, which skips the tests of TTLs. */
  readonly advance?: (ms: number) => Promise<void>;
  /** Stops the backend and opens another on the same data; absent when nothing outlives a stop. */
  readonly reopen?: () => Promise<StorageBackend>;
  /** Stops what still runs and removes the data. */
  readonly dispose: () => Promise<void>;
}

/** One check of the contract. It gets a fresh backend each time; its text says what is promised. */
export interface BackendTest {
  readonly name: string;
  readonly needs?: "advance" | "reopen";
  run(under: BackendUnderTest): Promise<void>;
}

export type MakeBackend = () => Promise<BackendUnderTest>;

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(value: StoredValue | undefined): string | undefined {
  return value === undefined ? undefined : new TextDecoder().decode(value.bytes);
}

/** `put k=v@rev (was v)`, `delete k@rev (was v)`, `progress@rev`: one line for each event, easy to compare. */
export function describeEvent(event: StorageEvent): string {
  switch (event.type) {
    case "put": {
      const was = event.previous === undefined ? "" : ` (was ${textOf(event.previous)}@${event.previous.modRevision})`;
      return `put ${event.value.key}=${textOf(event.value)}@${event.revision}${was}`;
    }
    case "delete":
      return `delete ${event.key}@${event.revision} (was ${textOf(event.previous)}@${event.previous.modRevision})`;
    case "progress":
      return `progress@${event.revision}`;
    default:
      return event satisfies never;
  }
}

/** Reads from a watch until `enough` says so or it ends; the watch stays open. */
export async function readUntil(
  watch: AsyncIterator<readonly StorageEvent[]>,
  enough: (seen: readonly StorageEvent[]) => boolean,
): Promise<StorageEvent[]> {
  const seen: StorageEvent[] = [];
  while (!enough(seen)) {
    const next = await watch.next();
    if (next.done === true) break;
    seen.push(...next.value);
  }
  return seen;
}

/** The first `count` changes; progress is left out. */
export async function readChanges(
  watch: AsyncIterator<readonly StorageEvent[]>,
  count: number,
): Promise<StorageEvent[]> {
  const seen = await readUntil(watch, (events) => changesOf(events).length >= count);
  return changesOf(seen);
}

export function changesOf(events: readonly StorageEvent[]): StorageEvent[] {
  return events.filter((event) => event.type !== "progress");
}

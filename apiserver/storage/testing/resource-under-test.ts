import type { FakeClock } from "../../../apimachinery/clock/index.js";
import type { StorageBackend } from "../interface.js";
import type { ObjectEvent, ResourceStorage } from "../resource-storage.js";

/** The storage of one resource at `/registry/things/`, ready, and the backend below it. */
export interface ResourceUnderTest {
  readonly storage: ResourceStorage;
  readonly backend: StorageBackend;
  readonly clock: FakeClock;
  /** A watch cache serves `resourceVersion=0` whole, whatever the limit, as upstream does. */
  readonly limitIgnoredForAnyAge: boolean;
  readonly dispose: () => Promise<void>;
}

export type MakeResourceStorage = () => Promise<ResourceUnderTest>;

export const PREFIX = "/registry/things/";

export interface ResourceTest {
  readonly name: string;
  run(under: ResourceUnderTest): Promise<void>;
}

/** Lets 10 s pass while `call` waits, so that what waits for a revision gives up. */
export async function whileTimePasses<T>(clock: FakeClock, call: Promise<T>): Promise<T> {
  const settled = call.then(
    () => undefined,
    () => undefined,
  );
  await clock.advance(10_000);
  await settled;
  return call;
}

/** Reads from a watch until `count` events came; the watch stays open. */
export async function take(watch: AsyncIterator<readonly ObjectEvent[]>, count: number): Promise<ObjectEvent[]> {
  const seen: ObjectEvent[] = [];
  while (seen.length < count) {
    const next = await watch.next();
    if (next.done === true) break;
    seen.push(...next.value);
  }
  return seen;
}

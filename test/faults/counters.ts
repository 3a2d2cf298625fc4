import assert from "node:assert/strict";
import { TransportError, type RESTClient, type RequestSpec } from "../../client/rest/index.js";
import { counter, numberIn, type Counter, type Ledger } from "./ledger.js";

export const CONFIG_MAPS = { groupVersion: { group: "", version: "v1" }, namespace: "default", resource: "configmaps" };
const WRITERS = 16;
/** The certificates' ConfigMap of the namespace is none of ours. */
const OURS = /^(?:counter|item)-/;

type List = { readonly metadata: { readonly resourceVersion: string }; readonly items: readonly Counter[] };

/** All objects at the newest revision. */
export async function listCounters(client: RESTClient): Promise<{ objects: Counter[]; resourceVersion: string }> {
  const { metadata, items } = (await client.request({ method: "GET", ...CONFIG_MAPS })) as unknown as List;
  const objects = items.filter((item) => OURS.test(item.metadata.name ?? ""));
  return { objects, resourceVersion: metadata.resourceVersion };
}

/** Writes from many tasks at once until the server is gone; acknowledged writes are noted as they come. */
export async function writeCounters(
  client: RESTClient,
  round: number,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<void> {
  const { objects } = await listCounters(client);
  const existing = new Map(objects.map((object) => [object.metadata.name ?? "", object]));
  const running = Array.from({ length: WRITERS }, (_, writer) =>
    writeOn({ client, ledger, signal }, writer, round, existing.get(`counter-${writer}`)),
  );
  for (const result of await Promise.allSettled(running)) {
    if (result.status === "rejected" && !signal.aborted && !(result.reason instanceof TransportError))
      throw result.reason;
  }
}

interface Writing {
  readonly client: RESTClient;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
}

/** One object that counts up, and beside it others that come and go. */
async function writeOn(writing: Writing, writer: number, round: number, found: Counter | undefined): Promise<void> {
  const name = `counter-${writer}`;
  let current = found ?? (await put(writing, counter(name, 0)));
  for (let step = 0; !writing.signal.aborted; step++) {
    const next = counter(name, numberIn(current) + 1);
    next.metadata.resourceVersion = current.metadata.resourceVersion!;
    current = await put(writing, next);
    const item = `item-${writer}-${round}-${step >> 1}`;
    if (step % 2 === 0) await put(writing, counter(item, 0));
    else if (step % 8 !== 7) await remove(writing, item);
  }
}

/** Creates the object, or replaces the one with its resourceVersion. */
async function put({ client, ledger, signal }: Writing, object: Counter): Promise<Counter> {
  const { name = "", resourceVersion } = object.metadata;
  const spec: RequestSpec =
    resourceVersion === undefined
      ? { method: "POST", ...CONFIG_MAPS, body: object }
      : { method: "PUT", ...CONFIG_MAPS, name, body: object };
  const before = ledger.highest;
  ledger.sent(name);
  const written = (await client.request(spec, { signal })) as unknown as Counter;
  assert.equal(numberIn(written), numberIn(object));
  assert.ok(resourceVersion === undefined || BigInt(written.metadata.resourceVersion!) > BigInt(resourceVersion));
  ledger.acknowledged(name, numberIn(written), written.metadata.resourceVersion!);
  assert.ok(ledger.highest >= before);
  return written;
}

async function remove({ client, ledger, signal }: Writing, name: string): Promise<void> {
  ledger.sent(name);
  await client.request({ method: "DELETE", ...CONFIG_MAPS, name }, { signal });
  ledger.acknowledged(name, undefined, "0");
}

/**
 * Follows all changes over any number of connections, each going on after the last event of the one before, and proves
 * that none is left out and none repeated: revisions only go up, numbers go up by one.
 */
export class Follower {
  readonly objects = new Map<string, number>();
  #resourceVersion: string;
  #events = 0;

  /** @param resourceVersion - of a list, whose objects are known */
  constructor(resourceVersion: string) {
    this.#resourceVersion = resourceVersion;
  }

  get events(): number {
    return this.#events;
  }

  /** Until the connection is lost or the signal aborts. @throws what an ERROR event of the server says */
  async follow(client: RESTClient, signal: AbortSignal): Promise<void> {
    const params = { resourceVersion: this.#resourceVersion };
    try {
      const watch = await client.watch<Counter>({ method: "GET", ...CONFIG_MAPS, params }, { signal });
      for await (const event of watch) {
        if (event.type === "ERROR") {
          if (isConnectionLost(event.object)) return;
          assert.fail(`the watch after ${this.#resourceVersion} was ended: ${JSON.stringify(event.object)}`);
        }
        if (OURS.test(event.object.metadata.name ?? "")) this.#take(event.type, event.object as unknown as Counter);
      }
    } catch (err) {
      if (!signal.aborted && !(err instanceof TransportError)) throw err;
    }
  }

  #take(type: string, object: Counter): void {
    const { name = "", resourceVersion = "" } = object.metadata;
    assert.ok(BigInt(resourceVersion) > BigInt(this.#resourceVersion), `${name}: ${resourceVersion} is repeated`);
    this.#resourceVersion = resourceVersion;
    this.#events++;
    const before = this.objects.get(name);
    const n = numberIn(object);
    if (type === "ADDED") assert.deepEqual([before, n], [undefined, 0], `${name} was added`);
    else if (type === "MODIFIED") assert.equal(n, (before ?? NaN) + 1, `${name}: a change is missing`);
    else assert.equal(n, before, `${name} was deleted in another state`);
    if (type === "DELETED") this.objects.delete(name);
    else this.objects.set(name, n);
  }
}

function isConnectionLost(status: unknown): boolean {
  return JSON.stringify(status).includes("ConnectionLost");
}

import assert from "node:assert/strict";
import type { KubeObject } from "../../apimachinery/runtime/index.js";

/** A ConfigMap whose data tells whether it is whole. */
export interface Counter extends KubeObject {
  data: { n: string; length: string; filler: string };
}

/** What a client knows of the objects that it writes: each holds a number that goes up by one with each write. */
export class Ledger {
  /** The newest acknowledged number of each object; undefined: its deletion. */
  readonly #acknowledged = new Map<string, number | undefined>();
  /** Whose last write was sent and not answered. */
  readonly #unsure = new Set<string>();
  #highest = 0n;
  #writes = 0;

  get writes(): number {
    return this.#writes;
  }

  get highest(): bigint {
    return this.#highest;
  }

  sent(name: string): void {
    this.#unsure.add(name);
  }

  acknowledged(name: string, n: number | undefined, resourceVersion: string): void {
    this.#unsure.delete(name);
    this.#acknowledged.set(name, n);
    this.#writes++;
    const revision = BigInt(resourceVersion);
    if (revision > this.#highest) this.#highest = revision;
  }

  /**
   * Every acknowledged write is there, every object is whole, and nothing else has happened than at most the one write
   * that was not answered. What became of that is taken over.
   */
  verify(objects: readonly Counter[], resourceVersion: string): void {
    assert.ok(
      BigInt(resourceVersion) >= this.#highest,
      `revision went back to ${resourceVersion} from ${this.#highest}`,
    );
    const found = new Map(objects.map((object) => [object.metadata.name ?? "", numberIn(object)]));
    for (const name of new Set([...this.#acknowledged.keys(), ...this.#unsure, ...found.keys()])) {
      const want = this.#acknowledged.get(name);
      const got = found.get(name);
      const next = want === undefined ? 0 : want + 1;
      const unansweredDone = this.#unsure.has(name) && (got === next || (want !== undefined && got === undefined));
      assert.ok(got === want || unansweredDone, `${name} holds ${got}, but ${want} was acknowledged`);
      this.#acknowledged.set(name, got);
    }
    this.#unsure.clear();
  }
}

export function counter(name: string, n: number): Counter {
  const filler = String(n % 10).repeat(100 + ((n * 997) % 3_000));
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name },
    data: { n: String(n), length: String(filler.length), filler },
  };
}

/** @throws AssertionError when a part is missing or another write's */
export function numberIn({ metadata, data }: Counter): number {
  const n = Number(data.n);
  assert.equal(data.filler, String(n % 10).repeat(Number(data.length)), `${metadata.name} is not whole`);
  return n;
}

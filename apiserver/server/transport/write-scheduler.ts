/** Something that gathers small writes until it is told to hand them on. */
export interface Flushable {
  /** What it writes to: streams of one connection are flushed in the same turn. */
  readonly connection: object;
  flush(): void;
}

// A flush costs some 5 to 10 µs of stream machinery, so this keeps one turn of the loop near a millisecond.
const FLUSHES_PER_TURN = 100;

/**
 * Flushes what was written during one turn of the event loop together: one TLS record for each connection instead of one
 * for each event, and other requests get their turn between the hundreds when thousands of watchers are served.
 */
export class WriteScheduler {
  readonly #dirty = new Map<object, Flushable[]>();
  #scheduled = false;
  #joined: { readonly parts: readonly Uint8Array[]; readonly whole: Uint8Array } | undefined;

  add(target: Flushable): void {
    const waiting = this.#dirty.get(target.connection);
    if (waiting === undefined) this.#dirty.set(target.connection, [target]);
    else waiting.push(target);
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(this.#run);
  }

  /** The parts as one. Watchers of the same events have the same parts, so what was joined last serves for many. */
  join(parts: readonly Uint8Array[]): Uint8Array {
    if (parts.length === 1) return parts[0]!;
    const last = this.#joined;
    if (last?.parts.length === parts.length && parts.every((part, i) => part === last.parts[i])) return last.whole;
    const whole = Buffer.concat(parts);
    this.#joined = { parts, whole };
    return whole;
  }

  readonly #run = (): void => {
    let flushed = 0;
    for (const [connection, targets] of this.#dirty) {
      this.#dirty.delete(connection);
      for (const target of targets) target.flush();
      flushed += targets.length;
      if (flushed >= FLUSHES_PER_TURN) break;
    }
    if (this.#dirty.size > 0) {
      setImmediate(this.#run);
    } else {
      this.#scheduled = false;
      // Nothing may hold the bytes of events that are gone.
      this.#joined = undefined;
    }
  };
}

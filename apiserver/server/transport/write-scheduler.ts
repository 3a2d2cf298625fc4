/** Something that gathers small writes until it is told to hand them on. */
export interface Flushable {
  flush(): void;
}

// A flush costs some 10 µs of stream machinery, so this keeps one turn of the loop near a millisecond.
const FLUSHES_PER_TURN = 100;

/**
 * Flushes what was written during one turn of the event loop together: one TLS record for each connection instead of one
 * for each event, and other requests get their turn between the hundreds when thousands of watchers are served.
 */
export class WriteScheduler {
  #dirty: Flushable[] = [];
  #scheduled = false;

  add(target: Flushable): void {
    this.#dirty.push(target);
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(this.#run);
  }

  readonly #run = (): void => {
    const batch = this.#dirty.splice(0, FLUSHES_PER_TURN);
    for (const target of batch) target.flush();
    if (this.#dirty.length > 0) {
      setImmediate(this.#run);
    } else {
      this.#scheduled = false;
    }
  };
}

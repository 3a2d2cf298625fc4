import type { Clock, Timer } from "../../../apimachinery/clock/index.js";
import type { WatchQuery } from "../resource-storage.js";
import { nextBookmarkMs } from "./bookmark-schedule.js";

/** Asks for progress when a bookmark is due; the progress that comes back is then sent as one. */
export class BookmarkTimer {
  readonly #clock: Clock;
  readonly #query: WatchQuery;
  readonly #request: () => Promise<void>;
  #timer: Timer | undefined;
  #due = false;

  constructor(clock: Clock, query: WatchQuery, request: () => Promise<void>) {
    this.#clock = clock;
    this.#query = query;
    this.#request = request;
  }

  /** Does nothing where the watch allows no bookmarks. */
  start(): void {
    if (this.#query.allowBookmarks) this.#schedule();
  }

  /** True when a bookmark is due; the next one is scheduled then. */
  take(): boolean {
    if (!this.#due) return false;
    this.#due = false;
    this.#schedule();
    return true;
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #schedule(): void {
    const now = this.#clock.monotonic();
    const next = nextBookmarkMs(now, this.#query.deadlineMs);
    if (next === undefined) return;
    const fire = (): void => {
      this.#due = true;
      // Without progress there is no bookmark this time: the watch itself reports a backend that is gone.
      this.#request().catch(() => undefined);
    };
    this.#timer = this.#clock.setTimeout(fire, next - now, { unref: true });
  }
}

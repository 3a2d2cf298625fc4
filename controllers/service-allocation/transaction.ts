/** What one write takes from pools and gives back to them. */
export class Transaction {
  readonly #onError: (what: string, err: unknown) => void;
  readonly #taken: (() => Promise<void>)[] = [];
  readonly #returned: (() => Promise<void>)[] = [];

  constructor(onError: (what: string, err: unknown) => void) {
    this.#onError = onError;
  }

  /** `giveBack` undoes what was just taken; called when the write fails. */
  took(giveBack: () => Promise<void>): void {
    this.#taken.push(giveBack);
  }

  /** `giveBack` is called once the write is done. */
  returns(giveBack: () => Promise<void>): void {
    this.#returned.push(giveBack);
  }

  commit(): Promise<void> {
    return this.#run(this.#returned);
  }

  revert(): Promise<void> {
    return this.#run(this.#taken);
  }

  /** What cannot be given back now, the repair at the next start will. */
  async #run(steps: readonly (() => Promise<void>)[]): Promise<void> {
    for (const step of steps) {
      try {
        await step();
      } catch (err) {
        this.#onError("cannot give back what a Service had", err);
      }
    }
  }
}

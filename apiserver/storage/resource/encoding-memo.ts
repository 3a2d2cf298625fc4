/** What holds encoded forms and can let go of them. */
export interface EncodingHolder {
  /** Lets go of every encoded form. */
  forget(): void;
}

const DEFAULT_BUDGET_BYTES = 64 * 1024 * 1024;

/**
 * Bounds the bytes that objects keep as encoded forms. Holders are kept in two generations; when the young one has used
 * half of the budget, it becomes the old one, and what was the old one forgets. No work when a form is read.
 */
export class EncodingMemo {
  readonly #halfBytes: number;
  #young: EncodingHolder[] = [];
  #old: EncodingHolder[] = [];
  #youngBytes = 0;

  constructor(opts: { readonly budgetBytes?: number } = {}) {
    this.#halfBytes = (opts.budgetBytes ?? DEFAULT_BUDGET_BYTES) / 2;
  }

  /** Notes that `holder` keeps `byteLength` bytes more. */
  note(holder: EncodingHolder, byteLength: number): void {
    this.#young.push(holder);
    this.#youngBytes += byteLength;
    if (this.#youngBytes < this.#halfBytes) return;
    for (const old of this.#old) old.forget();
    this.#old = this.#young;
    this.#young = [];
    this.#youngBytes = 0;
  }
}

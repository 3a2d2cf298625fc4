/** Who holds something of a pool. */
export interface Owner {
  readonly namespace: string;
  readonly name: string;
}

export interface Claim {
  /** An address, or the number of a port. */
  readonly value: string;
  /** undefined: it cannot be told. */
  readonly owner: Owner | undefined;
  /** Wall time in ms. */
  readonly claimedAt: number;
}

/** What is taken of a pool, kept where all servers see it. */
export interface Claims {
  /** Takes `value` for `owner`. False: somebody has it. */
  claim(value: string, owner: Owner): Promise<boolean>;
  /** Whether it is taken, as far as is known without asking far; a hint. */
  isTaken(value: string): Promise<boolean>;
  /** Succeeds also when nobody had it. */
  release(value: string): Promise<void>;
  list(): Promise<readonly Claim[]>;
  /** How many there are. */
  count(): Promise<number>;
}

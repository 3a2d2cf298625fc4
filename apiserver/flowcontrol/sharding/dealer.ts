// More bits than this and the 64-bit hash no longer deals every hand about as often.
const MAX_ENTROPY_BITS = 60;

// Flows come again and again, and dealing divides 64-bit numbers.
const HANDS_KEPT = 4096;

/** Bits of a hash that dealing a hand uses up. */
export function requiredEntropyBits(deckSize: number, handSize: number): number {
  return Math.ceil(Math.log2(deckSize) * handSize);
}

/**
 * Deals hands of queues by shuffle sharding: two flows rarely get the same hand, so a heavy one leaves others a queue.
 * @see kubernetes/apiserver pkg/util/shufflesharding/shufflesharding.go
 */
export class Dealer {
  readonly deckSize: number;
  readonly handSize: number;
  readonly #hands = new Map<bigint, readonly number[]>();

  /** Sizes are whole numbers. @throws RangeError when they are not above 0, or need more than 60 bits. */
  constructor(deckSize: number, handSize: number) {
    if (!(deckSize > 0 && handSize > 0))
      throw new RangeError(`deckSize ${deckSize} or handSize ${handSize} is not positive`);
    if (handSize > deckSize) throw new RangeError(`handSize ${handSize} is greater than deckSize ${deckSize}`);
    if (requiredEntropyBits(deckSize, handSize) > MAX_ENTROPY_BITS) {
      throw new RangeError(
        `required entropy bits of deckSize ${deckSize} and handSize ${handSize} is greater than ${MAX_ENTROPY_BITS}`,
      );
    }
    this.deckSize = deckSize;
    this.handSize = handSize;
  }

  /** The hand of a flow: `handSize` different numbers below `deckSize`, in the order in which they were dealt. */
  deal(hash: bigint): readonly number[] {
    let hand = this.#hands.get(hash);
    if (hand === undefined) {
      if (this.#hands.size >= HANDS_KEPT) this.#hands.clear();
      this.#hands.set(hash, (hand = this.#dealAnew(hash)));
    }
    return hand;
  }

  #dealAnew(hash: bigint): readonly number[] {
    const remainders: number[] = [];
    let rest = hash;
    for (let i = 0; i < this.handSize; i++) {
      const size = BigInt(this.deckSize - i);
      remainders.push(Number(rest % size));
      rest /= size;
    }
    return remainders.map((remainder, i) => {
      let card = remainder;
      for (let j = i - 1; j >= 0; j--) if (card >= (remainders[j] ?? 0)) card++;
      return card;
    });
  }
}

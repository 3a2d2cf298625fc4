// A part at the start of a range is left to ports that users choose: a thirty-second of it, within these bounds.
const STATIC_SHARE = 32;
const STATIC_MIN = 16;
const STATIC_MAX = 128;

/**
 * A range of node ports, both ends included.
 * @see kubernetes pkg/registry/core/service/portallocator/allocator.go
 */
export class PortRange {
  readonly first: number;
  readonly last: number;

  constructor(first: number, last: number) {
    this.first = first;
    this.last = last;
  }

  get size(): number {
    return this.last - this.first + 1;
  }

  contains(port: number): boolean {
    return port >= this.first && port <= this.last;
  }

  /** All ports, from the dynamic part first, each part from a random place on. */
  *candidates(random: () => number): Generator<number, void> {
    const dynamic = this.first + staticShare(this.last - this.first + 1);
    yield* part(dynamic, this.last, random);
    yield* part(this.first, dynamic - 1, random);
  }

  toString(): string {
    return `${this.first}-${this.last}`;
  }
}

function* part(first: number, last: number, random: () => number): Generator<number, void> {
  const size = last - first + 1;
  if (size <= 0) return;
  const start = Math.floor(random() * size);
  for (let i = 0; i < size; i++) yield first + ((start + i) % size);
}

function staticShare(size: number): number {
  if (size <= STATIC_MIN) return 0;
  return Math.min(Math.max(Math.floor(size / STATIC_SHARE), STATIC_MIN), STATIC_MAX);
}

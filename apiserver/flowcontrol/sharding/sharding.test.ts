import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { Dealer, requiredEntropyBits } from "./dealer.js";
import { hashFlowID } from "./flow-hash.js";

const vectors = "../shared/golden/vectors";
const skip = existsSync(vectors) ? false : "recorded vectors are not beside the repository";
const read = <T>(name: string): T => JSON.parse(readFileSync(`${vectors}/${name}`, "utf8")) as T;

const cases = [
  {
    fs: "global-default",
    distinguisher: "alice",
    deck: 128,
    hand: 6,
    hash: "f4de3bd42ccdf6b7",
    want: [55, 62, 126, 125, 105, 1],
  },
  {
    fs: "kube-scheduler",
    distinguisher: "default",
    deck: 128,
    hand: 6,
    hash: "6e5e19a33d4dfd4e",
    want: [78, 41, 111, 57, 35, 18],
  },
  {
    fs: "system-leader-election",
    distinguisher: "system:kube-scheduler",
    deck: 16,
    hand: 4,
    hash: "a1c9014d05411b2a",
    want: [10, 15, 8, 13],
  },
];
for (const tc of cases) {
  test(`hand of ${tc.fs}, ${tc.distinguisher}`, () => {
    const hash = hashFlowID(tc.fs, tc.distinguisher);
    assert.equal(hash.toString(16), tc.hash);
    assert.deepEqual(new Dealer(tc.deck, tc.hand).deal(hash), tc.want);
  });
}

test("recorded hashes", { skip }, () => {
  const { hashFlowID: rows } = read<{ hashFlowID: { flowSchema: string; distinguisher: string; hash: string }[] }>(
    "apf-hash-and-allocation.json",
  );
  assert.ok(rows.length > 0);
  for (const row of rows) assert.equal(hashFlowID(row.flowSchema, row.distinguisher).toString(), row.hash);
});

test("recorded hands", { skip }, () => {
  type Row = {
    deckSize: number;
    handSize: number;
    entropyBits: number;
    error?: string;
    hands: { hash: string; hand: number[] }[];
  };
  const rows = read<Row[]>("apf-shuffle-sharding.json");
  assert.ok(rows.length > 0);
  for (const row of rows) {
    const deal = (): Dealer => new Dealer(row.deckSize, row.handSize);
    if (row.error !== undefined) {
      assert.throws(deal, new RangeError(row.error));
      continue;
    }
    assert.equal(requiredEntropyBits(row.deckSize, row.handSize), row.entropyBits);
    const dealer = deal();
    for (const { hash, hand } of row.hands) assert.deepEqual(dealer.deal(BigInt(hash)), hand);
  }
});

const broken = [
  { deck: 0, hand: 1, want: "deckSize 0 or handSize 1 is not positive" },
  { deck: 8, hand: 0, want: "deckSize 8 or handSize 0 is not positive" },
  { deck: 4, hand: 5, want: "handSize 5 is greater than deckSize 4" },
  { deck: 1024, hand: 8, want: "required entropy bits of deckSize 1024 and handSize 8 is greater than 60" },
];
for (const tc of broken) {
  test(`no dealer for ${tc.deck}/${tc.hand}`, () =>
    assert.throws(() => new Dealer(tc.deck, tc.hand), new RangeError(tc.want)));
}

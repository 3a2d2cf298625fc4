import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LogRow } from "./row-chunk.js";
import { SharedRowsReader, SharedRowsWriter } from "./shared-rows.js";

function row(key: string, value: Uint8Array | undefined, revision = 1): LogRow {
  return { key, revision, created: revision, previous: revision - 1, expires: 0, value };
}

const plain = (rows: readonly LogRow[]) => rows.map(({ value, ...rest }) => ({ ...rest, value: value && [...value] }));

test("property: the reader finds what the writer wrote, group after group", () => {
  const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const rows = fc.array(
    fc.record({
      key: fc.string({ unit: "grapheme" }),
      revision: number,
      created: number,
      previous: number,
      expires: number,
      value: fc.option(fc.uint8Array(), { nil: undefined }),
    }),
  );
  fc.assert(
    fc.property(fc.array(rows), (groups) => {
      const writer = new SharedRowsWriter();
      const reader = new SharedRowsReader();
      for (const group of groups) assert.deepEqual(plain(reader.read(writer.write(group))), plain(group));
    }),
  );
});

test("an area stays as long as it fits, and a large one goes with the need for it", () => {
  const writer = new SharedRowsWriter();
  const reader = new SharedRowsReader();
  const small = [row("/registry/a", Buffer.from("x")), row("/registry/ü", undefined)];
  const large = [row("/registry/b", new Uint8Array(3 * 1024 * 1024).fill(7))];
  const sizes = [small, small, large, large, small, small].map((group) => {
    const shared = writer.write(group);
    assert.deepEqual(plain(reader.read(shared)), plain(group));
    return shared.area?.byteLength;
  });
  assert.deepEqual(
    sizes.map((size) => size !== undefined),
    [true, false, true, false, true, false],
  );
  assert.ok(sizes[4]! < 1024 * 1024);
});

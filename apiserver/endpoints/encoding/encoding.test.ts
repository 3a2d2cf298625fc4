import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import { HubCodec, UnstoredObject, type ResourceDefinition } from "../../registry/index.js";
import { widget, widgetDefinition, widgetScheme, type Widget } from "../../registry/testing/index.js";
import { EncodedBlock, EncodingMemo } from "../../storage/resource/index.js";
import type { StoredObject, StoredRun } from "../../storage/resource-storage.js";
import type { ResponseStream } from "../request/request-context.js";
import {
  ChunkedBody,
  GzipSink,
  partialMetadataText,
  smallListBody,
  TableView,
  VersionView,
  writeListBody,
  type ChunkSink,
} from "./index.js";

const scheme = widgetScheme();

function stored(object: Widget, revision: bigint, definition = widgetDefinition()): StoredObject {
  const codec = new HubCodec(definition, scheme);
  const { namespace = "ns", name } = object.metadata;
  const bytes = codec.encode({ ...object, metadata: { ...object.metadata, namespace } });
  return new UnstoredObject(`/registry/example.com/widgets/${namespace}/${name}`, bytes, revision, codec);
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  return JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
}

class Collector implements ChunkSink {
  readonly chunks: Buffer[] = [];
  waits = 0;
  write(chunk: Uint8Array): boolean {
    this.chunks.push(Buffer.from(chunk));
    return this.chunks.length % 2 === 0;
  }
  drained(): Promise<void> {
    this.waits++;
    return Promise.resolve();
  }
  text(): string {
    return Buffer.concat(this.chunks).toString();
  }
}

const small = stored(widget("a", { spec: { replicas: 2, color: "red" } }), 7n);
const v1 = new VersionView(widgetDefinition(), scheme, "v1");
const v2 = new VersionView(widgetDefinition(), scheme, "v2");

test("the stored version gets the resourceVersion put in", () => {
  const text = Buffer.from(v1.text(small)).toString();
  assert.ok(
    text.startsWith('{"kind":"Widget","apiVersion":"example.com/v1","metadata":{"resourceVersion":"7","name":"a"'),
  );
  assert.ok(text.endsWith("}\n"));
  assert.deepEqual(parse(v1.text(small)), {
    kind: "Widget",
    apiVersion: "example.com/v1",
    metadata: { resourceVersion: "7", name: "a", namespace: "ns" },
    spec: { replicas: 2, color: "red" },
  });
});

test("other versions are converted", () => {
  assert.deepEqual(parse(v2.text(small)), {
    kind: "Widget",
    apiVersion: "example.com/v2",
    metadata: { resourceVersion: "7", name: "a", namespace: "ns" },
    spec: { count: 2, color: "red" },
  });
});

test("text that the current codec did not write is decoded", () => {
  const codec = new HubCodec(widgetDefinition(), scheme);
  const old = Buffer.from(
    '{"apiVersion":"example.com/v2","kind":"Widget","metadata":{"name":"o"},"spec":{"count":3,"color":"b"}}',
  );
  const object = new UnstoredObject("/registry/example.com/widgets/ns/o", old, 9n, codec);
  assert.deepEqual(parse(v1.text(object)), {
    kind: "Widget",
    apiVersion: "example.com/v1",
    metadata: { name: "o", resourceVersion: "9" },
    spec: { color: "b", replicas: 3 },
  });
  assert.equal(v1.itemLength(object), undefined);
});

test("an object that is not stored shows no resourceVersion", () => {
  const dry = stored(widget("d"), 0n);
  assert.deepEqual(parse(v1.text(dry))["metadata"], { name: "d", namespace: "ns" });
});

for (const [name, view, dynamic] of [
  ["v1", v1, false],
  ["v2", v2, false],
  ["dynamic", undefined, true],
] as const) {
  test(`lists of many objects come in chunks: ${name}`, async () => {
    const definition: ResourceDefinition = { ...widgetDefinition(), dynamic };
    const shown = view ?? new VersionView(definition, scheme, "v1");
    const items = Array.from({ length: 3000 }, (_, i) =>
      stored(widget(`w${i}`, { spec: { color: "x".repeat(i % 300), replicas: i } }), BigInt(i + 1), definition),
    );
    items[1500] = stored(widget("huge", { spec: { color: "y".repeat(300_000) } }), 42n, definition);
    const sink = new Collector();
    await writeListBody(sink, shown, { resourceVersion: "99", continue: "c", remainingItemCount: 3 }, { items });
    const list = JSON.parse(sink.text()) as { kind: string; metadata: object; items: KubeObject[] };
    assert.equal(list.kind, "WidgetList");
    assert.deepEqual(list.metadata, { resourceVersion: "99", continue: "c", remainingItemCount: 3 });
    assert.equal(list.items.length, items.length);
    const { kind, apiVersion, ...expected } = parse(shown.text(items[17]!));
    assert.deepEqual(list.items[17], dynamic ? { kind, apiVersion, ...expected } : expected);
    assert.equal(list.items[1500]?.metadata.name, "huge");
    assert.ok(sink.chunks.length > 3 && sink.waits > 0);
  });
}

test("short lists are one text", () => {
  assert.deepEqual(parse(smallListBody(v1, { resourceVersion: "1" }, [])), {
    kind: "WidgetList",
    apiVersion: "example.com/v1",
    metadata: { resourceVersion: "1" },
    items: [],
  });
  const two = parse(smallListBody(v1, { resourceVersion: "1" }, [small, small]))["items"] as KubeObject[];
  assert.deepEqual(
    two.map((item) => [item.kind, item.metadata.resourceVersion]),
    [
      [undefined, "7"],
      [undefined, "7"],
    ],
  );
});

test("bodies are compressed on the way", async () => {
  const received = new Collector();
  const stream: ResponseStream = Object.assign(received, {
    pendingBytes: 0,
    end: () => undefined,
    destroy: () => undefined,
  });
  const gzip = new GzipSink(stream);
  await writeListBody(gzip, v1, { resourceVersion: "1" }, { items: Array<StoredObject>(2000).fill(small) });
  await gzip.end();
  const list = parse(gunzipSync(Buffer.concat(received.chunks)));
  assert.equal((list["items"] as unknown[]).length, 2000);
});

test("metadata alone", () => {
  assert.deepEqual(parse(partialMetadataText(small, "v1")), {
    kind: "PartialObjectMetadata",
    apiVersion: "meta.k8s.io/v1",
    metadata: { name: "a", namespace: "ns", resourceVersion: "7" },
  });
});

test("table cells", () => {
  const definition = widgetDefinition({ tableCells: { Size: (obj) => `${obj.spec?.replicas}x` } });
  const columns = [
    { name: "Color", type: "string" as const, priority: 0, jsonPath: ".spec.color" },
    { name: "Size", type: "string" as const, priority: 1 },
    { name: "Count", type: "integer" as const, priority: 0, jsonPath: ".spec.count" },
    { name: "Age", type: "date" as const, priority: 0, jsonPath: ".metadata.creationTimestamp" },
    { name: "None", type: "string" as const, priority: 0, jsonPath: ".spec.none" },
  ];
  const created = "2026-01-01T00:00:00Z";
  const object = stored(
    widget("a", { metadata: { creationTimestamp: created }, spec: { replicas: 2, color: "red" } }),
    7n,
  );
  const options = { version: "v1", includeObject: "Metadata", now: Date.parse(created) + 90_000 } as const;
  const table = new TableView({ ...definition, columns }, v2);
  assert.deepEqual(
    table.columnDefinitions.map(({ name, type, format, priority }) => [name, type, format, priority]),
    [
      ["Name", "string", "name", 0],
      ["Color", "string", "", 0],
      ["Size", "string", "", 1],
      ["Count", "integer", "", 0],
      ["Age", "date", "", 0],
      ["None", "string", "", 0],
    ],
  );
  const row = table.row(object, options);
  assert.deepEqual(row.cells, ["a", "red", "2x", 2, "90s", null]);
  assert.equal((row.object as { kind: string }).kind, "PartialObjectMetadata");
  assert.equal(table.row(object, { ...options, includeObject: "None" }).object, null);
  assert.deepEqual((table.row(object, { ...options, includeObject: "Object" }).object as Widget).spec, {
    count: 2,
    color: "red",
  });

  const plain = new TableView({ ...definition, columns: [] }, v1);
  assert.deepEqual(plain.row(object, options).cells, ["a", "90s"]);
  const own = new TableView(
    { ...definition, columns: [columns[0]!, { name: "Name", type: "string", format: "name", priority: 1 }] },
    v1,
  );
  assert.deepEqual(own.row(object, options).cells, ["red", "a"], "a declared Name stands where it is declared");
});

for (const revision of [0n, 1n, 9n, 10n, 99n, 100n, 999_999n, 1_000_000n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n]) {
  test(`an item of a list has the resourceVersion ${revision}`, async () => {
    const object = stored(widget("a"), revision);
    const sink = new Collector();
    await writeListBody(sink, v1, {}, { items: [object, object] });
    const { items } = JSON.parse(sink.text()) as { items: { metadata: object }[] };
    const version = revision === 0n ? {} : { resourceVersion: String(revision) };
    for (const { metadata } of items) assert.deepEqual(metadata, { ...version, name: "a", namespace: "ns" });
  });
}

test("a list whose blocks have a text of their own is the same list", async () => {
  const objects = Array.from({ length: 200 }, (_, i) =>
    stored(widget(`w${i}`, { spec: { replicas: i, color: "c".repeat(i % 7 === 0 ? 5_000 : 300) } }), BigInt(i * 999)),
  );
  const inOtherVersion = { ...widgetDefinition(), storageVersion: { group: "example.com", version: "v2" } };
  const strange = stored(widget("strange"), 1n, inOtherVersion);
  const blocksOf = (all: readonly StoredObject[]): EncodedBlock[] =>
    [0, 60, 70, 130].map((begin, i, starts) => new EncodedBlock(all.slice(begin, starts[i + 1]), new EncodingMemo()));
  const textOf = async (items: readonly StoredObject[], runs?: readonly StoredRun[]): Promise<string> => {
    const sink = new Collector();
    await writeListBody(sink, v1, { resourceVersion: "9" }, { items, runs });
    return sink.text();
  };
  for (const all of [objects, objects.with(65, strange), [...objects.slice(0, 130), small]]) {
    const blocks = blocksOf(all);
    for (const [begin, end] of [
      [0, all.length],
      [59, 61],
      [61, 69],
      [3, 128],
    ] as const) {
      const runs = [0, 60, 70, 130].flatMap((start, i, starts): StoredRun[] => {
        const from = Math.max(begin, start);
        const to = Math.min(end, starts[i + 1] ?? all.length);
        return from < to ? [{ block: blocks[i]!, from: from - start, to: to - start }] : [];
      });
      const items = all.slice(begin, end);
      const plain = await textOf(items);
      // The first time nothing is kept, the second time it is made, the third time it is there.
      for (let i = 0; i < 3; i++) assert.equal(await textOf(items, runs), plain);
    }
  }
});

test("what is passed on lets others have their turn, and waits for a slow reader", async () => {
  class CountingSink implements ChunkSink {
    goesOn = true;
    writes = 0;
    waits = 0;
    write(): boolean {
      this.writes++;
      return this.goesOn;
    }
    drained(): Promise<void> {
      this.waits++;
      return Promise.resolve();
    }
  }
  const piece = Buffer.alloc(64 * 1024);
  const sink = new CountingSink();
  const body = new ChunkedBody(sink);
  let turns = 0;
  let over = false;
  const others = function turn(): void {
    turns++;
    if (!over) setImmediate(turn);
  };
  setImmediate(others);
  for (let i = 0; i < 20; i++) await body.pass(piece);
  over = true;
  assert.deepEqual([sink.writes, sink.waits], [20, 0]);
  assert.ok(turns >= 9, `${turns} turns`);
  sink.goesOn = false;
  for (let i = 0; i < 3; i++) await body.pass(piece);
  assert.deepEqual([sink.writes, sink.waits], [23, 3]);
});

test("the text of a block is made for who asks a second time, and made again once forgotten", () => {
  const memo = new EncodingMemo({ budgetBytes: 40 });
  const block = new EncodedBlock([small], memo);
  let made = 0;
  const encode = () => ({ bytes: Buffer.alloc(10 + 0 * made++), offsets: new Uint32Array(2) });
  const ask = (form: string): boolean => block.encodedAs(form, encode) !== undefined;
  assert.deepEqual([ask("a"), ask("a"), ask("a")], [false, true, true]);
  assert.equal(made, 1);
  assert.deepEqual([ask("b"), ask("b"), ask("a")], [false, true, false]);
  assert.equal(made, 2);
  ask("a");
  for (let i = 0; i < 4; i++) memo.note({ forget: () => undefined }, 10);
  assert.equal(ask("a"), false);
});

test("chunks are used again only once they are sent", async () => {
  /** Keeps each chunk as it came, and as a copy; sends them late. */
  class SlowSink implements ChunkSink {
    readonly kept: { readonly chunk: Uint8Array; readonly copy: Buffer; readonly onSent: (() => void) | undefined }[] =
      [];
    write(chunk: Uint8Array, onSent?: () => void): boolean {
      this.kept.push({ chunk, copy: Buffer.from(chunk), onSent });
      return true;
    }
    drained(): Promise<void> {
      return Promise.resolve();
    }
  }
  const list = (color: string): StoredObject[] =>
    Array.from({ length: 400 }, (_, i) =>
      stored(widget(`w${i}`, { spec: { replicas: 1, color: color.repeat(900) } }), 5n),
    );
  const first = new SlowSink();
  await writeListBody(first, v1, {}, { items: list("a") });
  const second = new SlowSink();
  await writeListBody(second, v1, {}, { items: list("b") });
  assert.ok(first.kept.length > 2);
  for (const { chunk, copy } of first.kept) assert.deepEqual(Buffer.from(chunk), copy);
  for (const { onSent } of first.kept) onSent!();
  const third = new SlowSink();
  await writeListBody(third, v1, {}, { items: list("c") });
  assert.ok(
    third.kept.some(({ chunk }) => first.kept.some((old) => old.chunk.buffer === chunk.buffer)),
    "sent chunks are used again",
  );
  for (const { chunk, copy } of second.kept) assert.deepEqual(Buffer.from(chunk), copy);
});

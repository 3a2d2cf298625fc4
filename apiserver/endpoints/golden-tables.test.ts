import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeEnvelope } from "../../apimachinery/protobuf/index.js";
import { parseYAML } from "../../apimachinery/runtime/yaml/index.js";
import { memoryAllocator } from "../../controllers/service-allocation/testing.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { addEventConversions } from "../../apis/events/core-events.js";
import { apiGroups } from "../../generated/registry/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import {
  comparable,
  fakeExchange,
  goldenBench,
  replay,
  type Answer,
  type ApiBench,
  type Recording,
} from "./testing/index.js";

const FILE = "tables.json";
const CONFIG_MAPS = "/api/v1/namespaces/golden/configmaps";
const skip = skipWithout(FILE);

/** Rows that cannot be the recorded ones here, and why. Their columns are compared all the same. */
const OTHER_ROWS: { readonly [resource: string]: string } = {
  pods: "the recorded pod was on its way out",
  daemonsets: "the recorded one has lost an annotation of ours on its way",
  componentstatuses: "the recorded server looked at its neighbours",
  flowschemas: "a controller has given the recorded ones a condition",
};

/** Recordings of what is not in the bench, and why. */
const ABSENT: { readonly [path: string]: string } = {
  "/apis/apiregistration.k8s.io/v1/apiservices": "the aggregator's group is no group of types",
  "/apis/apiregistration.k8s.io/v1/apiservices/v1.apps": "the aggregator's group is no group of types",
  "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas/catch-all": "the server makes it when it starts",
  "/api/v1/namespaces/default/services/kubernetes": "the server makes it when it starts",
};

interface Table {
  readonly columnDefinitions: readonly { readonly name: string; readonly description: string }[] | null;
  readonly rows: readonly { readonly cells: readonly unknown[] }[];
}

function recordingOf(name: string): Recording {
  return readGolden<Recording[]>(FILE, []).find((recording) => recording.name === name)!;
}

async function filledBench(): Promise<ApiBench> {
  const bench = await goldenBench(apiGroups, {
    admission: true,
    extendScheme: addEventConversions,
    reservations: { services: memoryAllocator("10.96.0.0/16") },
  });
  for (const recording of readGolden<Recording[]>("defaults.json", [])) {
    await replay(bench, recording);
  }
  return bench;
}

/** Descriptions are our own words, but for the columns that all kinds have. */
function shape(body: unknown, withRows: boolean): unknown {
  const { columnDefinitions, rows, ...rest } = comparable(body) as Table;
  const columns = columnDefinitions?.map(({ description, ...column }) =>
    ["Name", "Age"].includes(column.name) ? { ...column, description } : column,
  );
  return withRows ? { ...rest, columns, rows } : columns;
}

/** The age is the last cell of a config map; the recorded ones were not made at once. */
function withoutAges(table: Table): Table {
  return { ...table, rows: table.rows.map((row) => ({ ...row, cells: row.cells.slice(0, -1) })) };
}

test("Tables are those that a Kubernetes server makes", { skip }, async (t) => {
  const bench = await filledBench();
  for (const recording of readGolden<Recording[]>(FILE, [])) {
    const { name, request, response } = recording;
    const path = request.path.split("?")[0]!;
    if (!name.startsWith("table /") || ABSENT[path] !== undefined) continue;
    const withRows = !Object.keys(OTHER_ROWS).some((resource) => path.endsWith(`/${resource}`));
    await t.test(name, async () => {
      const answer = await replay(bench, recording);
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(shape(answer.body, withRows), shape(response.body, withRows));
    });
  }
});

/** A bench with the two config maps that were there when lists and watches were recorded. */
async function benchOfTwo(): Promise<ApiBench> {
  const bench = await goldenBench([coreGroup]);
  for (const name of ["m", "pol-d"]) {
    const answer = await bench.send("POST", CONFIG_MAPS, { body: { metadata: { name }, data: { a: "1" } } });
    assert.equal(answer.status, 201, answer.text);
  }
  return bench;
}

test("a list of metadata alone", { skip }, async () => {
  const recording = recordingOf("PartialObjectMetadataList");
  const answer = await replay(await benchOfTwo(), recording);
  assert.deepEqual(comparable(answer.body), comparable(recording.response.body));
});

test("a watch as Tables defines the columns once", { skip }, async () => {
  const { request, response } = recordingOf("table watch");
  const bench = await benchOfTwo();
  const headers = { accept: request.headers!["Accept"]! };
  const exchange = fakeExchange(request.method, request.path, { headers });
  const watching = bench.handle(exchange);
  await bench.clock.advance(10_000);
  await watching;
  assert.equal(exchange.response.contentType, response.headers["content-type"]);
  const lines = exchange.response.body.toString().trimEnd().split("\n");
  const shapes = (events: readonly unknown[]): unknown[] =>
    (events as { type: string; object: Table }[]).map(({ type, object }) => ({
      type,
      defined: object.columnDefinitions !== null,
      object: shape(withoutAges(object), true),
    }));
  assert.deepEqual(shapes(lines.map((line) => JSON.parse(line) as unknown)), shapes(response.body as unknown[]));
});

test("other forms of answers", { skip }, async (t) => {
  const bench = await filledBench();
  const recordings = new Map(readGolden<Recording[]>(FILE, []).map((recording) => [recording.name, recording]));
  const exchange = async (name: string): Promise<{ answer: Answer; recorded: Recording["response"] }> => {
    const recording = recordings.get(name)!;
    const answer = await replay(bench, recording);
    assert.equal(answer.status, recording.response.status, answer.text);
    assert.equal(answer.contentType, recording.response.headers["content-type"]);
    return { answer, recorded: recording.response };
  };
  for (const include of ["None", "Metadata", "Object"]) {
    await t.test(`includeObject=${include}`, async () => {
      const { answer, recorded } = await exchange(`includeObject=${include}`);
      assert.deepEqual(shape(answer.body, true), shape(recorded.body, true));
    });
  }
  for (const name of [
    "includeObject=Nope",
    "PartialObjectMetadata",
    "as application/cbor",
    "pretty",
    "table of an error",
  ]) {
    await t.test(name, async () => {
      const { answer, recorded } = await exchange(name);
      assert.deepEqual(comparable(answer.body), comparable(recorded.body));
    });
  }
  for (const name of ["as application/yaml", "several Accepts"]) {
    await t.test(name, async () => {
      const { answer, recorded } = await exchange(name);
      const parse = (text: unknown) =>
        parseYAML(Buffer.from((text as string).replace(/resourceVersion: "\d+"/, ""))).value;
      const [got, want] = [parse(answer.text), parse(recorded.body)] as { metadata: { resourceVersion?: string } }[];
      assert.deepEqual(comparable(got), comparable(want));
    });
  }
  await t.test("as application/vnd.kubernetes.protobuf", async () => {
    const recording = recordings.get("as application/vnd.kubernetes.protobuf")!;
    const exchanged = await bench.exchange(recording.request.method, recording.request.path, {
      headers: { accept: "application/vnd.kubernetes.protobuf" },
    });
    assert.equal(exchanged.response.contentType, recording.response.headers["content-type"]);
    const { base64 } = recording.response.body as { base64: string };
    const [got, want] = [decodeEnvelope(exchanged.response.body), decodeEnvelope(Buffer.from(base64, "base64"))];
    assert.deepEqual([got.apiVersion, got.kind], [want.apiVersion, want.kind]);
    assert.ok(got.raw.length > 0);
  });
});

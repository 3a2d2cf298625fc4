import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeEnvelope } from "../../apimachinery/protobuf/index.js";
import { parseYAML } from "../../apimachinery/runtime/yaml/index.js";
import { appsGroup } from "../../generated/registry/apps/index.js";
import { coordinationGroup } from "../../generated/registry/coordination/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { comparable, goldenBench, replay, type ApiBench, type Answer, type Recording } from "./testing/index.js";

const FILE = "tables.json";
const skip = skipWithout(FILE);
const groups = [coreGroup, appsGroup, coordinationGroup];
const SERVED = /^\/(?:api\/v1|apis\/apps\/v1|apis\/coordination\.k8s\.io\/v1)\//;

/** Rows that cannot be the recorded ones here, and why. Their columns are compared all the same. */
const OTHER_ROWS: { readonly [resource: string]: string } = {
  pods: "admission gave the recorded pod a volume, and it was on its way out",
  services: "addresses are given out by an allocator that these handlers do not have",
  persistentvolumeclaims: "admission gave the recorded one a finalizer",
  persistentvolumes: "admission gave the recorded one a finalizer",
  daemonsets: "the recorded one has lost an annotation of ours on its way",
  componentstatuses: "the recorded server looked at its neighbours",
};

interface Table {
  readonly columnDefinitions: readonly { readonly name: string; readonly description: string }[];
  readonly rows: readonly unknown[];
}

async function filledBench(): Promise<ApiBench> {
  const bench = await goldenBench(groups);
  for (const recording of readGolden<Recording[]>("defaults.json", [])) {
    if (SERVED.test(`${recording.request.path}/`)) await replay(bench, recording);
  }
  return bench;
}

/** Descriptions are our own words, but for the columns that all kinds have. */
function shape(body: unknown, withRows: boolean): unknown {
  const { columnDefinitions, rows, ...rest } = comparable(body) as Table;
  const columns = columnDefinitions.map(({ description, ...column }) =>
    ["Name", "Age"].includes(column.name) ? { ...column, description } : column,
  );
  return { ...rest, columns, rows: withRows ? rows : [] };
}

test("Tables are those that a Kubernetes server makes", { skip }, async (t) => {
  const bench = await filledBench();
  for (const recording of readGolden<Recording[]>(FILE, [])) {
    const { name, request, response } = recording;
    if (!name.startsWith("table /") || !SERVED.test(request.path) || request.path.endsWith("/kubernetes")) continue;
    const resource = /\/([a-z]+)(?:\?.*)?$/.exec(request.path)![1]!;
    await t.test(name, async () => {
      const answer = await replay(bench, recording);
      assert.equal(answer.status, 200, answer.text);
      const withRows = OTHER_ROWS[resource] === undefined;
      const { metadata: _got, ...got } = shape(answer.body, withRows) as { metadata: object };
      const { metadata: _want, ...want } = shape(response.body, withRows) as { metadata: object };
      assert.deepEqual(got, want);
    });
  }
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

/**
 * Flow control as a Kubernetes server shows it: its objects and their errors, the three dumps as kubectl prints them, and
 * every metric, against recordings beside the repository.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { comparableWithManagers, type Recording } from "../../apiserver/endpoints/testing/index.js";
import { RESTClient, type HttpMethod, type RawResponse } from "../../client/rest/index.js";
import { startTestServer, type TestServer } from "../../cmd/testing/index.js";
import { eventually, newestKubectl, runProgram } from "../e2e/harness.js";
import { readGolden, skipWithout } from "../support/golden.js";

const DUMPS = "/debug/api_priority_and_fairness";
const CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";

let dir: string;
let server: TestServer;
let admin: RESTClient;
let user: RESTClient;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), "kindsmith-apf-"));
  const tokens = join(dir, "tokens.csv");
  await writeFile(tokens, "user-token,somebody,1\n");
  server = await startTestServer({ flags: [`--token-auth-file=${tokens}`, "--authorization-mode=AlwaysAllow"] });
  await writeFile(join(dir, "kubeconfig"), server.kubeconfig);
  admin = new RESTClient({ ...server.clientConfig, userAgent: "golden" });
  user = new RESTClient({ ...server.clientConfig, bearerToken: "user-token" });
});
after(async () => {
  admin.close();
  user.close();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

describe("objects and errors", () => {
  const FILE = "apf.json";
  for (const { name, request, response } of readGolden<Recording[]>(FILE, [])) {
    if (request.path.startsWith(DUMPS)) continue;
    test(name, { skip: skipWithout(FILE) }, async () => {
      const expected = comparableWithManagers(response.body);
      // Statuses are written after their objects.
      const answer = await eventually(
        name,
        async () => {
          const got = await send(request);
          return got.status === 200 && !sameJSON(comparableWithManagers(bodyOf(got)), expected) ? undefined : got;
        },
        3000,
      ).catch(() => send(request));
      assert.equal(answer.status, response.status);
      assert.deepEqual(comparableWithManagers(bodyOf(answer)), expected);
      for (const [header, value] of Object.entries(response.headers)) {
        if (value === "<present>") assert.notEqual(answer.headers[header] ?? "", "", header);
        else assert.equal(answer.headers[header], value, header);
      }
    });
  }
});

function send({ method, path, headers = {}, body }: Recording["request"]): Promise<RawResponse> {
  const { "Content-Type": contentType, ...rest } = headers;
  return admin.requestRaw({
    method: method as HttpMethod,
    absolutePath: path,
    headers: rest,
    ...(body === undefined ? {} : { body }),
    ...(contentType === undefined ? {} : { contentType }),
  });
}

function bodyOf(answer: RawResponse): unknown {
  return JSON.parse(answer.body.toString());
}

function sameJSON(a: unknown, b: unknown): boolean {
  try {
    assert.deepEqual(a, b);
    return true;
  } catch {
    return false;
  }
}

describe("dumps through kubectl", () => {
  const FILE = "apf.json";
  for (const { name, request, response } of readGolden<Recording[]>(FILE, [])) {
    if (!request.path.startsWith(DUMPS)) continue;
    test(name, { skip: skipWithout(FILE) }, async () => {
      const watch = name.endsWith("while a watch is open")
        ? await admin.watch({ method: "GET", absolutePath: CONFIG_MAPS })
        : undefined;
      const { path } = newestKubectl();
      const args = ["--kubeconfig", join(dir, "kubeconfig"), "get", "--raw", request.path];
      const output = await runProgram(path, args, { env: { HOME: dir } });
      watch?.stop();
      assert.equal(output.code, 0, output.stderr);
      const header = (text: string): string => text.slice(0, text.indexOf("\n"));
      // Widths follow what is in the columns, and times of ours are of other widths than placeholders.
      if (!request.path.includes("dump_requests")) assert.equal(header(output.stdout), header(String(response.body)));
      assert.deepEqual(rowsOf(output.stdout), rowsOf(String(response.body)));
    });
  }
});

/** Cells of a dump without what no two servers have in common; levels come in no order upstream. */
function rowsOf(dump: string): readonly string[][] {
  const [header = [], ...rows] = dump
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/, */));
  const varies = new Map<number, (cell: string) => string>();
  header.forEach((column, i) => {
    if (column === "DispatchedRequests") varies.set(i, (cell) => (cell === "0" ? "0" : "<some>"));
    if (column === "ArriveTime" || column === "StartTime") {
      varies.set(i, (cell) => cell.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, "<time>"));
    }
    if (column === "UserName") varies.set(i, (cell) => cell.replace(/^kindsmith-admin$/, "admin"));
  });
  const known = rows.map((row) => row.map((cell, i) => varies.get(i)?.(cell) ?? cell));
  return [
    header,
    ...known
      .map((row) => row.join("\t"))
      .sort()
      .map((row) => row.split("\t")),
  ];
}

interface GoldenMetric {
  readonly help: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly buckets?: readonly string[];
}

describe("metrics", () => {
  const FILE = "metrics.json";
  let text = "";
  before(async () => {
    const object = { metadata: { name: "one" }, data: { text: "some" } };
    await user.request({ method: "POST", absolutePath: CONFIG_MAPS, body: object });
    await user.request({ method: "GET", absolutePath: CONFIG_MAPS });
    const watch = await user.watch({ method: "GET", absolutePath: CONFIG_MAPS });
    watch.stop();
    text = (await admin.requestRaw({ method: "GET", absolutePath: "/metrics" })).body.toString();
  });

  const recorded = Object.entries(readGolden<Record<string, GoldenMetric>>(FILE, {})).filter(([name]) =>
    /^apiserver_(flowcontrol_|current_in(flight|queue)_requests)/.test(name),
  );
  for (const [name, want] of recorded) {
    test(name, { skip: skipWithout(FILE) }, () => {
      assert.equal(new RegExp(`^# TYPE ${name} (\\S+)$`, "m").exec(text)?.[1], want.type);
      const stability = /^(EXPERIMENTAL: )?\[[A-Z]+\]/;
      const help = new RegExp(`^# HELP ${name} (.*)$`, "m").exec(text)?.[1] ?? "";
      assert.equal(stability.exec(help)?.[0], stability.exec(want.help)?.[0]);
      const samples = [...text.matchAll(new RegExp(`^${name}(?:_bucket)?(?:\\{(.*)\\})? \\S+$`, "gm"))];
      assert.notEqual(samples.length, 0);
      for (const [, labels = ""] of samples) {
        const names = [...labels.matchAll(/(\w+)="/g)].map((match) => match[1]).filter((label) => label !== "le");
        assert.deepEqual(names.sort(), [...want.labels].sort());
      }
      if (want.buckets === undefined) return;
      const first = samples[0]?.[1]?.replace(/,?le=".*"/, "") ?? "";
      const bounds = samples
        .filter(([, labels = ""]) => labels.replace(/,?le=".*"/, "") === first)
        .map(([, labels = ""]) => /le="(.*)"/.exec(labels)?.[1]);
      assert.deepEqual(bounds, want.buckets);
    });
  }

  // Nothing of the kind had happened when the recording was made.
  const FLOW = ["flow_schema", "priority_level"];
  const rare: readonly (readonly [string, readonly string[]])[] = [
    ["rejected_requests_total", [...FLOW, "reason"]],
    ["request_dispatch_no_accommodation_total", FLOW],
    ["epoch_advance_total", ["priority_level", "success"]],
  ];
  test("no metric that upstream does not have", { skip: skipWithout(FILE) }, () => {
    const known = new Set([
      ...recorded.map(([name]) => name),
      ...rare.map(([name]) => `apiserver_flowcontrol_${name}`),
    ]);
    const ours = [...text.matchAll(/^# TYPE (apiserver_flowcontrol_\S+)/gm)].map((match) => match[1] ?? "");
    assert.deepEqual(
      ours.filter((name) => !known.has(name)),
      [],
    );
  });
});

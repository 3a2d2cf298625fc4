import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { TokenBucketRateLimiter, type RawResponse, type RequestSpec } from "../../client/rest/index.js";
import {
  BufferedBackend,
  ignoringFailures,
  LogBackend,
  RotatingFile,
  TruncatingBackend,
  UnionBackend,
  WebhookBackend,
  type AuditBackend,
  type AuditEvent,
  type BufferOptions,
} from "./index.js";

function event(auditID: string, more: Partial<AuditEvent> = {}): AuditEvent {
  return {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID,
    stage: "ResponseComplete",
    requestURI: "/api/v1/namespaces/n/pods?a=<b>",
    verb: "list",
    user: { username: "ann", groups: ["a", "b"] },
    sourceIPs: ["192.0.2.1"],
    userAgent: "curl",
    objectRef: { resource: "pods", namespace: "n" },
    responseStatus: { metadata: {}, code: 200 },
    requestReceivedTimestamp: "2026-01-01T00:00:00.000000Z",
    stageTimestamp: "2026-01-01T00:00:00.001000Z",
    ...more,
  };
}

/** Keeps the IDs of every batch. */
class FakeBackend implements AuditBackend {
  readonly name = "fake";
  readonly batches: string[][] = [];
  answer: boolean | Promise<boolean> = true;
  stopped = false;
  process(events: readonly AuditEvent[]): boolean | Promise<boolean> {
    this.batches.push(events.map(({ auditID }) => auditID));
    return this.answer;
  }
  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }
}

const failed = (err: unknown): never => assert.fail(String(err));

class Losses {
  readonly seen: string[] = [];
  readonly report = (plugin: string, err: unknown, lost: readonly AuditEvent[]): void => {
    this.seen.push(`${plugin}: ${(err as Error).message}: ${lost.map(({ auditID }) => auditID).join(",")}`);
  };
}

test("log: a line of JSON as Go writes it, and the older text", () => {
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line), close: () => undefined };
  const { report } = new Losses();
  new LogBackend({ output, format: "json", report }).process([event("1")]);
  assert.match(
    lines[0]!,
    /^\{"kind":"Event","apiVersion":"audit\.k8s\.io\/v1","level":"Metadata","auditID":"1",.*\}\n$/,
  );
  assert.match(lines[0]!, /"requestURI":"\/api\/v1\/namespaces\/n\/pods\?a=\\u003cb\\u003e"/);
  new LogBackend({ output, format: "legacy", report }).process([event("1")]);
  assert.equal(
    lines[1],
    '2026-01-01T00:00:00.000000Z AUDIT: id="1" stage="ResponseComplete" ip="192.0.2.1" method="list" user="ann" groups="\\"a\\",\\"b\\"" as="<self>" asgroups="<lookup>" user-agent="curl" namespace="n" uri="/api/v1/namespaces/n/pods?a=<b>" response="200"\n',
  );
});

test("log: a line that is lost is reported and the answer says so", () => {
  const losses = new Losses();
  const output = {
    write: () => {
      throw new Error("disk full");
    },
    close: () => undefined,
  };
  const backend = new LogBackend({ output, format: "json", report: losses.report });
  assert.equal(backend.process([event("1"), event("2")]), false);
  assert.deepEqual(losses.seen, ["log: disk full: 1", "log: disk full: 2"]);
  assert.equal(ignoringFailures(backend).process([event("3")]), true);
});

function folder(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), "audit-"));
  t.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

test("file: put aside when large, by number and age; only the owner reads it", async (t) => {
  const dir = folder(t);
  const path = join(dir, "logs", "audit.log");
  const clock = new FakeClock(Date.parse("2026-01-31T12:00:00Z"));
  const file = new RotatingFile({
    path,
    maxBytes: 10,
    maxBackups: 2,
    maxAgeDays: 1,
    compress: false,
    clock,
    onError: failed,
  });
  file.open();
  assert.equal(statSync(path).mode & 0o777, 0o600);
  file.write("123456\n");
  file.write("x\n");
  assert.equal(readFileSync(path, "utf8"), "123456\nx\n");
  writeFileSync(join(dir, "logs", "audit-notes.log"), "not ours");
  for (let i = 0; i < 3; i++) {
    await clock.advance(1000);
    file.write("123456\n");
  }
  await file.settled();
  assert.deepEqual(readdirSync(join(dir, "logs")), [
    "audit-2026-01-31T12-00-02.000.log",
    "audit-2026-01-31T12-00-03.000.log",
    "audit-notes.log",
    "audit.log",
  ]);
  await clock.advance(2 * 24 * 60 * 60 * 1000);
  file.write("a line that is longer than all that a file should have\n");
  await file.settled();
  assert.deepEqual(readdirSync(join(dir, "logs")), [
    "audit-2026-02-02T12-00-03.000.log",
    "audit-notes.log",
    "audit.log",
  ]);
  file.close();
});

test("file: compressed, and continued after a restart", async (t) => {
  const path = join(folder(t), "audit.log");
  const clock = new FakeClock(Date.parse("2026-01-31T12:00:00Z"));
  const opts = { path, maxBytes: 10, maxBackups: 0, maxAgeDays: 0, compress: true, clock, onError: failed };
  const before = new RotatingFile(opts);
  before.write("123456\n");
  before.close();
  const file = new RotatingFile(opts);
  file.open();
  file.write("abcdef\n");
  await file.settled();
  file.close();
  assert.deepEqual(readdirSync(join(path, "..")), ["audit-2026-01-31T12-00-00.000.log.gz", "audit.log"]);
  assert.equal(readFileSync(path, "utf8"), "abcdef\n");
});

function buffered(next: AuditBackend, clock: FakeClock, losses: Losses, opts: Partial<BufferOptions> = {}) {
  const defaults = { bufferSize: 5, maxBatchSize: 2, maxBatchWaitMs: 1000, throttle: undefined, concurrent: true };
  return new BufferedBackend(next, { ...defaults, ...opts }, { clock, report: losses.report });
}

test("buffer: a batch goes when it is full, or after its time", async () => {
  const [next, clock, losses] = [new FakeBackend(), new FakeClock(), new Losses()];
  const backend = buffered(next, clock, losses);
  assert.equal(backend.process([event("1")]), true);
  await clock.advance(999);
  assert.deepEqual(next.batches, []);
  await clock.advance(1);
  assert.deepEqual(next.batches, [["1"]]);
  backend.process([event("2"), event("3"), event("4")]);
  await clock.advance(0);
  assert.deepEqual(next.batches, [["1"], ["2", "3"]]);
  await clock.advance(1000);
  assert.deepEqual(next.batches, [["1"], ["2", "3"], ["4"]]);
});

test("buffer: what does not fit in is lost, and a stop sends the rest", async () => {
  const [next, clock, losses] = [new FakeBackend(), new FakeClock(), new Losses()];
  const throttle = new TokenBucketRateLimiter({ qps: 1, burst: 1, clock });
  const backend = buffered(next, clock, losses, { throttle, bufferSize: 3 });
  backend.process([event("1"), event("2")]);
  await clock.advance(0);
  backend.process([event("3"), event("4"), event("5"), event("6")]);
  assert.deepEqual(losses.seen, ["buffered: audit buffer queue blocked: 6"]);
  assert.deepEqual(next.batches, [["1", "2"]]);
  const stopped = backend.stop();
  backend.process([event("7")]);
  assert.equal(losses.seen[1], "buffered: audit backend shut down: 7");
  await clock.advance(1000);
  await clock.advance(1000);
  await stopped;
  assert.deepEqual(next.batches, [["1", "2"], ["3", "4"], ["5"]]);
  assert.equal(next.stopped, true);
});

test("buffer: batches follow one another unless they may overlap", async () => {
  for (const concurrent of [true, false]) {
    const [next, clock, losses] = [new FakeBackend(), new FakeClock(), new Losses()];
    let arrive = (_kept: boolean): void => undefined;
    next.answer = new Promise((resolve) => (arrive = resolve));
    buffered(next, clock, losses, { concurrent }).process(["1", "2", "3", "4"].map((id) => event(id)));
    await clock.advance(0);
    assert.equal(next.batches.length, concurrent ? 2 : 1);
    arrive(true);
    await clock.advance(0);
    assert.equal(next.batches.length, 2);
  }
});

test("truncate: objects go first, then the event; batches are split", async () => {
  const [next, losses] = [new FakeBackend(), new Losses()];
  const seen: AuditEvent[] = [];
  const keeping: AuditBackend = {
    name: "keeping",
    process: (events) => {
      seen.push(...events);
      return next.process(events);
    },
    stop: () => next.stop(),
  };
  const backend = new TruncatingBackend(keeping, { maxEventBytes: 800, maxBatchBytes: 1300 }, losses.report);
  const large = "x".repeat(1000);
  await backend.process([
    event("small"),
    event("large", { level: "RequestResponse", requestObject: { large }, responseObject: { large } }),
    event("hopeless", { userAgent: large }),
    event("last"),
  ]);
  assert.deepEqual(next.batches, [["small", "large"], ["last"]]);
  assert.deepEqual(losses.seen, ["truncate: event is too large even after truncating: hopeless"]);
  assert.equal(seen[1]!.requestObject, undefined);
  assert.deepEqual(seen[1]!.annotations, { "audit.k8s.io/truncated": "true" });
});

test("union: all get everything, and one failure is one", async () => {
  const [one, two] = [new FakeBackend(), new FakeBackend()];
  two.answer = Promise.resolve(false);
  const union = new UnionBackend([one, two]);
  assert.equal(await union.process([event("1")]), false);
  await union.stop();
  assert.deepEqual([one.batches, two.batches, one.stopped], [[["1"]], [["1"]], true]);
});

test("webhook: five attempts with growing pauses, then the events are lost", async () => {
  const clock = new FakeClock();
  const sent: { spec: RequestSpec; at: number }[] = [];
  const answers = [500, 500, 200];
  const client = {
    requestRaw: (spec: RequestSpec): Promise<RawResponse> => {
      sent.push({ spec, at: clock.monotonic() });
      return Promise.resolve({ status: answers.shift() ?? 500, headers: {}, body: Buffer.from("no") });
    },
    request: assert.fail,
    watch: assert.fail,
    close: () => undefined,
  };
  const losses = new Losses();
  const deps = { client, path: "/sink", initialBackoffMs: 1000, clock, random: () => 0, report: losses.report };
  const backend = new WebhookBackend(deps);
  const start = clock.monotonic();
  const first = backend.process([event("1"), event("2")]);
  await clock.advance(1000);
  await clock.advance(1500);
  assert.equal(await first, true);
  assert.deepEqual(
    sent.map(({ at }) => at - start),
    [0, 1000, 2500],
  );
  const { method, absolutePath, body, params } = sent[0]!.spec;
  assert.deepEqual([method, absolutePath, params], ["POST", "/sink", { timeout: "30s" }]);
  const list = JSON.parse(body as string) as { kind: string; apiVersion: string; items: AuditEvent[] };
  assert.deepEqual([list.kind, list.apiVersion, list.items.length], ["EventList", "audit.k8s.io/v1", 2]);
  const second = backend.process([event("3")]);
  for (const pause of [1000, 1500, 2250, 3375]) await clock.advance(pause);
  assert.equal(await second, false);
  assert.equal(sent.length, 3 + 5);
  assert.match(losses.seen[0]!, /^webhook: .*: 3$/);
});

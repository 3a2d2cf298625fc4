import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import type { UserInfo } from "../authentication/index.js";
import { MetricsRegistry } from "../metrics/index.js";
import { answerError, isLongRunning, type ServerRequest } from "../server/index.js";
import { fakeRequest, type FakeRequest } from "../server/testing/fake-request.js";
import { newUnauthorized } from "../../apimachinery/api/errors/index.js";
import {
  AuditMetrics,
  AuditPolicyEvaluator,
  parseAuditPolicy,
  withAudit,
  withRefusalAudit,
  type AuditDeps,
  type AuditEvent,
} from "./index.js";

const ann: UserInfo = { name: "ann", uid: "7", groups: ["devs"], extra: { b: ["2"], a: ["1"] } };
const RECEIVED = Date.parse("2026-01-01T00:00:00.250Z");
const URL = "/api/v1/namespaces/n/configmaps";

class Sink {
  readonly events: AuditEvent[] = [];
  readonly registry = new MetricsRegistry();
  readonly clock = new FakeClock(RECEIVED);
  keeps = true;

  deps(policy: string): AuditDeps<ServerRequest> {
    return {
      policy: new AuditPolicyEvaluator(parseAuditPolicy(`apiVersion: audit.k8s.io/v1\nkind: Policy\n${policy}`)),
      backend: {
        name: "sink",
        process: (events) => {
          this.events.push(...events);
          return this.keeps;
        },
        stop: () => Promise.resolve(),
      },
      metrics: new AuditMetrics(this.registry),
      clock: this.clock,
      isLongRunning: (request) => isLongRunning(request.requestInfo),
      answerError,
    };
  }

  get stages(): string[] {
    return this.events.map(({ stage }) => stage);
  }
}

function ask(method: string, url: string, headers: Record<string, string> = {}): FakeRequest {
  const request = fakeRequest(method, url, { user: ann, receivedAt: RECEIVED, headers });
  request.auditID = "id";
  return request;
}

const managed = [{ manager: "m" }];
const sent = { kind: "ConfigMap", apiVersion: "v1", metadata: { name: "c", managedFields: managed } };
const stored = { ...sent, metadata: { ...sent.metadata, uid: "u", resourceVersion: "5" } };

async function create(policy: string): Promise<Sink> {
  const sink = new Sink();
  const request = ask("POST", `${URL}?dryRun=All`, { "user-agent": "curl", "x-forwarded-for": "198.51.100.7" });
  await withAudit(sink.deps(policy))(async (req) => {
    req.audit?.requestObject(sent);
    req.auditAnnotations.set("z", "1").set("authorization.k8s.io/decision", "allow");
    await sink.clock.advance(100);
    req.response.send(201, "application/json", JSON.stringify(stored));
  })(request);
  return sink;
}

test("level Metadata: who, what and how it ended", async () => {
  const { events, registry } = await create("rules: [{level: Metadata}]");
  const received = {
    kind: "Event",
    apiVersion: "audit.k8s.io/v1",
    level: "Metadata",
    auditID: "id",
    stage: "RequestReceived",
    requestURI: `${URL}?dryRun=All`,
    verb: "create",
    user: { username: "ann", uid: "7", groups: ["devs"], extra: { a: ["1"], b: ["2"] } },
    sourceIPs: ["198.51.100.7", "192.0.2.1"],
    userAgent: "curl",
    objectRef: { resource: "configmaps", namespace: "n", apiVersion: "v1" },
    requestReceivedTimestamp: "2026-01-01T00:00:00.250000Z",
    stageTimestamp: "2026-01-01T00:00:00.250000Z",
  };
  const { requestReceivedTimestamp, stageTimestamp: _stage, ...head } = received;
  const complete = {
    ...head,
    stage: "ResponseComplete",
    objectRef: { resource: "configmaps", namespace: "n", name: "c", apiVersion: "v1" },
    responseStatus: { metadata: {}, code: 201 },
    requestReceivedTimestamp,
    stageTimestamp: "2026-01-01T00:00:00.350000Z",
    annotations: { "authorization.k8s.io/decision": "allow", z: "1" },
  };
  // As text, since the order of fields is upstream's.
  assert.deepEqual(
    events.map((event) => JSON.stringify(event)),
    [received, complete].map((event) => JSON.stringify(event)),
  );
  const metrics = await registry.text();
  assert.match(metrics, /^apiserver_audit_event_total 2$/m);
  assert.match(metrics, /^apiserver_audit_level_total\{level="Metadata"\} 1$/m);
  assert.match(metrics, /^apiserver_audit_requests_rejected_total 0$/m);
});

test("levels Request and RequestResponse add objects, without managed fields when told so", async () => {
  const inNamespace = (object: typeof sent): object => ({
    ...object,
    metadata: { ...object.metadata, namespace: "n" },
  });
  const request = (await create("rules: [{level: Request}]")).events[1]!;
  assert.deepEqual(request.requestObject, inNamespace(sent));
  assert.equal(request.responseObject, undefined);
  const both = (await create("omitManagedFields: true\nrules: [{level: RequestResponse}]")).events[1]!;
  assert.deepEqual(both.requestObject, {
    kind: "ConfigMap",
    apiVersion: "v1",
    metadata: { name: "c", namespace: "n" },
  });
  assert.deepEqual(both.responseObject, {
    kind: "ConfigMap",
    apiVersion: "v1",
    metadata: { name: "c", uid: "u", resourceVersion: "5" },
  });
});

test("level None and omitted stages make no events", async () => {
  assert.deepEqual((await create("rules: [{level: None}]")).events, []);
  assert.deepEqual((await create("omitStages: [RequestReceived]\nrules: [{level: Metadata}]")).stages, [
    "ResponseComplete",
  ]);
});

test("a Status says more than its code, also at level Metadata", async () => {
  const sink = new Sink();
  await withAudit(sink.deps("rules: [{level: Metadata}]"))((request) => {
    request.response.send(
      404,
      "application/yaml",
      "apiVersion: v1\nkind: Status\nmetadata: {}\nstatus: Failure\nmessage: gone\nreason: NotFound\ncode: 404\n",
    );
    return Promise.resolve();
  })(ask("GET", `${URL}/c`));
  assert.deepEqual(sink.events[1]!.responseStatus, {
    metadata: {},
    status: "Failure",
    message: "gone",
    reason: "NotFound",
    code: 404,
  });
  assert.equal(sink.events[1]!.responseObject, undefined);
});

test("a watch is told of when it begins and when it ends", async () => {
  const sink = new Sink();
  const request = ask("GET", `${URL}?watch=true`);
  let end = (): void => undefined;
  const running = withAudit(sink.deps("rules: [{level: RequestResponse}]"))(async (req) => {
    req.response.stream(200, "application/json").write(Buffer.from('{"type":"ADDED"}\n'));
    await new Promise<void>((resolve) => (end = resolve));
  })(request);
  await sink.clock.advance(600);
  assert.deepEqual(sink.stages, ["RequestReceived", "ResponseStarted"]);
  end();
  await running;
  assert.deepEqual(sink.stages, ["RequestReceived", "ResponseStarted", "ResponseComplete"]);
  const last = sink.events[2]!;
  assert.deepEqual([last.verb, last.responseStatus?.code, last.responseObject], ["watch", 200, undefined]);
  assert.deepEqual(last.annotations, { "apiserver.latency.k8s.io/total": "600ms" });
});

test("a watch that is refused says why in both events", async () => {
  const sink = new Sink();
  await withAudit(sink.deps("rules: [{level: Metadata}]"))((request) => {
    answerError(request, newUnauthorized("no"));
    return Promise.resolve();
  })(ask("GET", `${URL}?watch=true`));
  assert.deepEqual(sink.stages, ["RequestReceived", "ResponseStarted", "ResponseComplete"]);
  assert.equal(sink.events[1]!.responseStatus?.message, "no");
});

test("a client that left early, and a defect", async () => {
  const early = new Sink();
  await withAudit(early.deps("rules: [{level: Metadata}]"))(() => Promise.resolve())(ask("GET", URL));
  assert.deepEqual(early.events[1]!.responseStatus, {
    metadata: {},
    status: "Success",
    message: "Connection closed early",
    code: 200,
  });
  const defect = new Sink();
  const served = withAudit(defect.deps("rules: [{level: Metadata}]"))(() => Promise.reject(new Error("bug")));
  await assert.rejects(async () => served(ask("GET", URL)), /bug/);
  assert.deepEqual(defect.stages, ["RequestReceived", "Panic"]);
  assert.equal(defect.events[1]!.responseStatus?.message, "APIServer panic'd: bug");
});

test("an impersonated user stands beside the one who authenticated", async () => {
  const sink = new Sink();
  await withAudit(sink.deps("rules: [{level: Metadata}]"))((request) => {
    request.user = { name: "bob", uid: "", groups: ["system:authenticated"], extra: {} };
    request.impersonationConstraint = "impersonate:user-info";
    request.response.send(200, "text/plain", "ok");
    return Promise.resolve();
  })(ask("GET", "/healthz"));
  const [received, complete] = sink.events;
  assert.equal(received!.impersonatedUser, undefined);
  assert.equal(complete!.user.username, "ann");
  assert.deepEqual(complete!.impersonatedUser, { username: "bob", groups: ["system:authenticated"] });
  assert.deepEqual(complete!.authenticationMetadata, { impersonationConstraint: "impersonate:user-info" });
});

test("a request whose event cannot be kept is refused", async () => {
  const sink = new Sink();
  sink.keeps = false;
  const request = ask("GET", URL);
  await withAudit(sink.deps("rules: [{level: Metadata}]"))(() => assert.fail("served"))(request);
  assert.equal(request.response.status, 500);
  assert.equal(request.response.json()["message"], "Internal error occurred: failed to store audit event");
  assert.match(await sink.registry.text(), /^apiserver_audit_requests_rejected_total 1$/m);
});

test("a failed authentication is one event", async () => {
  const sink = new Sink();
  const request = ask("GET", URL);
  request.user = undefined;
  await withRefusalAudit(sink.deps("rules: [{level: Metadata}]"))((req) => {
    answerError(req, newUnauthorized("Unauthorized"));
    return Promise.resolve();
  })(request);
  assert.deepEqual(sink.stages, ["ResponseStarted"]);
  assert.deepEqual(sink.events[0]!.user, {});
  assert.deepEqual(sink.events[0]!.responseStatus, {
    metadata: {},
    status: "Failure",
    message: "Unauthorized",
    reason: "Unauthorized",
    code: 401,
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Path, forbidden, invalid, required } from "../../validation/field/index.js";
import * as errors from "./index.js";

const pods = { group: "", resource: "pods" };
const deployments = { group: "apps", resource: "deployments" };
const none = { group: "", resource: "" };

const statuses: readonly (readonly [string, errors.StatusError, Record<string, unknown>])[] = [
  [
    "not found",
    errors.newNotFound(deployments, "x"),
    {
      code: 404,
      reason: "NotFound",
      message: 'deployments.apps "x" not found',
      details: { name: "x", group: "apps", kind: "deployments" },
    },
  ],
  [
    "already exists",
    errors.newAlreadyExists(pods, "x"),
    { code: 409, reason: "AlreadyExists", message: 'pods "x" already exists', details: { name: "x", kind: "pods" } },
  ],
  [
    "no name left",
    errors.newGenerateNameConflict(pods, "x", 1),
    {
      code: 409,
      reason: "AlreadyExists",
      message: 'pods "x" already exists, the server was not able to generate a unique name for the object',
      details: { name: "x", kind: "pods", retryAfterSeconds: 1 },
    },
  ],
  ["unauthorized", errors.newUnauthorized(), { code: 401, reason: "Unauthorized", message: "not authorized" }],
  [
    "forbidden",
    errors.newForbidden(pods, "x", "no"),
    { code: 403, reason: "Forbidden", message: 'pods "x" is forbidden: no', details: { name: "x", kind: "pods" } },
  ],
  [
    "forbidden without a name",
    errors.newForbidden(pods, "", new Error("no")),
    { code: 403, reason: "Forbidden", message: "pods is forbidden: no", details: { kind: "pods" } },
  ],
  [
    "forbidden path",
    errors.newForbidden(none, "", "no"),
    { code: 403, reason: "Forbidden", message: "forbidden: no", details: {} },
  ],
  [
    "conflict",
    errors.newConflict(pods, "x", "late"),
    {
      code: 409,
      reason: "Conflict",
      message: 'Operation cannot be fulfilled on pods "x": late',
      details: { name: "x", kind: "pods" },
    },
  ],
  [
    "apply conflict",
    errors.newApplyConflict([{ reason: "FieldManagerConflict", message: "m", field: ".f" }], "Apply failed"),
    {
      code: 409,
      reason: "Conflict",
      message: "Apply failed",
      details: { causes: [{ reason: "FieldManagerConflict", message: "m", field: ".f" }] },
    },
  ],
  [
    "invalid, one error",
    errors.newInvalid({ group: "", kind: "Pod" }, "x", [required(Path.of("spec", "a"), "")]),
    {
      code: 422,
      reason: "Invalid",
      message: 'Pod "x" is invalid: spec.a: Required value',
      details: {
        name: "x",
        kind: "Pod",
        causes: [{ reason: "FieldValueRequired", message: "Required value", field: "spec.a" }],
      },
    },
  ],
  [
    "invalid, errors that repeat",
    errors.newInvalid({ group: "apps", kind: "Deployment" }, "x", [
      invalid(Path.of("a"), 1, "bad"),
      forbidden(Path.of("b"), "no"),
      invalid(Path.of("a"), 1, "bad"),
    ]),
    {
      code: 422,
      reason: "Invalid",
      message: 'Deployment.apps "x" is invalid: [a: Invalid value: 1: bad, b: Forbidden: no]',
      details: {
        name: "x",
        group: "apps",
        kind: "Deployment",
        causes: [
          { reason: "FieldValueInvalid", message: "Invalid value: 1: bad", field: "a" },
          { reason: "FieldValueForbidden", message: "Forbidden: no", field: "b" },
          { reason: "FieldValueInvalid", message: "Invalid value: 1: bad", field: "a" },
        ],
      },
    },
  ],
  [
    "invalid without errors",
    errors.newInvalid({ group: "", kind: "Pod" }, "x", []),
    { code: 422, reason: "Invalid", message: 'Pod "x" is invalid', details: { name: "x", kind: "Pod" } },
  ],
  ["bad request", errors.newBadRequest("what?"), { code: 400, reason: "BadRequest", message: "what?" }],
  [
    "method",
    errors.newMethodNotSupported(deployments, "create"),
    {
      code: 405,
      reason: "MethodNotAllowed",
      message: 'create is not supported on resources of kind "deployments.apps"',
      details: { group: "apps", kind: "deployments" },
    },
  ],
  [
    "server timeout",
    errors.newServerTimeout(pods, "get", 2),
    {
      code: 500,
      reason: "ServerTimeout",
      message: "The get operation against pods could not be completed at this time, please try again.",
      details: { name: "get", kind: "pods", retryAfterSeconds: 2 },
    },
  ],
  [
    "internal",
    errors.newInternalError(new Error("boom")),
    {
      code: 500,
      reason: "InternalError",
      message: "Internal error occurred: boom",
      details: { causes: [{ message: "boom" }] },
    },
  ],
  [
    "timeout",
    errors.newTimeoutError("slow", 0),
    { code: 504, reason: "Timeout", message: "Timeout: slow", details: {} },
  ],
  [
    "future version",
    errors.newTooLargeResourceVersion(99999999n, 218n, 1),
    {
      code: 504,
      reason: "Timeout",
      message: "Timeout: Too large resource version: 99999999, current: 218",
      details: {
        causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
        retryAfterSeconds: 1,
      },
    },
  ],
  [
    "too large",
    errors.newRequestEntityTooLarge("limit is 3145728"),
    { code: 413, reason: "RequestEntityTooLarge", message: "Request entity too large: limit is 3145728" },
  ],
  [
    "not acceptable",
    errors.newNotAcceptable(["application/json", "application/yaml"]),
    {
      code: 406,
      reason: "NotAcceptable",
      message: "only the following media types are accepted: application/json, application/yaml",
    },
  ],
  [
    "media type",
    errors.newUnsupportedMediaType(["application/json"]),
    {
      code: 415,
      reason: "UnsupportedMediaType",
      message: "the body of the request was in an unknown format - accepted media types include: application/json",
    },
  ],
  [
    "too many requests",
    errors.newTooManyRequests("later", 3),
    { code: 429, reason: "TooManyRequests", message: "later", details: { retryAfterSeconds: 3 } },
  ],
  ["gone", errors.newGone("away"), { code: 410, reason: "Gone", message: "away" }],
  ["expired", errors.newResourceExpired("old"), { code: 410, reason: "Expired", message: "old" }],
  ["unavailable", errors.newServiceUnavailable("down"), { code: 503, reason: "ServiceUnavailable", message: "down" }],
  ["unclassified", errors.newUnclassified(500, "odd"), { code: 500, message: "odd" }],
  [
    "unknown path",
    errors.newGenericServerResponse({ code: 404, verb: "GET" }),
    { code: 404, reason: "NotFound", message: "the server could not find the requested resource", details: {} },
  ],
  [
    "generic with a target",
    errors.newGenericServerResponse({
      code: 503,
      verb: "PUT",
      resource: deployments,
      name: "x",
      serverMessage: "<html>",
      retryAfterSeconds: 4,
      unexpected: true,
    }),
    {
      code: 503,
      reason: "ServiceUnavailable",
      message: "the server is currently unable to handle the request (put deployments.apps x)",
      details: {
        name: "x",
        group: "apps",
        kind: "deployments",
        causes: [{ reason: "UnexpectedServerResponse", message: "<html>" }],
        retryAfterSeconds: 4,
      },
    },
  ],
  [
    "generic 5xx",
    errors.newGenericServerResponse({ code: 502, verb: "get", resource: pods, serverMessage: "bad gateway" }),
    {
      code: 502,
      reason: "InternalError",
      message: 'an error on the server ("bad gateway") has prevented the request from succeeding (get pods)',
      details: { kind: "pods" },
    },
  ],
  [
    "generic 4xx",
    errors.newGenericServerResponse({ code: 418, verb: "get" }),
    {
      code: 418,
      message: "the server responded with the status code 418 but did not return more information",
      details: {},
    },
  ],
];
for (const [name, err, want] of statuses) {
  test(`status: ${name}`, () => {
    const whole = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", ...want };
    assert.deepEqual(err.status, whole);
    assert.equal(err.message, want["message"]);
    const order = ["kind", "apiVersion", "metadata", "status", "message", "reason", "details", "code"];
    assert.deepEqual(
      Object.keys(err.status),
      order.filter((key) => key in whole),
    );
  });
}

test("a conflict on create is an existing name", () => {
  const reasonOf = (verb: string): string =>
    errors.reasonForError(errors.newGenericServerResponse({ code: 409, verb }));
  assert.equal(reasonOf("POST"), "AlreadyExists");
  assert.equal(reasonOf("PUT"), "Conflict");
});

test("predicates look through causes, other copies of the package and unknown reasons", () => {
  const inner = errors.newNotFound(pods, "x");
  const wrapped = new Error("while reading", { cause: new Error("again", { cause: inner }) });
  assert.equal(errors.isNotFound(wrapped), true);
  assert.equal(errors.isConflict(wrapped), false);
  assert.equal(errors.reasonForError(wrapped), "NotFound");
  const foreign = { name: "StatusError", status: { status: "Failure", code: 404, reason: "Odd" } };
  assert.equal(errors.isNotFound(foreign), true);
  const known = { status: { status: "Failure", code: 404, reason: "Gone" } };
  assert.equal(errors.isNotFound(known), false);
  assert.equal(errors.isGone(known), true);
  for (const nothing of [undefined, null, "x", new Error("x"), { status: 404 }, { status: { status: "Success" } }]) {
    assert.equal(errors.isNotFound(nothing), false);
    assert.equal(errors.reasonForError(nothing), "");
  }
});

test("a loop of causes ends", () => {
  const loop = new Error("a") as Error & { cause: unknown };
  loop.cause = loop;
  assert.equal(errors.isNotFound(loop), false);
});

test("delay and causes", () => {
  assert.equal(errors.suggestsClientDelay(errors.newTooManyRequests("", 7)), 7);
  assert.equal(errors.suggestsClientDelay(errors.newServerTimeout(pods, "get", 0)), 0);
  assert.equal(errors.suggestsClientDelay(errors.newNotFound(pods, "x")), undefined);
  assert.equal(errors.isTooLargeResourceVersion(errors.newTooLargeResourceVersion(2n, 1n, 1)), true);
  assert.equal(errors.isTooLargeResourceVersion(errors.newTimeoutError("", 1)), false);
});

test("the funnel keeps what clients may see and hides the rest", () => {
  const known = errors.newConflict(pods, "x", "late");
  assert.equal(errors.statusErrorFrom(known), known);
  const wrapped = new Error("secret detail", { cause: known });
  assert.deepEqual(errors.statusErrorFrom(wrapped).status, known.status);
  for (const thrown of [new Error("password=1"), "password=1", undefined, { password: 1 }]) {
    const err = errors.statusErrorFrom(thrown);
    assert.equal(err.status.code, 500);
    assert.equal(err.status.reason, "InternalError");
    assert.equal(JSON.stringify(err.status).includes("password"), false);
    assert.equal(err.cause, thrown);
  }
});

test("a Status from the wire becomes an error, a success does not", () => {
  const sent = errors.newNotFound(pods, "x").status;
  assert.deepEqual(errors.statusErrorFromObject(JSON.parse(JSON.stringify(sent)))?.status, sent);
  assert.equal(errors.statusErrorFromObject({ ...sent, status: "Success" }), undefined);
  assert.equal(errors.statusErrorFromObject({ kind: "Pod", apiVersion: "v1" }), undefined);
  assert.equal(errors.statusErrorFromObject(null), undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { coordinationGroup } from "../../generated/registry/coordination/index.js";
import { coreGroup } from "../../generated/registry/core/index.js";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { comparable, goldenBench, replay, type Recording } from "./testing/index.js";

const FILE = "errors.json";

interface StatusBody {
  readonly message: string;
  readonly details?: { readonly causes?: { message: string }[] };
}

/** What we expect in place of a recorded body, and why. Everything else has to be equal. */
const DIFFERENCES: { readonly [name: string]: (recorded: unknown) => unknown } = {
  // Recorded as the events of a watch; what was sent is the one object.
  "list ?watch=true&resourceVersion=x": (recorded) => (recorded as unknown[])[0],
  "list ?watch=true&sendInitialEvents=true": (recorded) => (recorded as unknown[])[0],
  "list ?watch=true&sendInitialEvents=true&resourceVersionMatch=Exact": (recorded) => (recorded as unknown[])[0],
  // The message quotes the whole object, whose metadata we write in another order.
  "fieldValidation Strict, merge patch": withoutQuotedObject,
  // The transport leaves the body of an answer to HEAD out, not the handler.
  HEAD: () => ({
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: "the server does not allow this method on the requested resource",
    reason: "MethodNotAllowed",
    details: {},
    code: 405,
  }),
};

/** Bodies that the recording only describes. */
const BODIES: { readonly [name: string]: unknown } = {
  "413 too large": { metadata: { name: "x" }, data: { a: "x".repeat(1_100_000) } },
  "413 above the body limit": { metadata: { name: "x" }, data: { a: "x".repeat(3_300_000) } },
};

/** Server-side apply is tested with its implementation. */
const SKIPPED = /^apply: /;

function withoutQuotedObject(body: unknown): unknown {
  const cut = (text: string): string => text.replace(/Invalid value: ".*": strict/, "Invalid value: <object>: strict");
  const { message, details, ...rest } = body as StatusBody;
  const causes = details?.causes?.map((cause) => ({ ...cause, message: cut(cause.message) }));
  return { ...rest, message: cut(message), details: { causes } };
}

test("errors are those that a Kubernetes server answers", { skip: skipWithout(FILE) }, async (t) => {
  const bench = await goldenBench([coreGroup, coordinationGroup]);
  for (const recording of readGolden<Recording[]>(FILE, [])) {
    const { name, request, response } = recording;
    if (SKIPPED.test(name)) continue;
    await t.test(name, async () => {
      const answer = await replay(bench, recording, BODIES[name] ?? request.body);
      const expected = DIFFERENCES[name]?.(response.body) ?? response.body;
      const got = name.startsWith("fieldValidation Strict, merge") ? withoutQuotedObject(answer.body) : answer.body;
      assert.equal(answer.status, response.status);
      assert.deepEqual(comparable(got ?? answer.text), comparable(expected));
      assert.equal(answer.contentType, response.headers["content-type"]);
      assert.equal(answer.headers.get("retry-after"), response.headers["retry-after"]);
      assert.deepEqual(warningHeader(answer.warnings), response.headers["warning"]);
    });
  }
});

function warningHeader(warnings: readonly string[]): string | undefined {
  if (warnings.length === 0) return undefined;
  return warnings.map((text) => `299 - ${JSON.stringify(text)}`).join(", ");
}

import assert from "node:assert/strict";
import test from "node:test";
import { createBearerAuthenticator, createStaticTokenAuthenticator, createUnionAuthenticator } from "../index.js";
import { answerSelfSubjectReview, answerTokenReview } from "./index.js";

const TYPE = { apiVersion: "authentication.k8s.io/v1", kind: "X", metadata: {} };
const alice = { name: "alice", uid: "7", groups: ["dev"], extra: { k: ["v"] } };
const authenticator = createUnionAuthenticator([
  createBearerAuthenticator([createStaticTokenAuthenticator(new Map([["good", alice]]))]),
]);
const user = { username: "alice", uid: "7", groups: ["dev", "system:authenticated"], extra: { k: ["v"] } };

const cases: readonly [string, { token?: string; audiences?: string[] }, object][] = [
  ["a good token", { token: "good" }, { authenticated: true, user, audiences: ["api"] }],
  ["for an audience", { token: "good", audiences: ["api", "x"] }, { authenticated: true, user, audiences: ["api"] }],
  ["for others only", { token: "good", audiences: ["x"] }, {}],
  ["a bad token", { token: "bad" }, { error: "invalid bearer token" }],
];
for (const [name, spec, status] of cases) {
  test(name, async () => {
    const answer = await answerTokenReview({ authenticator, apiAudiences: ["api"] }, { ...TYPE, spec }, {});
    assert.deepEqual(answer.status, status);
  });
}

test("no token", async () => {
  const asked = answerTokenReview({ authenticator, apiAudiences: [] }, TYPE, {});
  await assert.rejects(asked, /token is required for TokenReview in authentication/);
});

test("the caller himself", () => {
  assert.deepEqual(answerSelfSubjectReview(TYPE, alice, 0), {
    ...TYPE,
    metadata: { creationTimestamp: "1970-01-01T00:00:00Z" },
    status: { userInfo: { username: "alice", uid: "7", groups: ["dev"], extra: { k: ["v"] } } },
  });
});

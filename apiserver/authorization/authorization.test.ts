import assert from "node:assert/strict";
import test from "node:test";
import type { UserInfo } from "../authentication/index.js";
import { parseRequestInfo } from "../endpoints/index.js";
import {
  alwaysAllow,
  alwaysDeny,
  attributesOf,
  createUnionAuthorizer,
  newForbiddenRequest,
  privilegedGroup,
  type Authorizer,
} from "./index.js";

const user: UserInfo = { name: "u<x>", uid: "", groups: [], extra: {} };
const master: UserInfo = { name: "m", uid: "", groups: ["system:masters"], extra: {} };

function ask(method: string, url: string) {
  const [path, query = ""] = url.split("?", 2) as [string, string?];
  return attributesOf(user, parseRequestInfo(method, path, { query: new URLSearchParams(query) }));
}

const messages: [string, string, string, string][] = [
  [
    "GET",
    "/api/v1/namespaces/n/pods/p",
    "",
    'pods "p" is forbidden: User "u&lt;x&gt;" cannot get resource "pods" in API group "" in the namespace "n"',
  ],
  [
    "GET",
    "/apis/apps/v1/deployments",
    "",
    'deployments.apps is forbidden: User "u&lt;x&gt;" cannot list resource "deployments" in API group "apps" at the cluster scope',
  ],
  [
    "GET",
    "/api/v1/namespaces/n/pods/p/log",
    "because",
    'pods "p" is forbidden: User "u&lt;x&gt;" cannot get resource "pods/log" in API group "" in the namespace "n": because',
  ],
  ["GET", "/metrics", "", 'forbidden: User "u&lt;x&gt;" cannot get path "/metrics"'],
];
for (const [method, url, reason, want] of messages) {
  test(`403: ${method} ${url}`, () => {
    const { status } = newForbiddenRequest(ask(method, url), reason);
    assert.equal(status.message, want);
    assert.equal(status.code, 403);
  });
}

test("selectors are passed on", () => {
  const attributes = ask("GET", "/api/v1/pods?labelSelector=a%3Db&fieldSelector=x%3Dy");
  assert.ok(attributes.kind === "resource");
  assert.deepEqual([attributes.labelSelector, attributes.fieldSelector], ["a=b", "x=y"]);
});

const noOpinion = (reason: string): Authorizer => ({
  name: "none",
  authorize: () => Promise.resolve({ decision: "noOpinion", reason }),
});
const deny: Authorizer = { name: "deny", authorize: () => Promise.resolve({ decision: "deny", reason: "no" }) };
const fails: Authorizer = { name: "fails", authorize: () => Promise.reject(new Error("down")) };

const unions: { name: string; authorizers: Authorizer[]; want: string; reason?: string }[] = [
  { name: "first opinion counts", authorizers: [noOpinion("a"), deny, alwaysAllow], want: "deny", reason: "no" },
  { name: "reasons are gathered", authorizers: [noOpinion("a"), noOpinion("b")], want: "noOpinion", reason: "a\nb" },
  { name: "an error does not end the search", authorizers: [fails, alwaysAllow], want: "allow", reason: "" },
  { name: "AlwaysDeny", authorizers: [alwaysDeny], want: "noOpinion", reason: "Everything is forbidden." },
];
for (const tc of unions) {
  test(`union: ${tc.name}`, async () => {
    const result = await createUnionAuthorizer(tc.authorizers).authorize(ask("GET", "/x"), {});
    assert.deepEqual(result, { decision: tc.want, reason: tc.reason });
  });
}

test("union: only errors", async () => {
  await assert.rejects(
    async () => createUnionAuthorizer([fails]).authorize(ask("GET", "/x"), {}),
    /authorization failed/,
  );
});

test("system:masters", async () => {
  const attributes = { kind: "nonResource", user: master, verb: "get", path: "/" } as const;
  assert.equal((await privilegedGroup.authorize(attributes, {})).decision, "allow");
  assert.equal((await privilegedGroup.authorize({ ...attributes, user }, {})).decision, "noOpinion");
});

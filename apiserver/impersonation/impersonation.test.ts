import assert from "node:assert/strict";
import test from "node:test";
import { StatusError } from "../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { MetricsRegistry } from "../metrics/index.js";
import type { UserInfo } from "../authentication/index.js";
import type { AuthorizationAttributes } from "../authorization/index.js";
import { parseRequestInfo } from "../endpoints/index.js";
import { ImpersonationMetrics, withImpersonation, type ImpersonatingRequest } from "./index.js";

type Headers = Record<string, string | string[]>;

/** `verb group/resource[/sub] [ns/]name`, as in `impersonate /users bob`. */
function textOf(question: AuthorizationAttributes): string {
  if (question.kind === "nonResource") return `${question.verb} ${question.path}`;
  const { verb, group, resource, subresource, namespace, name } = question;
  const what = subresource === "" ? resource : `${resource}/${subresource}`;
  return `${verb} ${group}/${what} ${namespace === "" ? "" : `${namespace}/`}${name}`.trim();
}

interface Outcome {
  readonly user: UserInfo | undefined;
  readonly error: StatusError | undefined;
  readonly headers: readonly string[];
  readonly asked: readonly string[];
}

async function run(headers: Headers, allows: readonly string[], requester: Partial<UserInfo> = {}): Promise<Outcome> {
  const asked: string[] = [];
  const left = new Map(Object.entries(headers));
  const values = (name: string): string[] => [left.get(name) ?? []].flat();
  const request = {
    user: { name: "req", uid: "", groups: [], extra: {}, ...requester },
    requestInfo: parseRequestInfo("GET", "/api/v1/namespaces/n/pods/p", { query: new URLSearchParams() }),
    header: (name: string) => values(name)[0],
    headerValues: values,
    headerNames: () => [...left.keys()],
    hasHeader: (matches: (name: string) => boolean) => [...left.keys()].some(matches),
    removeHeaders: (matches: (name: string) => boolean) => {
      for (const name of left.keys()) if (matches(name)) left.delete(name);
    },
  } as unknown as ImpersonatingRequest;
  let error: StatusError | undefined;
  let user: UserInfo | undefined;
  const registry = new MetricsRegistry();
  const filter = withImpersonation({
    authorizer: {
      name: "fake",
      authorize: (question) => {
        const text = textOf(question);
        asked.push(text);
        return Promise.resolve({ decision: allows.includes(text) ? "allow" : "noOpinion", reason: "" });
      },
    },
    clock: new FakeClock(),
    metrics: new ImpersonationMetrics(registry),
    answerError: (_, err) => {
      assert.ok(err instanceof StatusError, String(err));
      error = err;
    },
  });
  await filter((passed) => {
    user = passed.user;
    return Promise.resolve();
  })(request);
  const counted = [...(await registry.text()).matchAll(/^apiserver_impersonation_attempts_total\{(.*)\} 1$/gm)];
  assert.deepEqual(
    counted.map((match) => match[1]!.replace(/mode="[^"]+"/, "mode")),
    asked.length === 0 ? [] : [error === undefined ? 'decision="allowed",mode' : 'decision="denied",mode=""'],
  );
  return { user, error, headers: [...left.keys()], asked };
}

test("without headers nothing is asked", async () => {
  const { user, asked } = await run({ accept: "x" }, []);
  assert.equal(user?.name, "req");
  assert.deepEqual(asked, []);
});

const allowed: readonly {
  readonly name: string;
  readonly headers: Headers;
  readonly allows: readonly string[];
  readonly want: Partial<UserInfo>;
}[] = [
  {
    name: "a user",
    headers: { "impersonate-user": "bob" },
    allows: ["impersonate /users bob"],
    want: { name: "bob", groups: ["system:authenticated"] },
  },
  {
    name: "groups, a UID and extra",
    headers: {
      "impersonate-user": "bob",
      "impersonate-group": ["a", "b"],
      "impersonate-uid": "5",
      "impersonate-extra-example.org%2fk": ["v", "w"],
    },
    allows: [
      "impersonate /users bob",
      "impersonate /groups a",
      "impersonate /groups b",
      "impersonate authentication.k8s.io/uids 5",
      "impersonate authentication.k8s.io/userextras/example.org/k v",
      "impersonate authentication.k8s.io/userextras/example.org/k w",
    ],
    want: { name: "bob", uid: "5", groups: ["a", "b", "system:authenticated"] },
  },
  {
    name: "a service account with its groups",
    headers: { "impersonate-user": "system:serviceaccount:ns:sa" },
    allows: ["impersonate /serviceaccounts ns/sa"],
    want: { groups: ["system:serviceaccounts", "system:serviceaccounts:ns", "system:authenticated"] },
  },
  {
    name: "nobody in particular",
    headers: { "impersonate-user": "system:anonymous" },
    allows: ["impersonate /users system:anonymous"],
    want: { groups: ["system:unauthenticated"] },
  },
  {
    name: "a user who is not authenticated",
    headers: { "impersonate-user": "bob", "impersonate-group": "system:unauthenticated" },
    allows: ["impersonate /users bob", "impersonate /groups system:unauthenticated"],
    want: { groups: ["system:unauthenticated"] },
  },
  {
    name: "system:masters by the old verb",
    headers: { "impersonate-user": "bob", "impersonate-group": "system:masters" },
    allows: ["impersonate /users bob", "impersonate /groups system:masters"],
    want: { groups: ["system:masters", "system:authenticated"] },
  },
  {
    name: "a user, constrained to one request",
    headers: { "impersonate-user": "bob" },
    allows: ["impersonate-on:user-info:get /pods n/p", "impersonate:user-info authentication.k8s.io/users bob"],
    want: { name: "bob", groups: ["system:authenticated"] },
  },
  {
    name: "many groups by one wildcard",
    headers: { "impersonate-user": "bob", "impersonate-group": ["a", "b", "c", "d"] },
    allows: [
      "impersonate-on:user-info:get /pods n/p",
      "impersonate:user-info authentication.k8s.io/users bob",
      "impersonate:user-info authentication.k8s.io/groups *",
    ],
    want: { groups: ["a", "b", "c", "d", "system:authenticated"] },
  },
  {
    name: "a node, constrained",
    headers: { "impersonate-user": "system:node:n1" },
    allows: [
      "impersonate-on:arbitrary-node:get /pods n/p",
      "impersonate:arbitrary-node authentication.k8s.io/nodes n1",
    ],
    want: { name: "system:node:n1", groups: ["system:nodes", "system:authenticated"] },
  },
];
for (const { name, headers, allows, want } of allowed) {
  test(`allowed: ${name}`, async () => {
    const outcome = await run({ ...headers, accept: "x" }, allows);
    assert.equal(outcome.error?.message, undefined);
    for (const [key, value] of Object.entries(want)) assert.deepEqual(outcome.user?.[key as keyof UserInfo], value);
    assert.deepEqual(outcome.headers, ["accept"]);
  });
}

test("extra keys are decoded", async () => {
  const { user } = await run(
    { "impersonate-user": "bob", "impersonate-extra-a%2fb": "v", "impersonate-extra-%zz": "w" },
    [
      "impersonate /users bob",
      "impersonate authentication.k8s.io/userextras/a/b v",
      "impersonate authentication.k8s.io/userextras/%zz w",
    ],
  );
  assert.deepEqual({ ...user?.extra }, { "a/b": ["v"], "%zz": ["w"] });
});

test("the node of one's own pod", async () => {
  const requester = {
    name: "system:serviceaccount:ns:agent",
    extra: { "authentication.kubernetes.io/node-name": ["n1"] },
  };
  const allows = [
    "impersonate-on:associated-node:get /pods n/p",
    "impersonate:associated-node authentication.k8s.io/nodes *",
  ];
  const own = await run({ "impersonate-user": "system:node:n1" }, allows, requester);
  assert.deepEqual([own.user?.name, own.user?.groups], ["system:node:n1", ["system:nodes", "system:authenticated"]]);
  const other = await run({ "impersonate-user": "system:node:n2" }, allows, requester);
  assert.equal(other.error?.status.code, 403);
});

const refused: readonly [string, Headers, readonly string[], number, RegExp][] = [
  [
    "the first refusal is answered",
    { "impersonate-user": "bob" },
    [],
    403,
    /^pods "p" is forbidden: User "req" cannot impersonate-on:user-info:get resource "pods" in API group "" in the namespace "n"$/,
  ],
  [
    "a group",
    { "impersonate-user": "system:node:n1", "impersonate-group": "g" },
    ["impersonate /users system:node:n1"],
    403,
    /^groups "g" is forbidden: User "req" cannot impersonate resource "groups" in API group "" at the cluster scope$/,
  ],
  [
    "system:masters in a constrained mode",
    { "impersonate-user": "bob", "impersonate-group": "system:masters" },
    ["impersonate-on:user-info:get /pods n/p", "impersonate:user-info authentication.k8s.io/users bob"],
    403,
    /groups\.authentication\.k8s\.io "system:masters" is forbidden: .*: impersonating the system:masters group is not allowed$/,
  ],
  [
    "a group without a user",
    { "impersonate-group": "g" },
    [],
    400,
    /^requested &user\.DefaultInfo\{Name:"", UID:"", Groups:\[\]string\{"g"\}, Extra:map\[string\]\[\]string\(nil\)\} without impersonating a user name$/,
  ],
];
for (const [name, headers, allows, code, message] of refused) {
  test(`refused: ${name}`, async () => {
    const { error, user } = await run(headers, allows);
    assert.equal(user, undefined);
    assert.equal(error?.status.code, code);
    assert.match(error?.message ?? "", message);
  });
}

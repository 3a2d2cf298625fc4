import assert from "node:assert/strict";
import test from "node:test";
import { StatusError } from "../../../apimachinery/api/errors/index.js";
import type { AuthorizationAttributes, AuthorizationResult, RuleResolver } from "../index.js";
import { AccessReviews, answerRulesReview, type AccessReview } from "./index.js";

const TYPE = { apiVersion: "authorization.k8s.io/v1", kind: "X" };
const user = { name: "me", uid: "1", groups: ["g"], extra: { k: ["v"] } };

function ask(result: AuthorizationResult | Error) {
  const asked: AuthorizationAttributes[] = [];
  const reviews = new AccessReviews({
    name: "fake",
    authorize: (attributes) => {
      asked.push(attributes);
      return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
    },
  });
  return { asked, reviews };
}

const review = (spec: AccessReview["spec"], metadata: object = {}): AccessReview => ({
  ...TYPE,
  metadata,
  ...(spec === undefined ? {} : { spec }),
});
const pods = { verb: "get", resource: "pods", namespace: "n" };

const answers: readonly [AuthorizationResult | Error, object][] = [
  [
    { decision: "allow", reason: "because" },
    { allowed: true, reason: "because" },
  ],
  [{ decision: "noOpinion", reason: "" }, { allowed: false }],
  [
    { decision: "deny", reason: "no" },
    { allowed: false, denied: true, reason: "no" },
  ],
  [new Error("down"), { allowed: false, evaluationError: "down" }],
];
for (const [result, status] of answers) {
  test(`answers ${JSON.stringify(status)}`, async () => {
    const { reviews } = ask(result);
    const answer = await reviews.self(review({ resourceAttributes: pods }), user, {});
    assert.deepEqual(answer.status, status);
    assert.deepEqual(answer.spec, { resourceAttributes: pods });
  });
}

test("asks for the user of the review, in all versions unless one is named", async () => {
  const { asked, reviews } = ask({ decision: "allow", reason: "" });
  const fieldSelector = { requirements: [{ key: "spec.nodeName", operator: "In", values: ["n1"] }] };
  await reviews.subject(
    review({ user: "u", groups: ["a"], uid: "7", extra: { k: ["v"] }, resourceAttributes: { ...pods, fieldSelector } }),
    {},
  );
  assert.deepEqual(asked, [
    {
      kind: "resource",
      user: { name: "u", groups: ["a"], uid: "7", extra: { k: ["v"] } },
      verb: "get",
      group: "",
      version: "*",
      resource: "pods",
      subresource: "",
      namespace: "n",
      name: "",
      fieldSelector: "spec.nodeName in (n1)",
    },
  ]);
});

test("asks for the caller, and for paths", async () => {
  const { asked, reviews } = ask({ decision: "allow", reason: "" });
  await reviews.self(review({ nonResourceAttributes: { path: "/metrics", verb: "get" } }), user, {});
  assert.deepEqual(asked, [{ kind: "nonResource", user, verb: "get", path: "/metrics" }]);
});

const refusals: readonly [string, () => Promise<unknown>, number, RegExp][] = (() => {
  const { reviews } = ask({ decision: "allow", reason: "" });
  const path = { path: "/", verb: "get" };
  return [
    [
      "both kinds",
      () => reviews.self(review({ resourceAttributes: pods, nonResourceAttributes: path }), user, {}),
      422,
      /spec\.nonResourceAttributes: Invalid value: .*: cannot be specified in combination with resourceAttributes/,
    ],
    [
      "neither kind",
      () => reviews.self(review({}), user, {}),
      422,
      /spec\.resourceAttributes: Invalid value: .*exactly one of nonResourceAttributes or resourceAttributes must be specified/,
    ],
    [
      "nobody",
      () => reviews.subject(review({ resourceAttributes: pods }), {}),
      422,
      /spec\.user: Invalid value: "": at least one of user or group must be specified/,
    ],
    [
      "metadata",
      () => reviews.self(review({ resourceAttributes: pods }, { name: "x" }), user, {}),
      422,
      /metadata: Invalid value: .*: must be empty/,
    ],
    [
      "a selector in two forms",
      () =>
        reviews.self(
          review({
            resourceAttributes: {
              ...pods,
              labelSelector: { rawSelector: "a=b", requirements: [{ key: "a", operator: "Exists" }] },
            },
          }),
          user,
          {},
        ),
      422,
      /labelSelector\.rawSelector: Invalid value: "a=b": may not specified at the same time as requirements/,
    ],
    [
      "local: another namespace",
      () => reviews.local(review({ user: "u", resourceAttributes: pods }, { namespace: "m" }), "m", {}),
      422,
      /spec\.resourceAttributes\.namespace: Invalid value: "n": must match metadata.namespace/,
    ],
    [
      "local: a path",
      () => reviews.local(review({ user: "u", nonResourceAttributes: path }, { namespace: "n" }), "n", {}),
      422,
      /spec\.nonResourceAttributes: Invalid value: .*disallowed on this kind of request/,
    ],
  ];
})();
for (const [name, attempt, code, message] of refusals) {
  test(`refuses ${name}`, async () => {
    await assert.rejects(attempt, (err) => {
      assert.ok(err instanceof StatusError);
      assert.equal(err.status.code, code);
      assert.match(err.message, message);
      return true;
    });
  });
}

test("lists rules", async () => {
  const resolver: RuleResolver = {
    rulesFor: (who, namespace) =>
      Promise.resolve({
        resourceRules: [{ verbs: ["get"], apiGroups: [""], resources: ["pods"], resourceNames: [] }],
        nonResourceRules: [{ verbs: ["get"], nonResourceURLs: [`/${who.name}/${namespace}`] }],
        incomplete: true,
        errors: ["a", "b"],
      }),
  };
  const answer = await answerRulesReview(resolver, { ...TYPE, metadata: {}, spec: { namespace: "n" } }, user, {});
  assert.deepEqual(answer.status, {
    resourceRules: [{ verbs: ["get"], apiGroups: [""], resources: ["pods"] }],
    nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/me/n"] }],
    incomplete: true,
    evaluationError: "a, b",
  });
  await assert.rejects(answerRulesReview(resolver, { ...TYPE, metadata: {} }, user, {}), /no namespace on request/);
});

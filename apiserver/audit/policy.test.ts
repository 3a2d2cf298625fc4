import assert from "node:assert/strict";
import test from "node:test";
import type { UserInfo } from "../authentication/index.js";
import { parseRequestInfo } from "../endpoints/index.js";
import { AuditPolicyEvaluator, parseAuditPolicy } from "./index.js";

const HEAD = "apiVersion: audit.k8s.io/v1\nkind: Policy\n";
const ann: UserInfo = { name: "ann", uid: "", groups: ["devs"], extra: {} };

function levelOf(rules: string, method: string, url: string, user: UserInfo | "nobody" = ann): string {
  const policy = new AuditPolicyEvaluator(parseAuditPolicy(`${HEAD}rules:\n${rules}`));
  const [path = "", query = ""] = url.split("?");
  return policy.decide(
    parseRequestInfo(method, path, { query: new URLSearchParams(query) }),
    user === "nobody" ? undefined : user,
  ).level;
}

const POD = "/api/v1/namespaces/ns/pods/p";
const cases: readonly (readonly [name: string, rule: string, method: string, url: string, matches: boolean])[] = [
  ["no condition", "", "GET", "/healthz", true],
  ["user", "users: [ann]", "GET", "/x", true],
  ["another user", "users: [bob]", "GET", "/x", false],
  ["group", "userGroups: [ops, devs]", "GET", "/x", true],
  ["another group", "userGroups: [ops]", "GET", "/x", false],
  ["verb", "verbs: [list]", "GET", "/api/v1/pods", true],
  ["another verb", "verbs: [watch]", "GET", "/api/v1/pods", false],
  ["namespace", "namespaces: [ns]", "GET", POD, true],
  ["no namespace", 'namespaces: [""]', "GET", "/api/v1/nodes/a", true],
  ["a namespace for a path", "namespaces: [ns]", "GET", "/healthz", false],
  ["all of a group", 'resources: [{group: ""}]', "GET", POD, true],
  ["another group", "resources: [{group: apps}]", "GET", POD, false],
  ["any group", 'resources: [{group: "*", resources: [pods]}]', "GET", POD, true],
  ["resource", "resources: [{resources: [pods]}]", "GET", POD, true],
  ["resource without its subresources", "resources: [{resources: [pods]}]", "GET", `${POD}/log`, false],
  ["subresource", "resources: [{resources: [pods/log]}]", "GET", `${POD}/log`, true],
  ["all subresources", "resources: [{resources: ['pods/*']}]", "GET", `${POD}/log`, true],
  ["all subresources and the resource", "resources: [{resources: ['pods/*']}]", "GET", POD, true],
  ["a subresource of all", "resources: [{resources: ['*/log']}]", "GET", `${POD}/log`, true],
  ["everything", "resources: [{resources: ['*']}]", "GET", `${POD}/log`, true],
  ["name", "resources: [{resources: [pods], resourceNames: [p]}]", "GET", POD, true],
  ["another name", "resources: [{resources: [pods], resourceNames: [q]}]", "GET", POD, false],
  ["path", "nonResourceURLs: [/healthz]", "GET", "/healthz", true],
  ["path below", "nonResourceURLs: [/healthz]", "GET", "/healthz/etcd", false],
  ["paths", "nonResourceURLs: ['/healthz*']", "GET", "/healthz/etcd", true],
  ["all paths, but no resource", "nonResourceURLs: ['*']", "GET", POD, false],
];
for (const [name, rule, method, url, matches] of cases) {
  test(`rule: ${name}`, () => {
    const rules = `- level: Request\n${rule === "" ? "" : `  ${rule}\n`}`;
    assert.equal(levelOf(rules, method, url), matches ? "Request" : "None");
  });
}

test("the first rule counts; a stranger is in no rule about users", () => {
  const rules = "- {level: None, users: [ann]}\n- {level: Metadata}\n";
  assert.equal(levelOf(rules, "GET", POD), "None");
  assert.equal(levelOf(rules, "GET", POD, "nobody"), "Metadata");
});

test("stages are left out by the policy and by the rule; managed fields as the rule says, else the policy", () => {
  const text = `${HEAD}omitStages: [RequestReceived]
omitManagedFields: true
rules:
- {level: Request, verbs: [get], omitStages: [Panic], omitManagedFields: false}
- {level: Request}
`;
  const policy = new AuditPolicyEvaluator(parseAuditPolicy(text));
  const decide = (method: string) =>
    policy.decide(parseRequestInfo(method, POD, { query: new URLSearchParams() }), ann);
  assert.deepEqual([...decide("GET").stages], ["ResponseStarted", "ResponseComplete"]);
  assert.equal(decide("GET").omitManagedFields, false);
  assert.deepEqual([...decide("DELETE").stages], ["ResponseStarted", "ResponseComplete", "Panic"]);
  assert.equal(decide("DELETE").omitManagedFields, true);
});

const broken: readonly (readonly [string, RegExp])[] = [
  ["kind: Policy\nrules: [{level: None}]", /^apiVersion: Required value/m],
  ["apiVersion: audit.k8s.io/v1beta1\nkind: Policy\nrules: [{level: None}]", /^apiVersion: Unsupported value/m],
  [`${HEAD}rules: []`, /^rules: Required value: must have at least one rule$/m],
  [`${HEAD}rules: [{}]`, /^rules\[0\]\.level: Required value/m],
  [
    `${HEAD}rules: [{level: All}]`,
    /^rules\[0\]\.level: Unsupported value: "All": supported values: "Metadata", "None"/m,
  ],
  [`${HEAD}rules: [{level: None, user: [a]}]`, /^rules\[0\]\.user: Forbidden: unknown field$/m],
  [`${HEAD}omitStage: [Panic]\nrules: [{level: None}]`, /^omitStage: Forbidden: unknown field$/m],
  [
    `${HEAD}omitStages: [Start]\nrules: [{level: None}]`,
    /^omitStages\[0\]: Invalid value: "Start": allowed stages are RequestReceived,ResponseStarted,ResponseComplete,Panic$/m,
  ],
  [
    `${HEAD}rules: [{level: None, nonResourceURLs: [healthz]}]`,
    /^rules\[0\]\.nonResourceURLs\[0\]: .* must begin with a '\/' character$/m,
  ],
  [
    `${HEAD}rules: [{level: None, nonResourceURLs: ["/a*b"]}]`,
    /^rules\[0\]\.nonResourceURLs\[0\]: .* must be the final character of the rule$/m,
  ],
  [
    `${HEAD}rules: [{level: None, nonResourceURLs: [/a], namespaces: [ns]}]`,
    /^rules\[0\]\.nonResourceURLs: .*rules cannot apply to both/m,
  ],
  [`${HEAD}rules: [{level: None, resources: [{group: a/v1}]}]`, /^rules\[0\]\.resources\[0\]\.group: Invalid value/m],
  [
    `${HEAD}rules: [{level: None, resources: [{resourceNames: [x]}]}]`,
    /^rules\[0\]\.resources\[0\]\.resourceNames: .*using resourceNames requires at least one resource$/m,
  ],
];
for (const [text, message] of broken) {
  test(`refused: ${text.replaceAll("\n", " ")}`, () => assert.throws(() => parseAuditPolicy(text), { message }));
}

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { parseRequestInfo } from "../../endpoints/index.js";
import {
  mandatoryFlowSchemas,
  mandatoryPriorityLevels,
  suggestedFlowSchemas,
  suggestedPriorityLevels,
} from "./bootstrap.js";
import {
  compareFlowSchemas,
  flowDistinguisher,
  matchesFlowSchema,
  matchesRule,
  type RequestDigest,
} from "./matching.js";
import type { FlowSchema, PolicyRulesWithSubjects, PriorityLevelConfiguration } from "./types.js";

interface Recorded {
  classification: {
    method: string;
    url: string;
    user: string;
    groups: string[];
    flowSchema: string;
    priorityLevel: string;
    distinguisher: string;
  }[];
  flowSchemas: FlowSchema[];
  priorityLevelConfigurations: PriorityLevelConfiguration[];
  order: { name: string }[];
}

const vectors = "../shared/golden/vectors/apf-bootstrap-and-classification.json";
const skip = existsSync(vectors) ? false : "recorded vectors are not beside the repository";
const recorded = (): Recorded => JSON.parse(readFileSync(vectors, "utf8")) as Recorded;

const schemas = [...mandatoryFlowSchemas, ...suggestedFlowSchemas];
const levels = [...mandatoryPriorityLevels, ...suggestedPriorityLevels];

function digest(method: string, url: string, name: string, groups: readonly string[]): RequestDigest {
  const { pathname, searchParams } = new URL(url, "https://server");
  return {
    requestInfo: parseRequestInfo(method, pathname, { query: searchParams }),
    user: { name, uid: "", groups, extra: {} },
  };
}

test("recorded objects", { skip }, () => {
  const want = recorded();
  const byName = <T extends { metadata: { name?: string } }>(items: readonly T[]): unknown[] =>
    [...items].sort((a, b) => ((a.metadata.name ?? "") < (b.metadata.name ?? "") ? -1 : 1));
  const plain = (items: readonly { metadata: object; spec: object }[]): unknown =>
    items.map(({ metadata, spec }) => ({ metadata, spec }));
  assert.deepEqual(byName(schemas), byName(plain(want.flowSchemas) as FlowSchema[]));
  assert.deepEqual(byName(levels), byName(plain(want.priorityLevelConfigurations) as PriorityLevelConfiguration[]));
});

test("recorded order", { skip }, () => {
  assert.deepEqual(
    [...schemas].sort(compareFlowSchemas).map((schema) => schema.metadata.name),
    recorded().order.map((row) => row.name),
  );
});

test("recorded classifications", { skip }, () => {
  const ordered = [...schemas].sort(compareFlowSchemas);
  const rows = recorded().classification;
  assert.ok(rows.length > 0);
  for (const row of rows) {
    const request = digest(row.method, row.url, row.user, row.groups);
    const schema = ordered.find((candidate) => matchesFlowSchema(request, candidate));
    const got = { flowSchema: schema?.metadata.name, priorityLevel: schema?.spec.priorityLevelConfiguration.name };
    assert.deepEqual(
      got,
      { flowSchema: row.flowSchema, priorityLevel: row.priorityLevel },
      `${row.user} ${row.method} ${row.url}`,
    );
    if (schema !== undefined) assert.equal(flowDistinguisher(request, schema), row.distinguisher);
  }
});

const all = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
const rules: { name: string; rule: PolicyRulesWithSubjects; request: RequestDigest; want: boolean }[] = [
  {
    name: "a subresource is not its resource",
    rule: {
      subjects: [{ kind: "User", user: { name: "*" } }],
      resourceRules: [{ ...all, resources: ["pods"], namespaces: ["*"] }],
    },
    request: digest("GET", "/api/v1/namespaces/n/pods/p/log", "u", []),
    want: false,
  },
  {
    name: "cluster scope has to be asked for",
    rule: { subjects: [{ kind: "Group", group: { name: "g" } }], resourceRules: [{ ...all, namespaces: ["*"] }] },
    request: digest("GET", "/api/v1/nodes", "u", ["g"]),
    want: false,
  },
  {
    name: "a path below a path",
    rule: {
      subjects: [{ kind: "User", user: { name: "u" } }],
      nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/healthz"] }],
    },
    request: digest("GET", "/healthz/ping", "u", []),
    want: true,
  },
  {
    name: "a star is no part of a name",
    rule: {
      subjects: [{ kind: "User", user: { name: "u" } }],
      nonResourceRules: [{ verbs: ["get"], nonResourceURLs: ["/foo*"] }],
    },
    request: digest("GET", "/foobar", "u", []),
    want: false,
  },
  {
    name: "service accounts of a namespace",
    rule: {
      subjects: [{ kind: "ServiceAccount", serviceAccount: { namespace: "kube-system", name: "*" } }],
      resourceRules: [{ ...all, namespaces: ["*"] }],
    },
    request: digest("GET", "/api/v1/namespaces/n/pods", "system:serviceaccount:kube-system:a", []),
    want: true,
  },
  {
    name: "a rule without subjects",
    rule: { resourceRules: [{ ...all, namespaces: ["*"] }] },
    request: digest("GET", "/api/v1/namespaces/n/pods", "u", []),
    want: false,
  },
];
for (const tc of rules) test(tc.name, () => assert.equal(matchesRule(tc.request, tc.rule), tc.want));

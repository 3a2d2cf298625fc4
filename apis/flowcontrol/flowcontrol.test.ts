import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { Scheme, type RuntimeObject } from "../../apimachinery/index.js";
import { install } from "../../generated/flowcontrol/zz_generated.install.js";
import type { FlowSchema, PriorityLevelConfiguration } from "./types.js";
import { validatePriorityLevelConfiguration } from "./priority-level-validation.js";
import { validateFlowSchema } from "./validation.js";

const GROUP = "flowcontrol.apiserver.k8s.io";
const scheme = new Scheme();
install(scheme);

function level(version: string, limited: object, annotations?: object): RuntimeObject {
  const metadata = { name: "x", ...(annotations === undefined ? {} : { annotations }) };
  const spec = { type: "Limited", limited: { limitResponse: { type: "Reject" }, ...limited } };
  return { apiVersion: `${GROUP}/${version}`, kind: "PriorityLevelConfiguration", ...{ metadata, spec } };
}

function defaulted<T extends RuntimeObject>(object: RuntimeObject): T {
  scheme.default(object);
  return object as T;
}

function hubOf(object: RuntimeObject): PriorityLevelConfiguration {
  return scheme.convertToHub<PriorityLevelConfiguration>(defaulted(object));
}

const PRESERVE_ZERO = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares";

const shares: readonly { name: string; object: RuntimeObject; want: number }[] = [
  { name: "v1 without shares", object: level("v1", {}), want: 30 },
  { name: "v1 keeps zero", object: level("v1", { nominalConcurrencyShares: 0 }), want: 0 },
  { name: "v1beta1 without shares", object: level("v1beta1", {}), want: 30 },
  { name: "v1beta1 takes zero for none", object: level("v1beta1", { assuredConcurrencyShares: 0 }), want: 30 },
  { name: "v1beta2 renames", object: level("v1beta2", { assuredConcurrencyShares: 7 }), want: 7 },
  { name: "v1beta3 takes zero for none", object: level("v1beta3", { nominalConcurrencyShares: 0 }), want: 30 },
  {
    name: "v1beta3 keeps zero when told",
    object: level("v1beta3", { nominalConcurrencyShares: 0 }, { [PRESERVE_ZERO]: "" }),
    want: 0,
  },
];
for (const tc of shares) {
  test(`shares: ${tc.name}`, () => {
    const hub = hubOf(tc.object);
    assert.equal(hub.spec?.limited?.nominalConcurrencyShares, tc.want);
    assert.equal(hub.metadata.annotations, undefined);
  });
}

test("zero shares survive the way through v1beta3", () => {
  const hub = hubOf(level("v1", { nominalConcurrencyShares: 0 }));
  const old = scheme.convertToVersion(hub, { group: GROUP, version: "v1beta3" });
  assert.equal(hubOf(structuredClone(old)).spec?.limited?.nominalConcurrencyShares, 0);
});

test("the older versions speak of assured shares", () => {
  const old = scheme.convertToVersion(hubOf(level("v1", { nominalConcurrencyShares: 9 })), {
    group: GROUP,
    version: "v1beta1",
  }) as unknown as { spec: { limited: object } };
  assert.deepEqual(old.spec.limited, {
    limitResponse: { type: "Reject" },
    lendablePercent: 0,
    assuredConcurrencyShares: 9,
  });
});

interface Recording {
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string; readonly body?: RuntimeObject };
  readonly response: {
    readonly body: { readonly details?: { readonly causes?: { field: string; message: string }[] } };
  };
}

const file = join(process.cwd(), "../shared/golden/apf.json");
const recorded = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Recording[]) : [];
const refused = recorded.filter(({ request, response }) => request.method === "POST" && response.body.details?.causes);

test("there are recordings to compare with", { skip: existsSync(file) ? false : "none beside the repository" }, () => {
  assert.ok(refused.length >= 4);
});

for (const { name, request, response } of refused) {
  test(`recorded: ${name}`, () => {
    const kind = request.path.endsWith("flowschemas") ? "FlowSchema" : "PriorityLevelConfiguration";
    const object = structuredClone({ ...request.body, apiVersion: `${GROUP}/v1`, kind });
    const hub = scheme.convertToHub(defaulted(object));
    const errs =
      kind === "FlowSchema"
        ? validateFlowSchema(hub as unknown as FlowSchema)
        : validatePriorityLevelConfiguration(hub as unknown as PriorityLevelConfiguration);
    const want = (response.body.details?.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`);
    assert.deepEqual(errs.map(String), want);
  });
}

test("the mandatory catch-all is fixed, and the error shows it as upstream does", () => {
  const patch = recorded.find(({ name }) => name === "the mandatory catch-all cannot be changed for long");
  const rule = { verbs: ["*"], apiGroups: ["*"], resources: ["*"], clusterScope: true, namespaces: ["*"] };
  const group = (name: string): object => ({ kind: "Group", group: { name } });
  const schema = {
    metadata: { name: "catch-all" },
    spec: {
      priorityLevelConfiguration: { name: "catch-all" },
      matchingPrecedence: 5,
      distinguisherMethod: { type: "ByUser" },
      rules: [
        {
          subjects: [group("system:unauthenticated"), group("system:authenticated")],
          resourceRules: [rule],
          nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }],
        },
      ],
    },
  } as FlowSchema;
  const errs = validateFlowSchema(schema).map(String);
  assert.equal(errs.length, 1);
  assert.match(errs[0] ?? "", /"MatchingPrecedence":5,.*spec of 'catch-all' must equal the fixed value$/);
  const cause = patch?.response.body.details?.causes?.[0];
  if (cause !== undefined) assert.equal(errs[0], `${cause.field}: ${cause.message}`);
});

const urls: readonly [string, string | undefined][] = [
  ["/healthz", undefined],
  ["/apis/*", undefined],
  ["healthz", "must start with slash"],
  ["/a b", "must not contain white-space"],
  ["/a//b", "must not contain double slash"],
  ["/a*", "wildcard can only do suffix matching"],
];
for (const [url, want] of urls) {
  test(`path ${url}: ${want ?? "fine"}`, () => {
    const errs = validateFlowSchema({
      metadata: { name: "x" },
      spec: {
        priorityLevelConfiguration: { name: "y" },
        matchingPrecedence: 9,
        rules: [
          {
            subjects: [{ kind: "User", user: { name: "u" } }],
            nonResourceRules: [{ verbs: ["get"], nonResourceURLs: [url] }],
          },
        ],
      },
    });
    assert.deepEqual(
      errs.map((error) => error.detail),
      want === undefined ? [] : [want],
    );
  });
}

import assert from "node:assert/strict";
import test from "node:test";
import { parse, stringify } from "yaml";
import { readSimulation, SimulationFileError } from "./read-simulation.js";
import type { Contender } from "./types.js";

const VALID = `
apiVersion: config.kindsmith/v1alpha1
kind: FlowControlSimulation
duration: 10s
traffic:
- name: one
  verb: list
  resource: deployments.apps/scale
  namespace: shop
  service: 5ms
  arrivals:
    constant: {rate: 10}
`;

test("a short file is complete with its defaults", () => {
  const simulation = readSimulation(VALID, ".");
  const [traffic] = simulation.traffic;
  assert.equal(simulation.durationNs, 10e9);
  assert.equal(simulation.server.maxRequestsInflight, 400);
  assert.equal(simulation.server.capacitySeats, Infinity);
  const [contender, ...others] = simulation.contenders;
  assert.ok(contender?.type === "priorityAndFairness");
  assert.equal(contender.name, "priority and fairness");
  assert.ok(contender.policy.flowSchemas.some(({ metadata }) => metadata.name === "catch-all"));
  assert.deepEqual(others, []);
  assert.equal(traffic?.mutating, false);
  const { requestInfo, user } = traffic?.users[0] ?? assert.fail();
  assert.deepEqual(user, { name: "one", uid: "", groups: ["system:authenticated"], extra: {} });
  const { apiGroup, resource, subresource, namespace } = requestInfo;
  assert.deepEqual([apiGroup, resource, subresource, namespace], ["apps", "deployments", "scale", "shop"]);
});

test("users of one traffic are users each", () => {
  const simulation = readSimulation(`${VALID}  user: node\n  users: 3\n`, ".");
  assert.deepEqual(
    simulation.traffic[0]?.users.map(({ user }) => user.name),
    ["node-1", "node-2", "node-3"],
  );
});

function objects(shares: number): object[] {
  const limited = { assuredConcurrencyShares: shares, limitResponse: { type: "Reject" } };
  return [
    { ...level({ type: "Limited", limited }, "global-default"), apiVersion: "flowcontrol.apiserver.k8s.io/v1beta1" },
  ];
}

function sharesOf(contender: Contender | undefined, name: string): (number | undefined)[] {
  assert.ok(contender?.type === "priorityAndFairness");
  const found = contender.policy.priorityLevels.filter(({ metadata }) => metadata.name === name);
  return found.map(({ spec }) => spec.limited?.nominalConcurrencyShares);
}

test("objects take the place of those that every server makes, and contenders may have their own", () => {
  const document = parse(VALID) as Document;
  document["configuration"] = { objects: objects(77) };
  document["compare"] = [
    { priorityAndFairness: {} },
    { name: "other", priorityAndFairness: { configuration: { objects: objects(5) } } },
    { name: "bare", priorityAndFairness: { configuration: { serverObjects: false } } },
  ];
  const [common, other, bare] = readSimulation(stringify(document), ".").contenders;
  assert.deepEqual(
    [common, other, bare].map((one) => sharesOf(one, "global-default")),
    [[77], [5], []],
  );
  assert.deepEqual(sharesOf(common, "workload-low"), [100]);
});

type Document = { [key: string]: unknown; traffic: { [key: string]: unknown }[] };

function level(spec: object, name = "x"): object {
  return {
    apiVersion: "flowcontrol.apiserver.k8s.io/v1",
    kind: "PriorityLevelConfiguration",
    metadata: { name },
    spec,
  };
}

const wrong: readonly { name: string; change: (document: Document) => void; want: RegExp }[] = [
  {
    name: "another kind",
    change: (d) => (d["kind"] = "Pod"),
    want: /^kind: Unsupported value: "Pod": supported values: "FlowControlSimulation"$/,
  },
  { name: "no duration", change: (d) => delete d["duration"], want: /^duration: Required value$/ },
  {
    name: "a number for a duration",
    change: (d) => (d["duration"] = 10),
    want: /^duration: Invalid value: 10: must be a duration, such as 1m30s$/,
  },
  { name: "an unknown field", change: (d) => (d["trafic"] = []), want: /^trafic: Forbidden: unknown field$/ },
  {
    name: "no traffic",
    change: (d) => (d.traffic = []),
    want: /^traffic: Required value: must have at least one entry$/,
  },
  {
    name: "traffic without a name",
    change: (d) => delete d.traffic[0]?.["name"],
    want: /^traffic\[0\]\.name: Required value$/,
  },
  {
    name: "two of one name",
    change: (d) => d.traffic.push({ ...d.traffic[0] }),
    want: /^traffic\[1\]\.name: Duplicate value: "one"$/,
  },
  {
    name: "a resource and a path",
    change: (d) => (d.traffic[0]!["path"] = "/healthz"),
    want: /^traffic\[0\]: Required value: must have exactly one of resource, path$/,
  },
  {
    name: "a resource that is none",
    change: (d) => (d.traffic[0]!["resource"] = "Pods"),
    want: /^traffic\[0\]\.resource: Invalid value: "Pods": must be RESOURCE\[\.GROUP\]\[\/SUBRESOURCE\]$/,
  },
  {
    name: "two patterns",
    change: (d) => (d.traffic[0]!["arrivals"] = { constant: { rate: 1 }, poisson: { rate: 1 } }),
    want: /^traffic\[0\]\.arrivals: Required value: must have exactly one of burst, closed, constant, poisson$/,
  },
  {
    name: "a rate of none",
    change: (d) => (d.traffic[0]!["arrivals"] = { constant: { rate: 0 } }),
    want: /^traffic\[0\]\.arrivals\.constant\.rate: Invalid value: 0: must be at least /,
  },
  {
    name: "seats in halves",
    change: (d) => (d.traffic[0]!["seats"] = 1.5),
    want: /^traffic\[0\]\.seats: Invalid value: 1\.5: must be a whole number$/,
  },
  {
    name: "final seats alone",
    change: (d) => (d.traffic[0]!["finalSeats"] = 2),
    want: /^traffic\[0\]\.additionalLatency: Required value/,
  },
  {
    name: "an end before the beginning",
    change: (d) => Object.assign(d.traffic[0]!, { from: "5s", to: "4s" }),
    want: /^traffic\[0\]\.to: Invalid value: "4000ms": must be later than from$/,
  },
  {
    name: "an algorithm with a misspelt field",
    change: (d) =>
      (d["compare"] = [{ rateLimit: { key: "user", algorithm: { fixedWindow: { limits: 1, window: "1s" } } } }]),
    want: /compare\[0\]\.rateLimit\.algorithm\.fixedWindow\.limit: Required value\ncompare\[0\]\.rateLimit\.algorithm\.fixedWindow\.limits: Forbidden: unknown field/,
  },
  {
    name: "a question about nobody",
    change: (d) => (d["questions"] = [{ title: "t", measure: "waitP99Ms", of: "two" }]),
    want: /^questions\[0\]\.of: Unsupported value: "two": supported values: "one"$/,
  },
  {
    name: "an object with an unknown field",
    change: (d) => (d["configuration"] = { objects: [level({ type: "Exempt", exempted: {} })] }),
    want: /^configuration\.objects\[0\]: unknown field "spec\.exempted"$/m,
  },
  {
    name: "an object that is not valid",
    change: (d) => (d["configuration"] = { objects: [level({ type: "Limited" })] }),
    want: /^configuration\.objects\[0\]: spec\.limited: Required value: must not be empty when type is Limited$/,
  },
  {
    name: "an object of another kind",
    change: (d) => (d["configuration"] = { objects: [{ apiVersion: "v1", kind: "Pod" }] }),
    want: /^configuration\.objects\[0\]: is Pod of v1; expected FlowSchema or PriorityLevelConfiguration of flowcontrol\.apiserver\.k8s\.io\/v1$/,
  },
  {
    name: "objects that are no list",
    change: (d) => (d["configuration"] = { objects: {} }),
    want: /^configuration\.objects: Invalid value: \{\}: must be a list$/,
  },
  {
    name: "an object of a contender",
    change: (d) => (d["compare"] = [{ priorityAndFairness: { configuration: { objects: [{}] } } }]),
    want: /^compare\[0\]\.priorityAndFairness\.configuration\.objects\[0\]: is no kind of no apiVersion; expected /,
  },
  {
    name: "a file that is not there",
    change: (d) => (d["configuration"] = { files: ["nowhere.yaml"] }),
    want: /^nowhere\.yaml: cannot be read: ENOENT/,
  },
];
for (const { name, change, want } of wrong) {
  test(`refused: ${name}`, () => {
    const document = parse(VALID) as Document;
    change(document);
    assert.throws(
      () => readSimulation(stringify(document), "."),
      (err) => {
        assert.ok(err instanceof SimulationFileError);
        assert.match(err.message, want);
        return true;
      },
    );
  });
}

test("all that is wrong is told at once; a text that is no YAML says where", () => {
  const problems = (text: string): readonly string[] => {
    try {
      readSimulation(text, ".");
    } catch (err) {
      if (err instanceof SimulationFileError) return err.problems;
    }
    return [];
  };
  assert.ok(problems("kind: FlowControlSimulation").length >= 3);
  assert.match(problems("a: [")[0] ?? "", /line \d/);
});

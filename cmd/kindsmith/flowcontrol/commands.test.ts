import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { runCommandLine } from "../program.js";

const dir = mkdtempSync(join(tmpdir(), "kindsmith-flowcontrol-"));
after(() => rmSync(dir, { recursive: true, force: true }));

async function kindsmith(...args: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const text = { out: "", err: "" };
  const exitCode = await runCommandLine(["flowcontrol", ...args], {
    cwd: dir,
    out: (more) => (text.out += more),
    err: (more) => (text.err += more),
    isTerminal: false,
    interrupted: () => new AbortController().signal,
  });
  return { exitCode, ...text };
}

writeFileSync(
  join(dir, "simulation.yaml"),
  `
apiVersion: config.kindsmith/v1alpha1
kind: FlowControlSimulation
title: Small
duration: 2s
configuration:
  files: [policy.yaml]
traffic:
- {name: guests, groups: [guests], verb: get, resource: pods, service: 10ms, arrivals: {constant: {rate: 10}}}
`,
);
writeFileSync(
  join(dir, "policy.yaml"),
  `
apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: FlowSchema
metadata: {name: guests}
spec:
  priorityLevelConfiguration: {name: guests}
  matchingPrecedence: 200
  distinguisherMethod: {type: ByNamespace}
  rules:
  - subjects: [{kind: Group, group: {name: guests}}]
    resourceRules:
    - {verbs: [get, list], apiGroups: [""], resources: [pods], namespaces: ["*"], clusterScope: true}
---
apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: PriorityLevelConfiguration
metadata: {name: guests}
spec:
  type: Limited
  limited:
    nominalConcurrencyShares: 55
    limitResponse:
      type: Queue
      queuing: {queues: 64, handSize: 6, queueLengthLimit: 50}
---
apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: FlowSchema
metadata: {name: lost}
spec:
  priorityLevelConfiguration: {name: nowhere}
  matchingPrecedence: 150
  rules: []
`,
);

test("simulate prints a table, and draws", async () => {
  const { exitCode, out, err } = await kindsmith("simulate", "simulation.yaml", "--output-svg", "plot.svg");
  assert.equal(exitCode, 0, err);
  assert.match(out, /^Small: 2 s, seed 1\n\npriority and fairness: at most 1 seats at work/);
  assert.match(out, /^ {2}guests {3}guests {7}guests {7}20 {6}20 /m);
  assert.match(readFileSync(join(dir, "plot.svg"), "utf8"), /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
});

test("simulate prints JSON", async () => {
  const { out } = await kindsmith("simulate", "simulation.yaml", "-o", "json");
  const result = JSON.parse(out) as { contenders: { flows: { served: number }[] }[] };
  assert.equal(result.contenders[0]?.flows[0]?.served, 20);
});

test("a file that is wrong names its fields, and there is no picture of it", async () => {
  writeFileSync(
    join(dir, "wrong.yaml"),
    "apiVersion: config.kindsmith/v1alpha1\nkind: FlowControlSimulation\nduration: 0s\n",
  );
  const { exitCode, out, err } = await kindsmith("simulate", "wrong.yaml", "--output-svg", "none.svg");
  assert.deepEqual([exitCode, out], [2, ""]);
  assert.match(
    err,
    /^kindsmith: wrong\.yaml: duration: Invalid value: "0s": must be longer than 0\nwrong\.yaml: traffic: Required value/,
  );
  assert.throws(() => readFileSync(join(dir, "none.svg")), /ENOENT/);
});

test("explain tells each schema's reason up to the one that takes the request", async () => {
  const { exitCode, out, err } = await kindsmith(
    ...["explain", "--as", "eve", "--groups", "guests,dev", "-f", "policy.yaml", "list", "pods", "--namespace=shop"],
  );
  assert.equal(exitCode, 0, err);
  assert.equal(
    out,
    `request      list pods of the core group, in the namespace "shop"
user         eve of guests, dev, system:authenticated
tried          1  exempt                  rules[0]: is for group system:masters only
               2  probes                  rules[0]: has no resourceRules, and the request is for a resource
             100  system-leader-election  rules[0]: is for user system:kube-controller-manager, user system:kube-scheduler, service account kube-system/* only
             150  lost                    spec.priorityLevelConfiguration.name: there is no level nowhere
             200  guests                  takes it
flow schema  guests
flow         "shop" (ByNamespace)
level        guests: 110 nominal seats of a server's 600; what finds no seat waits
             64 queues of up to 50; this flow waits in 6 of them: 15, 55, 38, 30, 8, 60
`,
  );
});

const explained: readonly { name: string; args: readonly string[]; want: RegExp }[] = [
  {
    name: "what reasons a rule gives",
    args: ["--as=eve", "--groups=guests", "delete", "deployments.apps/scale"],
    want: /^ +200 +guests +rules\[0\]\.resourceRules\[0\]: verb delete is not among get, list; API group apps is not among ""; resource deployments\/scale is not among pods\n/m,
  },
  { name: "a path", args: ["--as=system:anonymous", "get", "/healthz"], want: /^level +exempt: exempt, runs at once/m },
  {
    name: "a service account and its groups",
    args: ["--as=system:serviceaccount:shop:web", "get", "pods"],
    want: /^user .* of system:serviceaccounts, system:serviceaccounts:shop, system:authenticated\n[^]*^flow schema +service-accounts$/m,
  },
  {
    name: "a request that flow control does not see",
    args: ["--as=eve", "create", "pods", "--subresource=exec", "--namespace=shop", "--name=p"],
    want: /^note +requests that stay open, such as this one, pass flow control by$/m,
  },
  {
    name: "a resource by its short name, with its group",
    args: ["--as=eve", "get", "deploy", "--subresource=status"],
    want: /^request +get deployments\/status of apps, in no namespace$/m,
  },
  {
    name: "the seats of a smaller server",
    args: ["--as=eve", "list", "pods", "--seats=60"],
    want: /nominal seats of a server's 60;/,
  },
];
for (const { name, args, want } of explained) {
  test(`explain: ${name}`, async () => {
    const { exitCode, out, err } = await kindsmith("explain", ...args, "-f", "policy.yaml");
    assert.equal(exitCode, 0, err);
    assert.match(out, want);
  });
}

test("explain says what is wrong with its arguments", async () => {
  assert.match((await kindsmith("explain", "list", "pods")).err, /required option '--as <user>' not specified/);
  const { exitCode, err } = await kindsmith("explain", "--as=eve", "list", "pods", "-f", "policy.yaml", "--seats=many");
  assert.equal(exitCode, 2);
  assert.equal(err, "kindsmith: --seats is many; expected a whole number above 0\n");
  assert.match(
    (await kindsmith("explain", "--as=eve", "list", "pods", "-f", "none.yaml")).err,
    /^kindsmith: none\.yaml: cannot be read/,
  );
});

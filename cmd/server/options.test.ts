import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import type { APIGroupDefinition, ResourceDefinition } from "../../apiserver/registry/rest/resource-definition.js";
import { parseFlags } from "./flags/parse-flags.js";
import { completeOptions, type ServerOptions } from "./options.js";
import { applyRuntimeConfig } from "./runtime-config.js";

const dir = mkdtempSync(join(tmpdir(), "kindsmith-options-"));
after(() => rmSync(dir, { recursive: true }));

function complete(...args: string[]): { options: ServerOptions; problems: readonly string[] } {
  const { values, given, problems } = parseFlags(args);
  assert.deepEqual(problems, []);
  return completeOptions(values, given, { builtIn: [], own: [] });
}

test("where things are kept follows from the flags", () => {
  const cases: [string[], object, string | undefined][] = [
    [[], { kind: "embedded", dir: "kindsmith-data/store" }, "kindsmith-data/pki"],
    [["--data-dir=/d"], { kind: "embedded", dir: "/d/store" }, "/d/pki"],
    [["--storage-backend=memory"], { kind: "memory" }, undefined],
    [["--storage-backend=memory", "--data-dir=/d"], { kind: "memory" }, "/d/pki"],
    [["--storage-backend=memory", "--cert-dir=/c"], { kind: "memory" }, "/c"],
  ];
  for (const [args, storage, certDir] of cases) {
    const { options, problems } = complete(...args);
    assert.deepEqual([options.storage, options.certDir, problems], [storage, certDir, []]);
  }
  assert.equal(complete("--etcd-servers=http://a:1").options.storage.kind, "etcd3");
});

test("files are read, and what they hold is checked", () => {
  const tokens = join(dir, "tokens");
  writeFileSync(tokens, "t,u,1\n");
  assert.equal(complete(`--token-auth-file=${tokens}`).options.tokens.get("t")?.name, "u");
  writeFileSync(tokens, "t,u\n");
  assert.match(complete(`--token-auth-file=${tokens}`).problems[0]!, /^--token-auth-file: .*at least 3 columns/);
});

test("rate limits are read, and each problem names the flag, the file and the field", () => {
  const path = join(dir, "limits.yaml");
  const head = "apiVersion: config.kindsmith/v1alpha1\nkind: RateLimitConfiguration\nrules:\n";
  writeFileSync(path, `${head}- {name: a, key: user, algorithm: {tokenBucket: {qps: 1, burst: 2}}}\n`);
  assert.equal(complete(`--rate-limit-config=${path}`).options.rateLimits?.rules[0]?.name, "a");
  assert.equal(complete().options.rateLimits, undefined);
  writeFileSync(path, `${head}- {key: user, algorithm: {tokenBucket: {qps: 1}}}\n`);
  assert.deepEqual(complete(`--rate-limit-config=${path}`).problems, [
    `--rate-limit-config=${path}: rules[0].name: Required value`,
    `--rate-limit-config=${path}: rules[0].algorithm.tokenBucket.burst: Required value`,
  ]);
  assert.deepEqual(complete("--rate-limit-config=/none").problems, ["--rate-limit-config=/none: no such file"]);
});

test("cipher suites are translated", () => {
  const suites = [
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_RSA_WITH_AES_256_CBC_SHA",
    "TLS_AES_128_GCM_SHA256",
  ];
  assert.equal(
    complete(`--tls-cipher-suites=${suites.join(",")}`).options.ciphers,
    "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:AES256-SHA:TLS_AES_128_GCM_SHA256",
  );
});

test("everything that does not go together is reported at once", () => {
  const { problems } = complete(
    "--tls-cert-file=/none/cert",
    "--client-ca-file=/none/ca",
    "--storage-backend=memory",
    "--etcd-servers=http://a:1",
    "--authorization-mode=RBCA,AlwaysAllow,AlwaysAllow",
    "--cors-allowed-origins=(",
    "--tls-cipher-suites=ROT13",
    "--watch-cache-sizes=pods",
    "--runtime-config=api/al=true",
    "--feature-gates=AllBetas=true",
  );
  assert.deepEqual(
    problems.map((problem) => problem.replace(/Invalid regular expression.*/, "bad")),
    [
      "--runtime-config: nothing is called api/al; did you mean api/all?",
      "--feature-gates: unrecognized feature gate: AllBetas; did you mean AllBeta?",
      "--etcd-servers: has no meaning with --storage-backend=memory",
      "--tls-cert-file=/none/cert: no such file",
      "--tls-cert-file and --tls-private-key-file: both or neither must be given",
      "--client-ca-file=/none/ca: no such file",
      "--authorization-mode: unknown mode RBCA; there are AlwaysAllow, AlwaysDeny, RBAC, Node",
      "--authorization-mode: RBCA,AlwaysAllow,AlwaysAllow has a mode twice",
      "--cors-allowed-origins=(: bad",
      "--tls-cipher-suites: cipher suite ROT13 is not supported",
      "--watch-cache-sizes=pods: must be RESOURCE[.GROUP]#SIZE",
    ],
  );
});

function group(name: string, resources: { readonly [plural: string]: readonly string[] }): APIGroupDefinition {
  const versions = [...new Set(Object.values(resources).flat())];
  return {
    group: name,
    versions,
    addToScheme: () => undefined,
    resources: Object.entries(resources).map(
      ([plural, served]) => ({ plural, versions: served }) as unknown as ResourceDefinition<never>,
    ),
    virtualResources: [],
    openAPIDefinitions: () => ({}),
  };
}

const selection = {
  builtIn: [group("", { pods: ["v1"] }), group("flow", { schemas: ["v1", "v1beta1"], levels: ["v1"] })],
  own: [group("own.io", { things: ["v1alpha1"] })],
};
const runtimeConfigs: [Record<string, string>, string][] = [
  [{}, "/v1: pods; flow/v1: schemas levels; own.io/v1alpha1: things"],
  [{ "flow/v1beta1": "true" }, "/v1: pods; flow/v1: schemas levels; flow/v1beta1: schemas; own.io/v1alpha1: things"],
  [{ "api/beta": "true", "api/alpha": "false" }, "/v1: pods; flow/v1: schemas levels; flow/v1beta1: schemas"],
  [{ "api/all": "false", v1: "true" }, "/v1: pods"],
  [{ "flow/v1/levels": "false" }, "/v1: pods; flow/v1: schemas; own.io/v1alpha1: things"],
  [{ "flow/v1": "false", "flow/v1/levels": "true" }, "/v1: pods; flow/v1: levels; own.io/v1alpha1: things"],
];
for (const [config, want] of runtimeConfigs) {
  test(`--runtime-config: ${JSON.stringify(config)}`, () => {
    const { groups, problems } = applyRuntimeConfig(selection, new Map(Object.entries(config)));
    assert.deepEqual(problems, []);
    const served = groups.flatMap(({ group: name, versions, resources }) =>
      versions.map((version) => {
        const plurals = resources.filter((r) => r.versions.includes(version)).map(({ plural }) => plural);
        return `${name}/${version}: ${plurals.join(" ")}`;
      }),
    );
    assert.equal(served.join("; "), want);
  });
}

test("modes and features need the groups that configure them", () => {
  const parsed = parseFlags(["--authorization-mode=RBAC", "--runtime-config=api/all=false,apps/v1=true"]);
  const builtIn = [
    group("apps", { deployments: ["v1"] }),
    group("rbac.authorization.k8s.io", { roles: ["v1"] }),
    group("flowcontrol.apiserver.k8s.io", { flowschemas: ["v1"] }),
  ];
  assert.deepEqual(completeOptions(parsed.values, parsed.given, { builtIn, own: [] }).problems, [
    "--runtime-config=rbac.authorization.k8s.io/v1=false: conflicts with --authorization-mode=RBAC",
    "--runtime-config=flowcontrol.apiserver.k8s.io/v1=false: conflicts with --enable-priority-and-fairness=true",
  ]);
});

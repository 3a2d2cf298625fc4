import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import test, { after } from "node:test";
import { inClusterConfig, loadKubeconfig, loadRestConfig, parseKubeconfig, restConfigFromKubeconfig } from "./index.js";

const dir = mkdtempSync(join(tmpdir(), "kindsmith-kubeconfig-"));
after(() => rmSync(dir, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}

const b64 = (text: string): string => Buffer.from(text).toString("base64");

const FULL = `
apiVersion: v1
kind: Config
current-context: main
clusters:
- name: c
  cluster:
    server: https://127.0.0.1:6443
    certificate-authority-data: ${b64("CA")}
    tls-server-name: api.test
users:
- name: u
  user:
    client-certificate-data: ${b64("CERT")}
    client-key: keys/u.key
    as: other
    as-groups: [g]
- name: t
  user: {token: secret}
contexts:
- name: main
  context: {cluster: c, user: u, namespace: team}
- name: token
  context: {cluster: c, user: t}
`;

test("data fields, relative files, impersonation and the namespace", () => {
  mkdirSync(join(dir, "keys"));
  write("keys/u.key", "KEY");
  const { config, namespace, context } = loadRestConfig({ path: write("config", FULL) });
  assert.deepEqual(config, {
    server: "https://127.0.0.1:6443",
    tls: { ca: "CA", cert: "CERT", key: "KEY", serverName: "api.test" },
    impersonate: { user: "other", groups: ["g"] },
  });
  assert.equal(namespace, "team");
  assert.equal(context, "main");
});

test("another context can be chosen; the namespace defaults", () => {
  const got = loadRestConfig({ path: write("config2", FULL), context: "token" });
  assert.equal(got.config.bearerToken, "secret");
  assert.equal(got.namespace, "default");
});

test("of several files the first that names a thing decides; missing ones are passed over", () => {
  const first = write("a", "current-context: x\nusers: [{name: t, user: {token: first}}]\n");
  const second = write("b", FULL);
  const merged = loadKubeconfig({ env: { KUBECONFIG: [join(dir, "none"), first, second].join(delimiter) } });
  assert.equal(merged["current-context"], "x");
  assert.equal(restConfigFromKubeconfig(merged, { context: "token" }).config.bearerToken, "first");
});

const minimal = (user: string, cluster = "{server: https://x}"): string =>
  `current-context: m\nclusters: [{name: c, cluster: ${cluster}}]\nusers: [{name: u, user: ${user}}]\ncontexts: [{name: m, context: {cluster: c, user: u}}]\n`;

const invalid: { name: string; text: string; want: RegExp }[] = [
  { name: "no context", text: "{}", want: /no context chosen/ },
  { name: "missing context", text: "current-context: x", want: /context "x" does not exist/ },
  {
    name: "missing parts, all at once",
    text: "current-context: m\ncontexts: [{name: m, context: {cluster: c}}]",
    want: /\[cluster "c" was not found for context "m", user was not specified for context "m"\]/,
  },
  { name: "no server", text: minimal("{}", "{}"), want: /no server found for cluster "c"/ },
  { name: "exec plugin", text: minimal("{exec: {command: aws}}"), want: /exec plugin \(aws\), which is not supported/ },
  { name: "auth provider", text: minimal("{auth-provider: {name: gcp}}"), want: /auth-provider "gcp"/ },
  { name: "certificate alone", text: minimal("{client-certificate-data: eA==}"), want: /client-key must be specified/ },
  { name: "two methods", text: minimal("{token: a, username: b}"), want: /found \[token basicAuth\]/ },
  { name: "groups without a user", text: minimal("{as-groups: [g]}"), want: /without impersonating a user/ },
  {
    name: "missing file",
    text: minimal("{}", "{server: https://x, certificate-authority: /none}"),
    want: /unable to read certificate-authority \/none/,
  },
  {
    name: "CA and insecure",
    text: minimal("{}", "{server: https://x, certificate-authority-data: eA==, insecure-skip-tls-verify: true}"),
    want: /are both set/,
  },
];
for (const tc of invalid) {
  test(`invalid: ${tc.name}`, () =>
    assert.throws(() => restConfigFromKubeconfig(parseKubeconfig(tc.text, "f")), tc.want));
}

const unreadable: { text: string; want: RegExp }[] = [
  { text: "a: [", want: /f: not YAML/ },
  { text: "- 1", want: /f: a kubeconfig must be an object/ },
  { text: "kind: Pod", want: /kind must be Config/ },
  { text: "apiVersion: v2", want: /apiVersion must be v1/ },
  { text: "users: [{}]", want: /an entry of users has no name/ },
];
for (const tc of unreadable)
  test(`unreadable: ${tc.text}`, () => assert.throws(() => parseKubeconfig(tc.text, "f"), tc.want));

test("inside a pod the service account is used", () => {
  const root = join(dir, "sa");
  mkdirSync(root);
  for (const [name, text] of Object.entries({ token: "t", "ca.crt": "CA", namespace: "ns\n" })) {
    writeFileSync(join(root, name), text);
  }
  const env = { KUBERNETES_SERVICE_HOST: "fd00::1", KUBERNETES_SERVICE_PORT: "443" };
  assert.deepEqual(inClusterConfig({ env, root }), {
    config: { server: "https://[fd00::1]:443", tls: { ca: "CA" }, bearerTokenFile: join(root, "token") },
    namespace: "ns",
    context: "in-cluster",
  });
  assert.throws(() => inClusterConfig({ env: {}, root }), /KUBERNETES_SERVICE_HOST/);
});

import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { parse } from "yaml";
import { CertificateStore, kubeconfigText } from "./index.js";

const HOSTS = ["localhost", "127.0.0.1", "::1", "kubernetes.default.svc"];
const DAY_MS = 86_400_000;

async function withFolder(work: (dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "kindsmith-certs-"));
  try {
    await work(dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

test("issues credentials that belong together, and keeps them", () =>
  withFolder(async (dir) => {
    const now = Date.now();
    const first = await new CertificateStore({ dir, now: () => now }).ensure(HOSTS);
    const serving = new X509Certificate(first.serving.cert);
    assert.ok(serving.verify(new X509Certificate(first.servingCA).publicKey));
    assert.match(serving.subjectAltName ?? "", /DNS:localhost.*DNS:kubernetes\.default\.svc/);
    assert.notEqual(serving.checkIP("127.0.0.1"), undefined);
    assert.notEqual(serving.checkIP("::1"), undefined);
    const admin = new X509Certificate(first.admin.cert);
    assert.ok(admin.verify(new X509Certificate(first.clientCA.cert).publicKey));
    assert.match(admin.subject, /O=system:masters/);
    assert.equal(serving.verify(new X509Certificate(first.clientCA.cert).publicKey), false);
    assert.match(first.adminToken, /^[\w-]{43}$/);
    assert.equal((await stat(join(dir, "server.key"))).mode & 0o777, 0o600);
    assert.equal((await stat(join(dir, "admin.token"))).mode & 0o777, 0o600);

    assert.deepEqual(await new CertificateStore({ dir, now: () => now }).ensure(HOSTS), first);
  }));

test("issues anew what expires, and what lacks a name, without touching the authorities", () =>
  withFolder(async (dir) => {
    const now = Date.now();
    const first = await new CertificateStore({ dir, now: () => now }).ensure(HOSTS);
    const later = await new CertificateStore({ dir, now: () => now + 300 * DAY_MS }).ensure(HOSTS);
    assert.notEqual(later.serving.cert, first.serving.cert);
    assert.notEqual(later.admin.cert, first.admin.cert);
    assert.equal(later.servingCA, first.servingCA);
    assert.equal(later.adminToken, first.adminToken);

    const wider = await new CertificateStore({ dir, now: () => now + 300 * DAY_MS }).ensure([...HOSTS, "10.0.0.7"]);
    assert.notEqual(new X509Certificate(wider.serving.cert).checkIP("10.0.0.7"), undefined);
    assert.deepEqual(wider.admin, later.admin);
  }));

test("replaces a certificate that is damaged or has another's key", () =>
  withFolder(async (dir) => {
    const now = Date.now();
    const store = new CertificateStore({ dir, now: () => now });
    const first = await store.ensure(HOSTS);
    await writeFile(join(dir, "server.crt"), "not a certificate");
    const second = await store.ensure(HOSTS);
    assert.notEqual(second.serving.cert, first.serving.cert);
    await writeFile(join(dir, "server.key"), await readFile(join(dir, "admin.key"), "utf8"));
    const third = await store.ensure(HOSTS);
    assert.notEqual(third.serving.cert, second.serving.cert);
    assert.equal(third.servingCA, first.servingCA);
  }));

test("a kubeconfig is YAML that carries the credentials", () => {
  const text = kubeconfigText({
    server: "https://[::1]:6443",
    certificateAuthority: "CA",
    user: { name: "admin", token: "t0ken", clientCertificate: "CERT", clientKey: "KEY" },
  });
  const config = parse(text) as {
    clusters: { cluster: Record<string, string> }[];
    users: { user: Record<string, string> }[];
    "current-context": string;
  };
  assert.deepEqual(config.clusters[0]?.cluster, {
    server: "https://[::1]:6443",
    "certificate-authority-data": Buffer.from("CA").toString("base64"),
  });
  assert.deepEqual(config.users[0]?.user, {
    "client-certificate-data": Buffer.from("CERT").toString("base64"),
    "client-key-data": Buffer.from("KEY").toString("base64"),
    token: "t0ken",
  });
});

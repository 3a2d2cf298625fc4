import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { test } from "node:test";
// The library's dependency injection needs it, and does not bring it.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { issueCA, issueLeaf } from "./issue.js";

const validity = { notBefore: new Date("2026-01-02T03:04:05Z"), notAfter: new Date("2051-01-02T03:04:05Z") };

const oidsOf = (certificate: x509.X509Certificate): string[] =>
  Array.from(certificate.extensions, ({ type, critical }) => (critical ? `${type}!` : type));

test("an authority, as another library reads it", async () => {
  const ca = await issueCA({ commonName: "test-ca", ...validity });
  const read = new x509.X509Certificate(ca.cert);
  assert.deepEqual([read.subject, read.issuer], ["CN=test-ca", "CN=test-ca"]);
  assert.deepEqual([read.notBefore, read.notAfter], [validity.notBefore, validity.notAfter]);
  assert.deepEqual(oidsOf(read), ["2.5.29.19!", "2.5.29.15!", "2.5.29.14"]);
  assert.equal(read.getExtension(x509.BasicConstraintsExtension)!.ca, true);
  const { keyCertSign, digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  assert.equal(read.getExtension(x509.KeyUsagesExtension)!.usages, keyCertSign | digitalSignature | keyEncipherment);
  const wanted = await x509.SubjectKeyIdentifierExtension.create(read.publicKey);
  assert.equal(read.getExtension(x509.SubjectKeyIdentifierExtension)!.keyId, wanted.keyId);
  assert.equal(await read.verify(), true);
  const own = new X509Certificate(ca.cert);
  assert.equal(own.ca, true);
  assert.ok(own.checkPrivateKey(createPrivateKey(ca.key)));
  assert.match(read.serialNumber, /^[0-7][0-9a-f]{31}$/);
});

test("a serving certificate, as another library reads it", async () => {
  const ca = await issueCA({ commonName: "test-ca", ...validity });
  const dnsNames = ["localhost", "*.example.com"];
  const ipAddresses = ["127.0.0.1", "::1", "2001:db8::ff00:42:8329", "::ffff:10.0.0.1"];
  const leaf = await issueLeaf(ca, {
    commonName: "kube-apiserver",
    usage: "server",
    dnsNames,
    ipAddresses,
    ...validity,
  });
  const read = new x509.X509Certificate(leaf.cert);
  assert.deepEqual(oidsOf(read), ["2.5.29.19!", "2.5.29.15!", "2.5.29.37", "2.5.29.35", "2.5.29.17"]);
  assert.equal(read.getExtension(x509.BasicConstraintsExtension)!.ca, false);
  assert.deepEqual([...read.getExtension(x509.ExtendedKeyUsageExtension)!.usages], [x509.ExtendedKeyUsage.serverAuth]);
  const authority = new x509.X509Certificate(ca.cert);
  assert.equal(
    read.getExtension(x509.AuthorityKeyIdentifierExtension)!.keyId,
    authority.getExtension(x509.SubjectKeyIdentifierExtension)!.keyId,
  );
  assert.equal(await read.verify({ publicKey: authority, signatureOnly: true }), true);
  const own = new X509Certificate(leaf.cert);
  assert.ok(own.checkIssued(new X509Certificate(ca.cert)));
  for (const address of ipAddresses) assert.notEqual(own.checkIP(address), undefined, address);
  assert.notEqual(own.checkHost("a.example.com"), undefined);
});

test("a client certificate has its groups as organizations", async () => {
  const ca = await issueCA({ commonName: "test-ca", ...validity });
  const organizations = ["system:masters", "Zürich"];
  const leaf = await issueLeaf(ca, { commonName: "admin", usage: "client", organizations, ...validity });
  const own = new X509Certificate(leaf.cert);
  assert.equal(own.subject, "O=system:masters\nO=Zürich\nCN=admin");
  assert.deepEqual(own.keyUsage, ["1.3.6.1.5.5.7.3.2"]);
  assert.equal(own.subjectAltName, undefined);
});

test("a leaf names its authority as that is written, by whatever software", async () => {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const other = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    // A PrintableString, where this project writes a UTF8String.
    name: new x509.Name([{ CN: [{ printableString: "other-ca" }] }]),
    ...validity,
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }).export({ format: "pem", type: "pkcs8" });
  const ca = { cert: other.toString("pem"), key: key.toString() };
  const leaf = new X509Certificate((await issueLeaf(ca, { commonName: "a", usage: "client", ...validity })).cert);
  assert.ok(leaf.checkIssued(new X509Certificate(ca.cert)));
  assert.ok(leaf.verify(new X509Certificate(ca.cert).publicKey));
});

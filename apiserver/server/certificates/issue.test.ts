import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { test } from "node:test";
// The library's dependency injection needs it, and does not bring it.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { bitString, contentOf, elementsIn, integer, ipBytes, objectIdentifier, time, utf8String } from "./der.js";
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
    name: [{ CN: [{ printableString: "other-ca" }] }],
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

test("elements as DER has them", () => {
  const cases: [Buffer, string][] = [
    [integer(Buffer.from([0, 0, 0x80])), "02020080"],
    [integer(Buffer.from([0])), "020100"],
    [objectIdentifier("1.2.840.113549"), "06062a864886f70d"],
    [bitString(Buffer.from([0xa4]), 2), "030202a4"],
    [time(new Date("2049-12-31T23:59:59.900Z")), `170d${Buffer.from("491231235959Z").toString("hex")}`],
    [time(new Date("2050-01-01T00:00:00Z")), `180f${Buffer.from("20500101000000Z").toString("hex")}`],
    [ipBytes("2001:db8::1"), "20010db8000000000000000000000001"],
    [ipBytes("::"), "0".repeat(32)],
    [ipBytes("1:2:3:4:5:6:7:8"), "00010002000300040005000600070008"],
    [utf8String("x".repeat(200)).subarray(0, 3), "0c81c8"],
    [utf8String("x".repeat(300)).subarray(0, 4), "0c82012c"],
  ];
  for (const [bytes, hex] of cases) assert.equal(bytes.toString("hex"), hex);
  assert.equal(contentOf(utf8String("x".repeat(300))).length, 300);
  assert.throws(() => elementsIn(utf8String("x".repeat(300)).subarray(0, 200)), RangeError);
});

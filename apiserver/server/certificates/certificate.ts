import { createHash, randomBytes, sign, X509Certificate, type KeyObject } from "node:crypto";
import { isIPv4 } from "node:net";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import * as x509 from "@peculiar/asn1-x509";
import type { KeyPair, LeafRequest, Validity } from "./issue.js";

// The library names no attributes and no algorithms.
const COMMON_NAME = "2.5.4.3";
const ORGANIZATION = "2.5.4.10";
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

/** PEM of a certificate that its own key signs. */
export function authorityCertificate(
  request: Validity & { readonly commonName: string },
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
): string {
  const name = nameOf([[COMMON_NAME, request.commonName]]);
  const { keyCertSign, digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  return signed({
    ...request,
    issuer: name,
    subject: name,
    publicKey,
    signingKey: privateKey,
    extensions: [
      critical(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true })),
      critical(x509.id_ce_keyUsage, new x509.KeyUsage(keyCertSign | digitalSignature | keyEncipherment)),
      extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyIdentifier(publicKey))),
    ],
  });
}

/** PEM of a certificate that `ca` signs. */
export function leafCertificate(ca: KeyPair, request: LeafRequest, publicKey: KeyObject): string {
  const authority = new X509Certificate(ca.cert);
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  const purpose = request.usage === "server" ? x509.id_kp_serverAuth : x509.id_kp_clientAuth;
  const names = [
    ...(request.dnsNames ?? []).map((dNSName) => new x509.GeneralName({ dNSName })),
    ...(request.ipAddresses ?? []).map((address) => new x509.GeneralName({ iPAddress: plainAddress(address) })),
  ];
  return signed({
    ...request,
    // As it stands in the authority's certificate: clients compare the bytes.
    issuer: AsnConvert.parse(authority.raw, x509.Certificate).tbsCertificate.subject,
    subject: nameOf([
      // Each organization is an attribute of its own: a group.
      ...(request.organizations ?? []).map((name): [string, string] => [ORGANIZATION, name]),
      [COMMON_NAME, request.commonName],
    ]),
    publicKey,
    signingKey: ca.key,
    extensions: [
      critical(x509.id_ce_basicConstraints, new x509.BasicConstraints()),
      critical(x509.id_ce_keyUsage, new x509.KeyUsage(digitalSignature | keyEncipherment)),
      extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([purpose])),
      extension(
        x509.id_ce_authorityKeyIdentifier,
        new x509.AuthorityKeyIdentifier({
          keyIdentifier: new x509.KeyIdentifier(keyIdentifier(authority.publicKey)),
        }),
      ),
      ...(names.length > 0 ? [extension(x509.id_ce_subjectAltName, new x509.SubjectAlternativeName(names))] : []),
    ],
  });
}

/** @see RFC 5280, section 4.1 */
function signed(parts: {
  readonly issuer: x509.Name;
  readonly subject: x509.Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject | string;
  readonly extensions: x509.Extension[];
}): string {
  const algorithm = new x509.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: randomSerial(),
    signature: algorithm,
    issuer: parts.issuer,
    validity: new x509.Validity({ notBefore: parts.notBefore, notAfter: parts.notAfter }),
    subject: parts.subject,
    subjectPublicKeyInfo: keyInfo(parts.publicKey),
    extensions: new x509.Extensions(parts.extensions),
  });
  const signature = sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), parts.signingKey);
  const certificate = new x509.Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: arrayBufferOf(signature),
  });
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))).toString();
}

function nameOf(attributes: readonly (readonly [oid: string, utf8String: string])[]): x509.Name {
  return new x509.Name(
    attributes.map(([type, utf8String]) => {
      const value = new x509.AttributeValue({ utf8String });
      return new x509.RelativeDistinguishedName([new x509.AttributeTypeAndValue({ type, value })]);
    }),
  );
}

function extension(extnID: string, value: object): x509.Extension {
  return new x509.Extension({ extnID, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function critical(extnID: string, value: object): x509.Extension {
  return Object.assign(extension(extnID, value), { critical: true });
}

/** The hash of the key itself. @see RFC 5280, section 4.2.1.2, method 1 */
function keyIdentifier(publicKey: KeyObject): ArrayBuffer {
  const { subjectPublicKey } = keyInfo(publicKey);
  return arrayBufferOf(createHash("sha1").update(Buffer.from(subjectPublicKey)).digest());
}

function keyInfo(publicKey: KeyObject): x509.SubjectPublicKeyInfo {
  return AsnConvert.parse(publicKey.export({ type: "spki", format: "der" }), x509.SubjectPublicKeyInfo);
}

/** The library knows no IPv4 address within an IPv6 one; the URL parser writes it as two groups. */
function plainAddress(address: string): string {
  return isIPv4(address) ? address : new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function randomSerial(): ArrayBuffer {
  const bytes = randomBytes(16);
  // Positive, as X.509 wants it, and never 0.
  bytes[0] = (bytes[0]! & 0x7f) | 0x01;
  return arrayBufferOf(bytes);
}

function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

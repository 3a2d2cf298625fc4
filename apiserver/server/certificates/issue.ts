import { createHash, generateKeyPair, randomBytes, sign, X509Certificate, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import * as der from "./der.js";

/** A certificate and its private key (PKCS #8), both PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface LeafRequest extends Validity {
  readonly commonName: string;
  /** Groups of a client certificate. */
  readonly organizations?: readonly string[];
  readonly usage: "server" | "client";
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
}

const OID = {
  ecdsaWithSHA256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  organization: "2.5.4.10",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  server: "1.3.6.1.5.5.7.3.1",
  client: "1.3.6.1.5.5.7.3.2",
} as const;

// Bits are counted from the highest.
const DIGITAL_SIGNATURE = 0x80;
const KEY_ENCIPHERMENT = 0x20;
const KEY_CERT_SIGN = 0x04;

const SIGNATURE_ALGORITHM = der.sequence(der.objectIdentifier(OID.ecdsaWithSHA256));
const VERSION_3 = der.explicit(0, der.integer(Buffer.from([2])));
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** Makes a self-signed certificate authority. */
export async function issueCA(request: Validity & { readonly commonName: string }): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeys();
  const subject = nameOf([[OID.commonName, request.commonName]]);
  const cert = certificate({
    ...request,
    subject,
    issuer: subject,
    publicKey,
    signingKey: privateKey,
    extensions: [
      extension(OID.basicConstraints, der.sequence(der.boolean(true)), "critical"),
      extension(OID.keyUsage, keyUsage(DIGITAL_SIGNATURE | KEY_ENCIPHERMENT | KEY_CERT_SIGN), "critical"),
      extension(OID.subjectKeyIdentifier, der.octetString(keyIdentifier(publicKey))),
    ],
  });
  return { cert, key: keyPEM(privateKey) };
}

/** Makes a certificate signed by `ca`, whose key is an EC key. The result's `cert` is the leaf alone. */
export async function issueLeaf(ca: KeyPair, request: LeafRequest): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeys();
  const authority = new X509Certificate(ca.cert);
  const names = [
    ...(request.dnsNames ?? []).map((name) => der.implicit(DNS_NAME, Buffer.from(name, "latin1"))),
    ...(request.ipAddresses ?? []).map((address) => der.implicit(IP_ADDRESS, der.ipBytes(address))),
  ];
  const cert = certificate({
    ...request,
    subject: nameOf([
      // Each organization is an attribute of its own: a group.
      ...(request.organizations ?? []).map((name): [string, string] => [OID.organization, name]),
      [OID.commonName, request.commonName],
    ]),
    issuer: subjectOf(authority),
    publicKey,
    signingKey: ca.key,
    extensions: [
      extension(OID.basicConstraints, der.sequence(), "critical"),
      extension(OID.keyUsage, keyUsage(DIGITAL_SIGNATURE | KEY_ENCIPHERMENT), "critical"),
      extension(OID.extendedKeyUsage, der.sequence(der.objectIdentifier(OID[request.usage]))),
      extension(OID.authorityKeyIdentifier, der.sequence(der.implicit(0, keyIdentifier(authority.publicKey)))),
      ...(names.length > 0 ? [extension(OID.subjectAltName, der.sequence(...names))] : []),
    ],
  });
  return { cert, key: keyPEM(privateKey) };
}

/** @see RFC 5280, section 4.1 */
function certificate(parts: {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject | string;
  readonly extensions: readonly Buffer[];
}): string {
  const signed = der.sequence(
    VERSION_3,
    der.integer(randomSerial()),
    SIGNATURE_ALGORITHM,
    parts.issuer,
    der.sequence(der.time(parts.notBefore), der.time(parts.notAfter)),
    parts.subject,
    spki(parts.publicKey),
    der.explicit(3, der.sequence(...parts.extensions)),
  );
  const signature = sign("sha256", signed, parts.signingKey);
  return pem("CERTIFICATE", der.sequence(signed, SIGNATURE_ALGORITHM, der.bitString(signature)));
}

function generateKeys(): Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }> {
  return promisify(generateKeyPair)("ec", { namedCurve: "P-256" });
}

function nameOf(attributes: readonly (readonly [oid: string, value: string])[]): Buffer {
  return der.sequence(
    ...attributes.map(([oid, value]) => der.setOf(der.sequence(der.objectIdentifier(oid), der.utf8String(value)))),
  );
}

function extension(oid: string, value: Buffer, critical?: "critical"): Buffer {
  const flag = critical === undefined ? [] : [der.boolean(true)];
  return der.sequence(der.objectIdentifier(oid), ...flag, der.octetString(value));
}

function keyUsage(bits: number): Buffer {
  // As many bits as are needed: the lowest that is set is the last.
  return der.bitString(Buffer.from([bits]), Math.log2(bits & -bits));
}

/** An authority's name as it stands in its certificate: clients compare the bytes. */
function subjectOf({ raw }: X509Certificate): Buffer {
  const [signed] = der.elementsIn(raw);
  // version, serialNumber, signature, issuer, validity, subject
  return der.elementsIn(signed!)[5]!;
}

/** The hash of the key itself. @see RFC 5280, section 4.2.1.2, method 1 */
function keyIdentifier(publicKey: KeyObject): Buffer {
  const [, key] = der.elementsIn(spki(publicKey));
  // The first octet counts the unused bits, of which a key has none.
  return createHash("sha1").update(der.contentOf(key!).subarray(1)).digest();
}

function spki(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

function randomSerial(): Buffer {
  const bytes = randomBytes(16);
  // Positive, as X.509 wants it, and never 0.
  bytes[0] = (bytes[0]! & 0x7f) | 0x01;
  return bytes;
}

function keyPEM(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

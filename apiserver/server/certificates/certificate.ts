import { createHash, randomBytes, sign, X509Certificate, type KeyObject } from "node:crypto";
import { isIPv4 } from "node:net";
import {
  bitString,
  boolean,
  elementsOf,
  explicit,
  implicit,
  integer,
  isExplicit,
  namedBits,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
} from "./der.js";
import type { KeyPair, LeafRequest, Validity } from "./issue.js";

const COMMON_NAME = "2.5.4.3";
const ORGANIZATION = "2.5.4.10";
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
const KEY_USAGE = "2.5.29.15";
const SUBJECT_ALT_NAME = "2.5.29.17";
const BASIC_CONSTRAINTS = "2.5.29.19";
const AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
const EXTENDED_KEY_USAGE = "2.5.29.37";

const PURPOSES = { server: "1.3.6.1.5.5.7.3.1", client: "1.3.6.1.5.5.7.3.2" };

/** Bits of KeyUsage. */
const DIGITAL_SIGNATURE = 0;
const KEY_ENCIPHERMENT = 2;
const KEY_CERT_SIGN = 5;

/** Choices of GeneralName. */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** PEM of a certificate that its own key signs. */
export function authorityCertificate(
  request: Validity & { readonly commonName: string },
  { publicKey, privateKey }: { readonly publicKey: KeyObject; readonly privateKey: KeyObject },
): string {
  const name = nameOf([[COMMON_NAME, request.commonName]]);
  return signed({
    ...request,
    issuer: name,
    subject: name,
    publicKey,
    signingKey: privateKey,
    extensions: [
      critical(BASIC_CONSTRAINTS, sequence(boolean(true))),
      critical(KEY_USAGE, namedBits([DIGITAL_SIGNATURE, KEY_ENCIPHERMENT, KEY_CERT_SIGN])),
      extension(SUBJECT_KEY_IDENTIFIER, octetString(keyIdentifier(publicKey))),
    ],
  });
}

/** PEM of a certificate that `ca` signs. */
export function leafCertificate(ca: KeyPair, request: LeafRequest, publicKey: KeyObject): string {
  const authority = new X509Certificate(ca.cert);
  const names = [
    ...(request.dnsNames ?? []).map((name) => implicit(DNS_NAME, Buffer.from(name, "latin1"))),
    ...(request.ipAddresses ?? []).map((address) => implicit(IP_ADDRESS, addressBytes(address))),
  ];
  return signed({
    ...request,
    issuer: subjectOf(authority),
    subject: nameOf([
      // Each organization is an attribute of its own: a group.
      ...(request.organizations ?? []).map((name): [string, string] => [ORGANIZATION, name]),
      [COMMON_NAME, request.commonName],
    ]),
    publicKey,
    signingKey: ca.key,
    extensions: [
      critical(BASIC_CONSTRAINTS, sequence()),
      critical(KEY_USAGE, namedBits([DIGITAL_SIGNATURE, KEY_ENCIPHERMENT])),
      extension(EXTENDED_KEY_USAGE, sequence(objectIdentifier(PURPOSES[request.usage]))),
      extension(AUTHORITY_KEY_IDENTIFIER, sequence(implicit(0, keyIdentifier(authority.publicKey)))),
      ...(names.length > 0 ? [extension(SUBJECT_ALT_NAME, sequence(...names))] : []),
    ],
  });
}

/** @see RFC 5280, section 4.1 */
function signed(parts: {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject | string;
  readonly extensions: readonly Buffer[];
}): string {
  const algorithm = sequence(objectIdentifier(ECDSA_WITH_SHA256));
  const toBeSigned = sequence(
    // Version 3.
    explicit(0, integer(Buffer.of(2))),
    integer(randomSerial()),
    algorithm,
    parts.issuer,
    sequence(time(parts.notBefore), time(parts.notAfter)),
    parts.subject,
    keyInfo(parts.publicKey),
    explicit(3, sequence(...parts.extensions)),
  );
  const signature = sign("sha256", toBeSigned, parts.signingKey);
  return new X509Certificate(sequence(toBeSigned, algorithm, bitString(signature))).toString();
}

function nameOf(attributes: readonly (readonly [oid: string, text: string])[]): Buffer {
  return sequence(...attributes.map(([oid, text]) => setOf(sequence(objectIdentifier(oid), utf8String(text)))));
}

/** As it stands in the certificate: clients compare the bytes. */
function subjectOf(certificate: X509Certificate): Buffer {
  const [whole] = elementsOf(certificate.raw);
  const [toBeSigned] = elementsOf(whole!.content);
  const fields = elementsOf(toBeSigned!.content);
  // The version may be left out; then come serial number, algorithm, issuer and validity.
  const subject = isExplicit(0, fields[0]!) ? fields[5] : fields[4];
  return subject!.bytes;
}

function extension(oid: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(oid), octetString(value));
}

function critical(oid: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(oid), boolean(true), octetString(value));
}

/** The hash of the key itself. @see RFC 5280, section 4.2.1.2, method 1 */
function keyIdentifier(publicKey: KeyObject): Buffer {
  const [info] = elementsOf(keyInfo(publicKey));
  const [, key] = elementsOf(info!.content);
  // Behind the byte that counts the unused bits of the last.
  return createHash("sha1").update(key!.content.subarray(1)).digest();
}

/** SubjectPublicKeyInfo */
function keyInfo(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  // The URL parser writes all groups in hexadecimal, an IPv4 address within as well, and one run of zeros as `::`.
  const [before = "", after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groupsOf = (text = ""): string[] => (text === "" ? [] : text.split(":"));
  const [left, right] = [groupsOf(before), groupsOf(after)];
  const zeros = new Array<string>(8 - left.length - right.length).fill("0");
  return Buffer.from([...left, ...zeros, ...right].map((group) => group.padStart(4, "0")).join(""), "hex");
}

function randomSerial(): Buffer {
  const bytes = randomBytes(16);
  // Positive, as X.509 wants it, and never 0.
  bytes[0] = (bytes[0]! & 0x7f) | 0x01;
  return bytes;
}

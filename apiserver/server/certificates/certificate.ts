import { createHash, randomBytes, sign, X509Certificate, type KeyObject } from "node:crypto";
import { isIPv4 } from "node:net";
import * as asn1 from "asn1js";
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

/** Bits of KeyUsage, the first the highest: digitalSignature, keyEncipherment and keyCertSign. */
const SIGN_AND_ENCIPHER = new asn1.BitString({ valueHex: Uint8Array.of(0b1010_0000), unusedBits: 5 });
const SIGN_ENCIPHER_AND_CERTIFY = new asn1.BitString({ valueHex: Uint8Array.of(0b1010_0100), unusedBits: 2 });

/** The class of tags that mean something in their place alone. */
const CONTEXT = 3;

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
      critical(BASIC_CONSTRAINTS, sequence(new asn1.Boolean({ value: true }))),
      critical(KEY_USAGE, SIGN_ENCIPHER_AND_CERTIFY),
      extension(SUBJECT_KEY_IDENTIFIER, new asn1.OctetString({ valueHex: keyIdentifier(publicKey) })),
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
      critical(KEY_USAGE, SIGN_AND_ENCIPHER),
      extension(EXTENDED_KEY_USAGE, sequence(identifier(PURPOSES[request.usage]))),
      extension(AUTHORITY_KEY_IDENTIFIER, sequence(implicit(0, keyIdentifier(authority.publicKey)))),
      ...(names.length > 0 ? [extension(SUBJECT_ALT_NAME, sequence(...names))] : []),
    ],
  });
}

/** @see RFC 5280, section 4.1 */
function signed(parts: {
  readonly issuer: asn1.AsnType;
  readonly subject: asn1.AsnType;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject | string;
  readonly extensions: readonly asn1.AsnType[];
}): string {
  const algorithm = sequence(identifier(ECDSA_WITH_SHA256));
  const toBeSigned = sequence(
    // Version 3.
    explicit(0, new asn1.Integer({ value: 2 })),
    new asn1.Integer({ valueHex: randomSerial() }),
    algorithm,
    parts.issuer,
    sequence(timeOf(parts.notBefore), timeOf(parts.notAfter)),
    parts.subject,
    parsed(keyInfo(parts.publicKey)),
    explicit(3, sequence(...parts.extensions)),
  );
  const signature = sign("sha256", derOf(toBeSigned), parts.signingKey);
  return new X509Certificate(
    derOf(sequence(toBeSigned, algorithm, new asn1.BitString({ valueHex: signature }))),
  ).toString();
}

function nameOf(attributes: readonly (readonly [oid: string, text: string])[]): asn1.Sequence {
  return sequence(
    ...attributes.map(
      ([oid, value]) => new asn1.Set({ value: [sequence(identifier(oid), new asn1.Utf8String({ value }))] }),
    ),
  );
}

function subjectOf(certificate: X509Certificate): asn1.AsnType {
  const [toBeSigned] = partsOf(parsed(certificate.raw));
  const fields = partsOf(toBeSigned!);
  // The version may be left out; then come serial number, algorithm, issuer and validity.
  const hasVersion = fields[0]!.idBlock.tagClass === CONTEXT;
  return fields[hasVersion ? 5 : 4]!;
}

function extension(oid: string, value: asn1.AsnType): asn1.Sequence {
  return sequence(identifier(oid), new asn1.OctetString({ valueHex: derOf(value) }));
}

function critical(oid: string, value: asn1.AsnType): asn1.Sequence {
  return sequence(identifier(oid), new asn1.Boolean({ value: true }), new asn1.OctetString({ valueHex: derOf(value) }));
}

/** The hash of the key itself. @see RFC 5280, section 4.2.1.2, method 1 */
function keyIdentifier(publicKey: KeyObject): Buffer {
  const [, key] = partsOf(parsed(keyInfo(publicKey)));
  return createHash("sha1")
    .update((key as asn1.BitString).valueBlock.valueHexView)
    .digest();
}

/** SubjectPublicKeyInfo */
function keyInfo(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: "spki", format: "der" });
}

function sequence(...value: asn1.AsnType[]): asn1.Sequence {
  return new asn1.Sequence({ value });
}

function identifier(value: string): asn1.ObjectIdentifier {
  return new asn1.ObjectIdentifier({ value });
}

function implicit(tagNumber: number, valueHex: Uint8Array): asn1.Primitive {
  return new asn1.Primitive({ idBlock: { tagClass: CONTEXT, tagNumber }, valueHex });
}

function explicit(tagNumber: number, value: asn1.AsnType): asn1.Constructed {
  return new asn1.Constructed({ idBlock: { tagClass: CONTEXT, tagNumber }, value: [value] });
}

/** Seconds, the year with two digits where that says which. @see RFC 5280, section 4.1.2.5 */
function timeOf(date: Date): asn1.UTCTime {
  const valueDate = new Date(Math.floor(date.getTime() / 1000) * 1000);
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050 ? new asn1.UTCTime({ valueDate }) : new asn1.GeneralizedTime({ valueDate });
}

function derOf(value: asn1.AsnType): Buffer {
  return Buffer.from(value.toBER());
}

/** @throws Error when `der` is none */
function parsed(der: Buffer): asn1.AsnType {
  const { offset, result } = asn1.fromBER(der);
  if (offset === -1) throw new Error(`cannot read a certificate or a key: ${result.error}`);
  return result;
}

/** What a sequence holds. */
function partsOf(value: asn1.AsnType): readonly asn1.AsnType[] {
  return (value as asn1.Sequence).valueBlock.value;
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

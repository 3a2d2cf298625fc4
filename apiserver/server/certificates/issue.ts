import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import { authorityCertificate, leafCertificate } from "./certificate.js";

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

/** Makes a self-signed certificate authority. */
export async function issueCA(request: Validity & { readonly commonName: string }): Promise<KeyPair> {
  const keys = await generateKeys();
  return { cert: authorityCertificate(request, keys), key: keyPEM(keys.privateKey) };
}

/** Makes a certificate signed by `ca`, whose key is an EC key. The result's `cert` is the leaf alone. */
export async function issueLeaf(ca: KeyPair, request: LeafRequest): Promise<KeyPair> {
  const keys = await generateKeys();
  return { cert: leafCertificate(ca, request, keys.publicKey), key: keyPEM(keys.privateKey) };
}

function generateKeys(): Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }> {
  return promisify(generateKeyPair)("ec", { namedCurve: "P-256" });
}

function keyPEM(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
  type SignKeyObjectInput,
} from "node:crypto";

interface Algorithm {
  readonly name: string;
  readonly hash: string;
}

const EC_ALGORITHMS: { readonly [curve: string]: Algorithm } = {
  prime256v1: { name: "ES256", hash: "sha256" },
  secp384r1: { name: "ES384", hash: "sha384" },
  secp521r1: { name: "ES512", hash: "sha512" },
};
const PEM_BLOCK = /-----BEGIN ([A-Z ]*KEY|CERTIFICATE)-----[^]*?-----END \1-----/g;

/** A key that tokens are verified with; with its private part it signs as well. */
export class SigningKey {
  /** SHA-256 of the public key, as tokens name it. */
  readonly id: string;
  readonly algorithm: string;
  readonly #hash: string;
  readonly #publicKey: KeyObject;
  readonly #privateKey: KeyObject | undefined;

  /** @throws Error for keys that are neither RSA nor on a curve of NIST's */
  constructor(publicKey: KeyObject, privateKey?: KeyObject) {
    const { name, hash } = algorithmOf(publicKey);
    this.algorithm = name;
    this.#hash = hash;
    this.#publicKey = publicKey;
    this.#privateKey = privateKey;
    this.id = createHash("sha256")
      .update(publicKey.export({ format: "der", type: "spki" }))
      .digest("base64url");
  }

  get canSign(): boolean {
    return this.#privateKey !== undefined;
  }

  sign(data: Buffer): Buffer {
    if (this.#privateKey === undefined) throw new Error("a public key cannot sign");
    return sign(this.#hash, data, inJOSEForm(this.#privateKey));
  }

  verifies(data: Buffer, signature: Buffer): boolean {
    return verify(this.#hash, data, inJOSEForm(this.#publicKey), signature);
  }

  /** As the issuer publishes it. */
  jwk(): object {
    const { kty, ...parameters } = this.#publicKey.export({ format: "jwk" });
    return { use: "sig", kty, kid: this.id, alg: this.algorithm, ...parameters };
  }
}

/** The private key of a PEM text. @throws Error when there is none */
export function parsePrivateKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  return new SigningKey(createPublicKey(privateKey), privateKey);
}

/** The public keys of a PEM text, which may also hold private ones and certificates. @throws Error when there is none */
export function parsePublicKeys(pem: string): readonly SigningKey[] {
  const blocks = pem.match(PEM_BLOCK) ?? [];
  if (blocks.length === 0) throw new Error("has no key in PEM");
  return blocks.map((block) => new SigningKey(createPublicKey(block)));
}

/** A new key in PEM. */
export function generateSigningKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}

function algorithmOf(key: KeyObject): Algorithm {
  if (key.asymmetricKeyType === "rsa") return { name: "RS256", hash: "sha256" };
  const algorithm = EC_ALGORITHMS[key.asymmetricKeyDetails?.namedCurve ?? ""];
  if (key.asymmetricKeyType !== "ec" || algorithm === undefined) {
    throw new Error("must be an RSA key, or an EC key on P-256, P-384 or P-521");
  }
  return algorithm;
}

/** JOSE has the two numbers of an EC signature beside each other, without DER around them. */
function inJOSEForm(key: KeyObject): SignKeyObjectInput {
  return { key, dsaEncoding: "ieee-p1363" };
}

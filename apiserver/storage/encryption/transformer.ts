/** What was read, and whether it should be written again because the first key of the first provider did not write it. */
export interface Opened {
  readonly bytes: Uint8Array;
  readonly stale: boolean;
}

/** Turns values into what is stored and back. */
export interface Transformer {
  /** @param context - bound to the value where the cipher can: the value's key */
  seal(bytes: Uint8Array, context: string): Uint8Array;
  /** @throws Error when no key fits or the bytes were changed */
  open(stored: Uint8Array, context: string): Opened;
}

/** One cipher with one key. */
export interface Cipher {
  seal(bytes: Uint8Array, context: string): Uint8Array;
  open(sealed: Uint8Array, context: string): Uint8Array;
}

/** A cipher and the text before all that it wrote, `k8s:enc:aescbc:v1:key1:`; empty for values in the clear. */
export interface PrefixedCipher {
  readonly prefix: string;
  readonly cipher: Cipher;
}

const ENCRYPTED = Buffer.from("k8s:enc:");

/**
 * Writes with the first cipher and reads with whichever wrote the value.
 * @see kubernetes/apiserver pkg/storage/value/transformer.go
 */
export class PrefixTransformer implements Transformer {
  readonly #ciphers: readonly { readonly prefix: Buffer; readonly cipher: Cipher }[];

  constructor(ciphers: readonly PrefixedCipher[]) {
    this.#ciphers = ciphers.map(({ prefix, cipher }) => ({ prefix: Buffer.from(prefix), cipher }));
  }

  seal(bytes: Uint8Array, context: string): Uint8Array {
    const first = this.#ciphers[0];
    if (first === undefined) throw new Error("no encryption provider is configured");
    const sealed = first.cipher.seal(bytes, context);
    return first.prefix.length === 0 ? sealed : Buffer.concat([first.prefix, sealed]);
  }

  open(stored: Uint8Array, context: string): Opened {
    const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
    const encrypted = startsWith(bytes, ENCRYPTED);
    let failure: unknown;
    // Two providers may give the same name to different keys, so a failure is no reason to stop looking.
    for (const [i, { prefix, cipher }] of this.#ciphers.entries()) {
      const inTheClear = prefix.length === 0;
      if (inTheClear ? encrypted : !startsWith(bytes, prefix)) continue;
      try {
        return { bytes: cipher.open(bytes.subarray(prefix.length), context), stale: i > 0 };
      } catch (err) {
        failure ??= err;
      }
    }
    if (failure !== undefined) throw failure as Error;
    throw new Error(
      encrypted
        ? "no configured key has written the value"
        : "the value is not encrypted, and no identity provider is configured",
    );
  }
}

function startsWith(bytes: Buffer, prefix: Buffer): boolean {
  return bytes.length >= prefix.length && bytes.compare(prefix, 0, prefix.length, 0, prefix.length) === 0;
}

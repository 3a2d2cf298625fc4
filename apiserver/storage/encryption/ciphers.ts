import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { xsalsa20poly1305 } from "@noble/ciphers/salsa.js";
import type { Cipher } from "./transformer.js";

const CBC_IV_BYTES = 16;
const GCM_NONCE_BYTES = 12;
const GCM_TAG_BYTES = 16;
const SECRETBOX_NONCE_BYTES = 24;

/** IV, then the value padded as PKCS#7 says. Not authenticated: prefer another for new keys. */
export function aesCBC(key: Uint8Array): Cipher {
  const name = `aes-${key.length * 8}-cbc`;
  return {
    seal(bytes) {
      const iv = randomBytes(CBC_IV_BYTES);
      const cipher = createCipheriv(name, key, iv);
      return Buffer.concat([iv, cipher.update(bytes), cipher.final()]);
    },
    open(sealed) {
      const decipher = createDecipheriv(name, key, sealed.subarray(0, CBC_IV_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(CBC_IV_BYTES)), decipher.final()]);
    },
  };
}

/** Nonce, value, tag; bound to the key that the value is stored at. A key must be changed every 200,000 writes. */
export function aesGCM(key: Uint8Array): Cipher {
  const name = `aes-${key.length * 8}-gcm` as "aes-256-gcm";
  return {
    seal(bytes, context) {
      const nonce = randomBytes(GCM_NONCE_BYTES);
      const cipher = createCipheriv(name, key, nonce).setAAD(Buffer.from(context));
      return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const tagAt = sealed.length - GCM_TAG_BYTES;
      const decipher = createDecipheriv(name, key, sealed.subarray(0, GCM_NONCE_BYTES));
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(tagAt));
      return Buffer.concat([decipher.update(sealed.subarray(GCM_NONCE_BYTES, tagAt)), decipher.final()]);
    },
  };
}

/** Nonce, then NaCl's secretbox. */
export function secretbox(key: Uint8Array): Cipher {
  return {
    seal(bytes) {
      const nonce = randomBytes(SECRETBOX_NONCE_BYTES);
      return Buffer.concat([nonce, xsalsa20poly1305(key, nonce).encrypt(bytes)]);
    },
    open(sealed) {
      const nonce = sealed.subarray(0, SECRETBOX_NONCE_BYTES);
      return xsalsa20poly1305(key, nonce).decrypt(sealed.subarray(SECRETBOX_NONCE_BYTES));
    },
  };
}

/** Values in the clear. */
export const identity: Cipher = { seal: (bytes) => bytes, open: (stored) => stored };

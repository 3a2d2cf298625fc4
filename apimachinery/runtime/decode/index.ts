/** Decoding by schema. */
export { SchemaDecoder, strictDecodingMessage, type Decoded, type DecodeOptions } from "./schema-decoder.js";
export { DecodeError, TypeMismatch } from "./errors.js";
export type { ZerolessFields } from "./compile.js";

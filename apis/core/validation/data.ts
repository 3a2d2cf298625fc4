import {
  byteLength,
  forbidden,
  invalid,
  isConfigMapKey,
  jsonTypeOf,
  parseJSON,
  Path,
  required,
  semanticEqualJSON,
  tooLong,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { ConfigMap, Secret } from "../v1/types.js";

const MAX_SIZE_BYTES = 1024 * 1024;
const IMMUTABLE = Path.of("immutable");
const DATA = Path.of("data");
const BINARY_DATA = Path.of("binaryData");
const FROZEN = "field is immutable when `immutable` is set";

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateConfigMap */
export function validateConfigMap(configMap: DeepReadonly<ConfigMap>): ErrorList {
  const errs: ErrorList = [];
  const { data = {}, binaryData = {} } = configMap;
  let size = 0;
  // There may be very many of them: no list of pairs is made.
  for (const key in data) {
    validateKey(key, DATA, errs);
    if (Object.hasOwn(binaryData, key)) {
      errs.push(invalid(DATA.key(key), key, "duplicate of key present in binaryData"));
    }
    size += byteLength(data[key]!);
  }
  for (const key in binaryData) {
    validateKey(key, BINARY_DATA, errs);
    size += decodedLength(binaryData[key]!);
  }
  // As upstream has it, this error has no field.
  if (size > MAX_SIZE_BYTES) errs.push(tooLong(Path.of(""), "", MAX_SIZE_BYTES));
  return errs;
}

export function validateConfigMapUpdate(configMap: DeepReadonly<ConfigMap>, old: DeepReadonly<ConfigMap>): ErrorList {
  const errs: ErrorList = [];
  if (old.immutable === true) {
    if (configMap.immutable !== true) errs.push(forbidden(IMMUTABLE, FROZEN));
    if (!semanticEqualJSON(configMap.data, old.data)) errs.push(forbidden(DATA, FROZEN));
    if (!semanticEqualJSON(configMap.binaryData, old.binaryData)) errs.push(forbidden(BINARY_DATA, FROZEN));
  }
  return [...errs, ...validateConfigMap(configMap)];
}

function validateKey(key: string, path: Path, errs: ErrorList): void {
  for (const message of isConfigMapKey(key)) errs.push(invalid(path.key(key), key, message));
}

function decodedLength(base64: string): number {
  return Buffer.byteLength(base64, "base64");
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateSecret */
export function validateSecret(secret: DeepReadonly<Secret>): ErrorList {
  const errs: ErrorList = [];
  const data = secret.data ?? {};
  let size = 0;
  for (const key in data) {
    validateKey(key, DATA, errs);
    size += decodedLength(data[key]!);
  }
  if (size > MAX_SIZE_BYTES) errs.push(tooLong(DATA, "", MAX_SIZE_BYTES));
  return [...errs, ...validateByType(secret, data)];
}

function validateByType(secret: DeepReadonly<Secret>, data: { readonly [key: string]: string }): ErrorList {
  const needs = (key: string): ErrorList => (Object.hasOwn(data, key) ? [] : [required(DATA.key(key), "")]);
  switch (secret.type) {
    case "kubernetes.io/service-account-token":
      return secret.metadata.annotations?.["kubernetes.io/service-account.name"]
        ? []
        : [required(Path.of("metadata", "annotations").key("kubernetes.io/service-account.name"), "")];
    case "kubernetes.io/dockercfg":
      return validateJSON(data, ".dockercfg");
    case "kubernetes.io/dockerconfigjson":
      return validateJSON(data, ".dockerconfigjson");
    case "kubernetes.io/basic-auth":
      return Object.hasOwn(data, "username") || Object.hasOwn(data, "password")
        ? []
        : [required(DATA.key("username"), ""), required(DATA.key("password"), "")];
    case "kubernetes.io/ssh-auth":
      return data["ssh-privatekey"] ? [] : [required(DATA.key("ssh-privatekey"), "")];
    case "kubernetes.io/tls":
      return [...needs("tls.crt"), ...needs("tls.key")];
    default:
      return [];
  }
}

function validateJSON(data: { readonly [key: string]: string }, key: string): ErrorList {
  const value = data[key];
  if (value === undefined) return [required(DATA.key(key), "")];
  const why = objectError(Buffer.from(value, "base64"));
  return why === undefined ? [] : [invalid(DATA.key(key), "<secret contents redacted>", why)];
}

/** Why the text is no JSON object, in the words of Go's encoding/json. */
function objectError(text: Uint8Array): string | undefined {
  try {
    const type = jsonTypeOf(parseJSON(text));
    if (type === "object" || type === "null") return undefined;
    return `json: cannot unmarshal ${type} into Go value of type map[string]interface {}`;
  } catch (err) {
    return err instanceof Error ? err.message : String(err);
  }
}

export function validateSecretUpdate(secret: DeepReadonly<Secret>, old: DeepReadonly<Secret>): ErrorList {
  const errs: ErrorList = [];
  if (secret.type !== old.type) errs.push(invalid(Path.of("type"), secret.type, "field is immutable"));
  if (old.immutable === true) {
    if (secret.immutable !== true) errs.push(forbidden(IMMUTABLE, FROZEN));
    if (!semanticEqualJSON(secret.data, old.data)) errs.push(forbidden(DATA, FROZEN));
  }
  return [...errs, ...validateSecret(secret)];
}

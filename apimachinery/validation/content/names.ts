import { byteLength } from "../../text/index.js";
import { DNS1123_SUBDOMAIN_MAX_LENGTH } from "./dns.js";
import { emptyError, inclusiveRangeError, maxLenError, regexError } from "./messages.js";

const C_IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";
const C_IDENTIFIER_MESSAGE =
  "a valid C identifier must start with alphabetic character or '_', " +
  "followed by a string of alphanumeric characters or '_'";
const PERCENT = "[0-9]+%";
const PERCENT_MESSAGE = "a valid percent string must be a numeric string followed by an ending '%'";
const HTTP_HEADER_NAME = "[-A-Za-z0-9]+";
const HTTP_HEADER_NAME_MESSAGE = "a valid HTTP header must consist of alphanumeric characters or '-'";
const ENV_VAR_NAME = "[-._a-zA-Z][-._a-zA-Z0-9]*";
const ENV_VAR_NAME_MESSAGE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', " +
  "and must not start with a digit";
const RELAXED_ENV_VAR_NAME_MESSAGE =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";
const CONFIG_MAP_KEY = "[-._a-zA-Z0-9]+";
const CONFIG_MAP_KEY_MESSAGE = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";

const cIdentifierRegExp = new RegExp(`^${C_IDENTIFIER}$`);
const percentRegExp = new RegExp(`^${PERCENT}$`);
const httpHeaderNameRegExp = new RegExp(`^${HTTP_HEADER_NAME}$`);
const envVarNameRegExp = new RegExp(`^${ENV_VAR_NAME}$`);
const configMapKeyRegExp = new RegExp(`^${CONFIG_MAP_KEY}$`);

const PORT_NAME_MAX_LENGTH = 15;
const MAX_ID = 2 ** 31 - 1;

export function isCIdentifier(value: string): string[] {
  if (cIdentifierRegExp.test(value)) return [];
  return [regexError(C_IDENTIFIER_MESSAGE, C_IDENTIFIER, "my_name", "MY_NAME", "MyName")];
}

/** `50%` */
export function isValidPercent(value: string): string[] {
  return percentRegExp.test(value) ? [] : [regexError(PERCENT_MESSAGE, PERCENT, "1%", "93%")];
}

export function isHTTPHeaderName(value: string): string[] {
  if (httpHeaderNameRegExp.test(value)) return [];
  return [regexError(HTTP_HEADER_NAME_MESSAGE, HTTP_HEADER_NAME, "X-Header-Name")];
}

export function isEnvVarName(value: string): string[] {
  const messages = envVarNameRegExp.test(value)
    ? []
    : [regexError(ENV_VAR_NAME_MESSAGE, ENV_VAR_NAME, "my.env-name", "MY_ENV.NAME", "MyEnvName1")];
  return [...messages, ...parentFolder(value)];
}

/** Any printable ASCII but `=`. */
export function isRelaxedEnvVarName(value: string): string[] {
  if (value === "") return [`environment variable name ${emptyError()}`];
  return /^[\x20-\x3c\x3e-\x7e]*$/.test(value) ? [] : [RELAXED_ENV_VAR_NAME_MESSAGE];
}

/** A key of a ConfigMap or Secret: it may become a file name. */
export function isConfigMapKey(value: string): string[] {
  // Nearly every key is good. What matches is ASCII, so that its length is its bytes.
  if (value.length <= DNS1123_SUBDOMAIN_MAX_LENGTH && value[0] !== "." && configMapKeyRegExp.test(value)) return [];
  const messages: string[] = [];
  if (byteLength(value) > DNS1123_SUBDOMAIN_MAX_LENGTH) messages.push(maxLenError(DNS1123_SUBDOMAIN_MAX_LENGTH));
  if (!configMapKeyRegExp.test(value)) {
    messages.push(regexError(CONFIG_MAP_KEY_MESSAGE, CONFIG_MAP_KEY, "key.name", "KEY_NAME", "key-name"));
  }
  return [...messages, ...parentFolder(value)];
}

/** A service name of RFC 6335. */
export function isValidPortName(port: string): string[] {
  const messages: string[] = [];
  if (byteLength(port) > PORT_NAME_MAX_LENGTH) messages.push(maxLenError(PORT_NAME_MAX_LENGTH));
  if (!/^[-a-z0-9]+$/.test(port)) {
    messages.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  }
  if (!/[a-z]/.test(port)) messages.push("must contain at least one letter (a-z)");
  if (port.includes("--")) messages.push("must not contain consecutive hyphens");
  if (port.startsWith("-") || port.endsWith("-")) messages.push("must not begin or end with a hyphen");
  return messages;
}

export function isValidPortNum(port: number): string[] {
  return isInRange(port, 1, 65535);
}

export function isInRange(value: number, low: number, high: number): string[] {
  return value >= low && value <= high ? [] : [inclusiveRangeError(low, high)];
}

export function isValidUserID(uid: number): string[] {
  return isInRange(uid, 0, MAX_ID);
}

export function isValidGroupID(gid: number): string[] {
  return isInRange(gid, 0, MAX_ID);
}

/** A whole number as people write it: no plus, no leading zeros. */
export function isDecimalInteger(value: string): string[] {
  if (value === "") return [emptyError()];
  return /^(0|-?[1-9][0-9]*)$/.test(value) ? [] : ["must be a valid decimal integer in canonical form"];
}

/** A name that may stand in a path of the API and of the store. Says nothing of emptiness or length. */
export function isPathSegmentName(name: string): string[] {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return isPathSegmentPrefix(name);
}

/** The start of such a name. */
export function isPathSegmentPrefix(name: string): string[] {
  return ["/", "%"].filter((text) => name.includes(text)).map((text) => `may not contain '${text}'`);
}

function parentFolder(value: string): string[] {
  if (value === ".") return ["must not be '.'"];
  if (value === "..") return ["must not be '..'"];
  return value.startsWith("..") ? ["must not start with '..'"] : [];
}

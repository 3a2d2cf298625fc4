import { byteLength } from "../../text/index.js";
import { isLabelKeyPrefix } from "./dns.js";
import { emptyError, maxBytesError, regexError } from "./messages.js";

const NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const NAME_MESSAGE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const VALUE = `(${NAME})?`;
const VALUE_MESSAGE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', " +
  "and must start and end with an alphanumeric character";

const nameRegExp = new RegExp(`^${NAME}$`);
const valueRegExp = new RegExp(`^${VALUE}$`);

const NAME_MAX_BYTES = 63;
export const LABEL_VALUE_MAX_LENGTH = 63;

/**
 * A key of a label, which is also the form of annotation keys, finalizers and condition types: a name, and before it a
 * DNS name with a slash. @see kubernetes/apimachinery pkg/api/validate/content/kube.go, IsLabelKey
 */
export function isQualifiedName(value: string): string[] {
  // Nearly every key is good and has no prefix. What matches is ASCII, so that its length is its bytes.
  if (value.length <= NAME_MAX_BYTES && nameRegExp.test(value)) return [];
  const parts = value.split("/");
  if (parts.length > 2) {
    const form = regexError(NAME_MESSAGE, NAME, "MyName", "my.name", "123-abc");
    return [`a valid label key ${form} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const messages: string[] = [];
  const name = parts[parts.length - 1] as string;
  if (parts.length === 2) {
    const prefix = parts[0] as string;
    const wrong = prefix === "" ? [emptyError()] : isLabelKeyPrefix(prefix);
    messages.push(...wrong.map((message) => `prefix part ${message}`));
  }
  if (name === "") messages.push(`name part ${emptyError()}`);
  else if (byteLength(name) > NAME_MAX_BYTES) messages.push(`name part ${maxBytesError(NAME_MAX_BYTES)}`);
  if (!nameRegExp.test(name)) {
    messages.push(`name part ${regexError(NAME_MESSAGE, NAME, "MyName", "my.name", "123-abc")}`);
  }
  return messages;
}

/** A label key that must have a prefix. */
export function isPrefixedLabelKey(value: string): string[] {
  const messages = isQualifiedName(value);
  if (messages.length > 0 || value.includes("/")) return messages;
  return ["must include a prefix (e.g. 'example.com/key')"];
}

/** The value of a label; "" is one. */
export function isValidLabelValue(value: string): string[] {
  if (value.length <= LABEL_VALUE_MAX_LENGTH && valueRegExp.test(value)) return [];
  const messages: string[] = [];
  if (byteLength(value) > LABEL_VALUE_MAX_LENGTH) messages.push(maxBytesError(LABEL_VALUE_MAX_LENGTH));
  if (!valueRegExp.test(value)) {
    messages.push(regexError(VALUE_MESSAGE, VALUE, "MyValue", "my_value", "12345"));
  }
  return messages;
}

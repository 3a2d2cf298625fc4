import { byteLength } from "../../text/index.js";
import { maxBytesError, maxLenError, regexError } from "./messages.js";

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const LABEL_MESSAGE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', " +
  "and must start and end with an alphanumeric character";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const SUBDOMAIN_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', " +
  "and must start and end with an alphanumeric character";
const SUBDOMAIN_CASELESS_MESSAGE =
  "an RFC 1123 subdomain must consist of alphanumeric characters, '-' or '.', " +
  "and must start and end with an alphanumeric character";
const UNDERSCORE_LABEL = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const UNDERSCORE_SUBDOMAIN = `${UNDERSCORE_LABEL}(\\.${UNDERSCORE_LABEL})*`;
const UNDERSCORE_SUBDOMAIN_MESSAGE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', " +
  "and must start and end with an alphanumeric character";
const DNS1035_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
const DNS1035_MESSAGE =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', " +
  "start with an alphabetic character, and end with an alphanumeric character";
const WILDCARD = `\\*\\.${SUBDOMAIN}`;
const WILDCARD_MESSAGE =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, " +
  "which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";

const labelRegExp = new RegExp(`^${LABEL}$`);
const subdomainRegExp = new RegExp(`^${SUBDOMAIN}$`);
const caselessSubdomainRegExp = new RegExp(`^${SUBDOMAIN}$`, "i");
const underscoreSubdomainRegExp = new RegExp(`^${UNDERSCORE_SUBDOMAIN}$`);
const dns1035RegExp = new RegExp(`^${DNS1035_LABEL}$`);
const wildcardRegExp = new RegExp(`^${WILDCARD}$`);

export const DNS1123_LABEL_MAX_LENGTH = 63;
export const DNS1123_SUBDOMAIN_MAX_LENGTH = 253;
export const DNS1035_LABEL_MAX_LENGTH = 63;

/** A label of a DNS name (RFC 1123), in lower case. Returns what is wrong; empty when all is well. */
export function isDNS1123Label(value: string): string[] {
  const messages: string[] = [];
  if (byteLength(value) > DNS1123_LABEL_MAX_LENGTH) messages.push(maxLenError(DNS1123_LABEL_MAX_LENGTH));
  if (!labelRegExp.test(value)) {
    const dots = subdomainRegExp.test(value);
    messages.push(dots ? "must not contain dots" : regexError(LABEL_MESSAGE, LABEL, "my-name", "123-abc"));
  }
  return messages;
}

/** A DNS name (RFC 1123), in lower case. */
export function isDNS1123Subdomain(value: string): string[] {
  const messages: string[] = [];
  if (byteLength(value) > DNS1123_SUBDOMAIN_MAX_LENGTH) messages.push(maxLenError(DNS1123_SUBDOMAIN_MAX_LENGTH));
  if (!subdomainRegExp.test(value)) messages.push(regexError(SUBDOMAIN_MESSAGE, SUBDOMAIN, "example.com"));
  return messages;
}

/** A DNS name in either case. For old fields only: names that differ in case alone are two names. */
export function isDNS1123SubdomainCaseless(value: string): string[] {
  const messages: string[] = [];
  if (byteLength(value) > DNS1123_SUBDOMAIN_MAX_LENGTH) messages.push(maxBytesError(DNS1123_SUBDOMAIN_MAX_LENGTH));
  if (!caselessSubdomainRegExp.test(value)) {
    messages.push(regexError(SUBDOMAIN_CASELESS_MESSAGE, SUBDOMAIN, "Example.com"));
  }
  return messages;
}

/** A DNS name whose labels may have underscores. */
export function isDNS1123SubdomainWithUnderscore(value: string): string[] {
  const messages: string[] = [];
  if (byteLength(value) > DNS1123_SUBDOMAIN_MAX_LENGTH) messages.push(maxLenError(DNS1123_SUBDOMAIN_MAX_LENGTH));
  if (!underscoreSubdomainRegExp.test(value)) {
    messages.push(regexError(UNDERSCORE_SUBDOMAIN_MESSAGE, UNDERSCORE_SUBDOMAIN, "example.com"));
  }
  return messages;
}

/** A label that starts with a letter (RFC 1035): the names of Services. */
export function isDNS1035Label(value: string): string[] {
  const messages: string[] = [];
  if (byteLength(value) > DNS1035_LABEL_MAX_LENGTH) messages.push(maxLenError(DNS1035_LABEL_MAX_LENGTH));
  if (!dns1035RegExp.test(value)) {
    messages.push(regexError(DNS1035_MESSAGE, DNS1035_LABEL, "my-name", "abc-123"));
  }
  return messages;
}

/** `*.` and a DNS name. */
export function isWildcardDNS1123Subdomain(value: string): string[] {
  const messages: string[] = [];
  if (byteLength(value) > DNS1123_SUBDOMAIN_MAX_LENGTH) messages.push(maxLenError(DNS1123_SUBDOMAIN_MAX_LENGTH));
  if (!wildcardRegExp.test(value)) messages.push(regexError(WILDCARD_MESSAGE, WILDCARD, "*.example.com"));
  return messages;
}
/** The prefix of a label key: a DNS name whose length is told in bytes. */
export function isLabelKeyPrefix(value: string): string[] {
  const messages: string[] = [];
  if (byteLength(value) > DNS1123_SUBDOMAIN_MAX_LENGTH) messages.push(maxBytesError(DNS1123_SUBDOMAIN_MAX_LENGTH));
  if (!subdomainRegExp.test(value)) messages.push(regexError(SUBDOMAIN_MESSAGE, SUBDOMAIN, "example.com"));
  return messages;
}

import { byteLength, quote } from "../../text/index.js";
import {
  isCIdentifier,
  isDNS1123Label,
  isDNS1123Subdomain,
  isDNS1123SubdomainCaseless,
  isPathSegmentName,
  isPrefixedLabelKey,
  isQualifiedName,
  isValidIPForLegacyField,
  isValidLabelValue,
} from "../content/index.js";
import { FieldError, invalid, tooLong, type ErrorList, type Path } from "../field/index.js";
import { check, type Check } from "./check.js";

type Format = (path: Path | undefined, value: string) => ErrorList;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @see kubernetes/apimachinery pkg/api/validate/strfmt.go */
const FORMATS = {
  "k8s-extended-resource-name": extendedResourceName,
  // Fields of this format are older than the strict rules for addresses.
  "k8s-ip": (path, value) => isValidIPForLegacyField(path, value, false),
  "k8s-label-key": messages(isQualifiedName),
  "k8s-label-value": messages(isValidLabelValue),
  "k8s-long-name": messages(isDNS1123Subdomain),
  "k8s-long-name-caseless": messages(isDNS1123SubdomainCaseless),
  "k8s-path-segment-name": messages(isPathSegmentName),
  "k8s-prefixed-label-key": messages(isPrefixedLabelKey),
  "k8s-resource-fully-qualified-name": resourceFullyQualifiedName,
  "k8s-resource-pool-name": resourcePoolName,
  "k8s-short-name": messages(isDNS1123Label),
  "k8s-uuid": (path, value) =>
    UUID.test(value) ? [] : [invalid(path, value, "must be a lowercase UUID in 8-4-4-4-12 format")],
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

/** `+k8s:format` */
export function format(name: FormatName): Check<string> {
  const validate = FORMATS[name];
  return check((path, value) => (value == null ? [] : validate(path, value)));
}

/** `+k8s:validation:pattern`: a regular expression that matches somewhere in the text. */
export function pattern(source: string): Check<string> {
  const expression = new RegExp(source);
  return check((path, value) => {
    if (value == null || expression.test(value)) return [];
    return [invalid(path, value, `${String(path ?? "")} in body should match '${source}'`)];
  });
}

function messages(problems: (value: string) => readonly string[]): Format {
  return (path, value) => problems(value).map((message) => invalid(path, value, message));
}

const REQUESTS_PREFIX = "requests.";
const RESERVED_DOMAIN = "kubernetes.io/";

function extendedResourceName(path: Path | undefined, value: string): ErrorList {
  const errs: ErrorList = [];
  if (!value.includes("/")) {
    errs.push(invalid(path, value, "a name must be a domain-prefixed path, such as 'example.com/my-prop'"));
  } else if (value.includes(RESERVED_DOMAIN)) {
    errs.push(invalid(path, value, `must not have ${quote(RESERVED_DOMAIN)} domain`));
  }
  if (value.startsWith(REQUESTS_PREFIX)) {
    errs.push(invalid(path, value, `must not have ${quote(REQUESTS_PREFIX)} prefix`));
  }
  // A quota counts the resource under this name.
  const inQuota = `${REQUESTS_PREFIX}${value}`;
  return [...errs, ...isQualifiedName(inQuota).map((message) => invalid(path, value, message))];
}

const POOL_NAME_MAX_BYTES = 253;

function resourcePoolName(path: Path | undefined, value: string): ErrorList {
  const errs: ErrorList = byteLength(value) > POOL_NAME_MAX_BYTES ? [tooLong(path, value, POOL_NAME_MAX_BYTES)] : [];
  value.split("/").forEach((part, i) => {
    if (part === "") errs.push(invalid(path, value, `segment ${i}: must not be empty`));
    else errs.push(...prefixed(longName(path, part), `segment ${i}: `));
  });
  return errs;
}

const DOMAIN_MAX_BYTES = 63;

function resourceFullyQualifiedName(path: Path | undefined, value: string): ErrorList {
  const [first = "", second, ...rest] = value.split("/");
  const slash = "a fully qualified name must be a domain and a name separated by a slash";
  if (second === undefined) return [...resourceIdentifier(path, first), invalid(path, value, slash)];
  if (rest.length > 0) return [];
  const errs: ErrorList = [];
  if (first === "") errs.push(invalid(path, "", "prefix must not be empty"));
  else {
    if (byteLength(first) > DOMAIN_MAX_BYTES) errs.push(tooLong(path, first, DOMAIN_MAX_BYTES));
    errs.push(...prefixed(longName(path, first), "prefix: "));
  }
  if (second === "") errs.push(invalid(path, "", "name must not be empty"));
  else errs.push(...resourceIdentifier(path, second));
  return errs;
}

const IDENTIFIER_MAX_BYTES = 32;

function resourceIdentifier(path: Path | undefined, id: string): ErrorList {
  const errs: ErrorList = byteLength(id) > IDENTIFIER_MAX_BYTES ? [tooLong(path, id, IDENTIFIER_MAX_BYTES)] : [];
  return [...errs, ...isCIdentifier(id).map((message) => invalid(path, id, message))];
}

const longName = messages(isDNS1123Subdomain);

function prefixed(errs: ErrorList, prefix: string): ErrorList {
  return errs.map((err) => new FieldError(err.type, err.field, err.badValue, prefix + err.detail));
}

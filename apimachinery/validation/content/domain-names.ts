import { invalid, required, type ErrorList, type Path } from "../field/index.js";
import { isDNS1123Label, isDNS1123Subdomain } from "./dns.js";
import { isQualifiedName } from "./labels.js";
import { regexError } from "./messages.js";

const HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const httpPathRegExp = new RegExp(`^${HTTP_PATH}$`);

/** A DNS name of at least three labels. */
export function isFullyQualifiedName(path: Path | undefined, name: string): ErrorList {
  if (name === "") return [required(path, "")];
  const messages = isDNS1123Subdomain(name);
  if (messages.length > 0) return [invalid(path, name, messages.join(","))];
  if (name.split(".").length < 3) {
    return [invalid(path, name, "should be a domain with at least three segments separated by dots")];
  }
  return [];
}

/** A DNS name of at least two labels, each of them short enough; a last dot is fine. */
export function isFullyQualifiedDomainName(path: Path | undefined, given: string): ErrorList {
  if (given === "") return [required(path, "")];
  const name = given.endsWith(".") ? given.slice(0, -1) : given;
  const messages = isDNS1123Subdomain(name);
  if (messages.length > 0) return [invalid(path, name, messages.join(","))];
  const labels = name.split(".");
  if (labels.length < 2) {
    return [invalid(path, name, "should be a domain with at least two segments separated by dots")];
  }
  for (const label of labels) {
    const wrong = isDNS1123Label(label);
    if (wrong.length > 0) return [invalid(path, label, wrong.join(","))];
  }
  return [];
}

/** `acme.io/some/path` */
export function isDomainPrefixedPath(path: Path | undefined, value: string): ErrorList {
  if (value === "") return [required(path, "")];
  const slash = value.indexOf("/");
  if (slash <= 0 || slash === value.length - 1) {
    return [invalid(path, value, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  }
  const host = value.slice(0, slash);
  const rest = value.slice(slash + 1);
  const errs = isDNS1123Subdomain(host).map((message) => invalid(path, host, message));
  if (!httpPathRegExp.test(rest)) errs.push(invalid(path, rest, regexError("Invalid path", HTTP_PATH)));
  return errs;
}

/** `acme.io/key` */
export function isDomainPrefixedKey(path: Path | undefined, key: string): ErrorList {
  if (key === "") return [required(path, "")];
  const messages = isQualifiedName(key);
  if (messages.length > 0) return messages.map((message) => invalid(path, key, message));
  if (!key.includes("/")) return [invalid(path, key, 'must be a domain-prefixed key (such as "acme.io/foo")')];
  return [];
}

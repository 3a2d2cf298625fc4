/**
 * The forms of names and other short texts. The functions return what is wrong in the API's words, and nothing when all
 * is well. @see kubernetes/apimachinery pkg/util/validation and pkg/api/validate/content
 */
export {
  DNS1035_LABEL_MAX_LENGTH,
  DNS1123_LABEL_MAX_LENGTH,
  DNS1123_SUBDOMAIN_MAX_LENGTH,
  isDNS1035Label,
  isDNS1123Label,
  isDNS1123Subdomain,
  isDNS1123SubdomainCaseless,
  isDNS1123SubdomainWithUnderscore,
  isWildcardDNS1123Subdomain,
} from "./dns.js";
export {
  isDomainPrefixedKey,
  isDomainPrefixedPath,
  isFullyQualifiedDomainName,
  isFullyQualifiedName,
} from "./domain-names.js";
export {
  isValidCIDR,
  isValidCIDRForLegacyField,
  isValidInterfaceAddress,
  isValidIP,
  isValidIPForLegacyField,
  warningsForCIDR,
  warningsForIP,
} from "./ip.js";
export {
  cidrToString,
  ipAddressToString,
  networkOf,
  parseCIDR,
  parseIPAddress,
  type CIDR,
  type IPAddress,
} from "./ip-address.js";
export { isPrefixedLabelKey, isQualifiedName, isValidLabelValue, LABEL_VALUE_MAX_LENGTH } from "./labels.js";
export {
  emptyError,
  inclusiveRangeError,
  maxBytesError,
  maxError,
  maxLenError,
  minError,
  regexError,
} from "./messages.js";
export {
  isCIdentifier,
  isConfigMapKey,
  isDecimalInteger,
  isEnvVarName,
  isHTTPHeaderName,
  isInRange,
  isPathSegmentName,
  isPathSegmentPrefix,
  isRelaxedEnvVarName,
  isValidGroupID,
  isValidPercent,
  isValidPortName,
  isValidPortNum,
  isValidUserID,
} from "./names.js";

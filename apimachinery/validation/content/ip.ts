import { quote } from "../../text/index.js";
import { invalid, type ErrorList, type Path } from "../field/index.js";
import { cidrToString, ipAddressToString, isMapped, networkOf, parseCIDR, parseIPAddress } from "./ip-address.js";

/** An IP address in canonical form. @see kubernetes/apimachinery pkg/util/validation/ip.go */
export function isValidIP(path: Path | undefined, value: string): ErrorList {
  const errs = checkIP(path, value, true);
  if (errs.length > 0) return errs;
  return checkCanonical(path, value, canonicalIP(value));
}

/**
 * An IP address in a field that is older than the strict rules: any form of writing passes. `strict` refuses leading
 * zeros and mapped addresses; `validOld` lists values of the old object that stay allowed.
 */
export function isValidIPForLegacyField(
  path: Path | undefined,
  value: string,
  strict: boolean,
  validOld: readonly string[] = [],
): ErrorList {
  return validOld.includes(value) ? [] : checkIP(path, value, strict);
}

/** A network `address/length` in canonical form, without bits beyond the prefix. */
export function isValidCIDR(path: Path | undefined, value: string): ErrorList {
  const errs = checkCIDR(path, value, true);
  const cidr = parseCIDR(value);
  if (errs.length > 0 || cidr === undefined) return errs;
  return checkCanonical(path, value, cidrToString(networkOf(cidr), cidr.prefixLength));
}

/** As {@link isValidIPForLegacyField}; not strict, it also allows bits beyond the prefix. */
export function isValidCIDRForLegacyField(
  path: Path | undefined,
  value: string,
  strict: boolean,
  validOld: readonly string[] = [],
): ErrorList {
  return validOld.includes(value) ? [] : checkCIDR(path, value, strict);
}

/** The address of one interface with the length of its network: `192.168.1.5/24`, in canonical form. */
export function isValidInterfaceAddress(path: Path | undefined, value: string): ErrorList {
  const cidr = parseCIDR(value);
  if (cidr === undefined) {
    return [invalid(path, value, "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)")];
  }
  return checkCanonical(path, value, cidrToString(cidr.address, cidr.prefixLength));
}

/** Warnings for a value that {@link isValidIPForLegacyField} let pass; empty for one that it refuses. */
export function warningsForIP(path: Path | undefined, value: string): string[] {
  const address = parseIPAddress(value);
  if (address === undefined) return [];
  const canonical = ipAddressToString(address);
  if (!address.strict || isMapped(address)) {
    return [`${path}: non-standard IP address ${quote(value)} is invalid: use ${quote(canonical)}`];
  }
  if (address.version === 4 || canonical === value) return [];
  return [`${path}: IPv6 address ${quote(value)} should be in RFC 5952 canonical format (${quote(canonical)})`];
}

/** Warnings for a value that {@link isValidCIDRForLegacyField} let pass. */
export function warningsForCIDR(path: Path | undefined, value: string): string[] {
  const cidr = parseCIDR(value);
  if (cidr === undefined) return [];
  const warnings: string[] = [];
  const network = networkOf(cidr);
  const canonical = cidrToString(network, cidr.prefixLength);
  if (network.bits !== cidr.address.bits) {
    const single = `${ipAddressToString(cidr.address)}/${cidr.address.version === 4 ? 32 : 128}`;
    warnings.push(
      `${path}: CIDR value ${quote(value)} is ambiguous in this context ` +
        `(should be ${quote(canonical)} or ${quote(single)}?)`,
    );
  }
  if (!cidr.strict || isMapped(cidr.address)) {
    warnings.push(`${path}: non-standard CIDR value ${quote(value)} is invalid: use ${quote(canonical)}`);
  }
  if (warnings.length === 0 && cidr.address.version === 6 && canonical !== value) {
    const form = quote(canonical);
    warnings.push(`${path}: IPv6 CIDR value ${quote(value)} should be in RFC 5952 canonical format (${form})`);
  }
  return warnings;
}

function checkIP(path: Path | undefined, value: string, strict: boolean): ErrorList {
  const address = parseIPAddress(value);
  if (address === undefined) {
    return [invalid(path, value, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")];
  }
  const errs: ErrorList = [];
  if (strict && !address.strict) errs.push(invalid(path, value, "must not have leading 0s"));
  if (strict && address.strict && isMapped(address)) {
    errs.push(invalid(path, value, "must not be an IPv4-mapped IPv6 address"));
  }
  return errs;
}

function checkCIDR(path: Path | undefined, value: string, strict: boolean): ErrorList {
  const cidr = parseCIDR(value);
  if (cidr === undefined) {
    return [invalid(path, value, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")];
  }
  if (!strict) return [];
  if (!cidr.strict) return [invalid(path, value, "must not have leading 0s in IP or prefix length")];
  if (isMapped(cidr.address)) return [invalid(path, value, "must not have an IPv4-mapped IPv6 address")];
  if (networkOf(cidr).bits !== cidr.address.bits) {
    return [invalid(path, value, "must not have bits set beyond the prefix length")];
  }
  return [];
}

function checkCanonical(path: Path | undefined, value: string, canonical: string): ErrorList {
  return value === canonical ? [] : [invalid(path, value, `must be in canonical form (${quote(canonical)})`)];
}

function canonicalIP(value: string): string {
  const address = parseIPAddress(value);
  return address === undefined ? value : ipAddressToString(address);
}

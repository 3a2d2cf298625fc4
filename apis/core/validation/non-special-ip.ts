import { invalid, parseIPAddress, type ErrorList, type Path } from "kindsmith/apimachinery";

/** An address that another machine can have. The text is an address. */
export function validateNonSpecialIP(ip: string, path: Path): ErrorList {
  const why = specialUse(ip);
  return why === undefined ? [] : [invalid(path, ip, why)];
}

/** Why nobody outside can send to the address. @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateNonSpecialIP */
function specialUse(text: string): string | undefined {
  const ip = parseIPAddress(text);
  if (ip === undefined) return "must be a valid IP address";
  const v4 = text.includes(":") ? undefined : text;
  const v6 = v4 === undefined ? text.toLowerCase() : undefined;
  if (v4 === "0.0.0.0" || v6 === "::") return `may not be unspecified (${text})`;
  if (v4?.startsWith("127.") === true || v6 === "::1") {
    return "may not be in the loopback range (127.0.0.0/8, ::1/128)";
  }
  if (v4?.startsWith("169.254.") === true || /^fe[89ab]/.test(v6 ?? "")) {
    return "may not be in the link-local range (169.254.0.0/16, fe80::/10)";
  }
  if (v4?.startsWith("224.0.0.") === true || /^ff.2:/.test(v6 ?? "")) {
    return "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)";
  }
  return undefined;
}

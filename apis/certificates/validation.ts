import {
  duplicate,
  invalid,
  isDNS1123Subdomain,
  notSupported,
  Path,
  required,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import type { CertificateSigningRequest, CertificateSigningRequestStatus } from "./v1/types.js";

const SPEC = Path.of("spec");
const PEM = /-----BEGIN ([^-]+)-----\s*([A-Za-z0-9+/=\s]*?)\s*-----END \1-----/;
const MIN_EXPIRATION_SECONDS = 600;
const MAX_SIGNER_NAME = 571;
const USAGES: ReadonlySet<string> = new Set([
  "signing",
  "digital signature",
  "content commitment",
  "key encipherment",
  "key agreement",
  "data encipherment",
  "cert sign",
  "crl sign",
  "encipher only",
  "decipher only",
  "any",
  "server auth",
  "client auth",
  "code signing",
  "email protection",
  "s/mime",
  "ipsec end system",
  "ipsec tunnel",
  "ipsec user",
  "timestamping",
  "ocsp signing",
  "microsoft sgc",
  "netscape sgc",
]);

/** @see kubernetes/kubernetes pkg/apis/certificates/validation/validation.go, validateCertificateSigningRequest */
export function validateSigningRequest({ spec }: DeepReadonly<CertificateSigningRequest>): ErrorList {
  const errs = validateRequest(spec?.request ?? "");
  const usages = spec?.usages ?? [];
  const path = SPEC.child("usages");
  if (usages.length === 0) errs.push(required(path, "usages are required"));
  const seen = new Set<string>();
  usages.forEach((usage, i) => {
    if (!USAGES.has(usage)) errs.push(notSupported(path.index(i), usage, [...USAGES].sort()));
    if (seen.has(usage)) errs.push(duplicate(path.index(i), usage));
    seen.add(usage);
  });
  errs.push(...validateSignerName(spec?.signerName ?? "", SPEC.child("signerName")));
  const seconds = spec?.expirationSeconds;
  if (seconds !== undefined && seconds < MIN_EXPIRATION_SECONDS) {
    const message = `may not specify a duration less than ${MIN_EXPIRATION_SECONDS} seconds (10 minutes)`;
    errs.push(invalid(SPEC.child("expirationSeconds"), seconds, message));
  }
  return errs;
}

/** The text is a PEM block of a PKCS#10 request; its signature is checked by whoever signs. */
function validateRequest(base64: string): ErrorList {
  const block = PEM.exec(Buffer.from(base64, "base64").toString("latin1"));
  if (block?.[1] === "CERTIFICATE REQUEST") return [];
  return [invalid(SPEC.child("request"), base64, "PEM block type must be CERTIFICATE REQUEST")];
}

/** `domain/path` */
function validateSignerName(name: string, path: Path): ErrorList {
  if (name === "") return [required(path, "")];
  const parts = name.split("/");
  if (parts.length !== 2) {
    return [invalid(path, name, "must be a fully qualified domain and path of the form 'example.com/signer-name'")];
  }
  const [domain = "", signer = ""] = parts;
  const errs = [
    ...isDNS1123Subdomain(domain).map((message) => invalid(path, domain, `validating label "${domain}": ${message}`)),
    ...isDNS1123Subdomain(signer).map((message) => invalid(path, signer, `validating label "${signer}": ${message}`)),
  ];
  if (domain.split(".").length < 2)
    errs.push(invalid(path, name, "should be a domain with at least two segments separated by dots"));
  if (name.length > MAX_SIGNER_NAME) errs.push(invalid(path, name, `may not be more than ${MAX_SIGNER_NAME} bytes`));
  return errs;
}

/** A decision is taken once, one way or the other, and for good. */
export function validateConditions(
  status: DeepReadonly<CertificateSigningRequestStatus> | undefined,
  old: DeepReadonly<CertificateSigningRequestStatus> | undefined,
): ErrorList {
  const path = Path.of("status", "conditions");
  const types = new Set<string>();
  const errs = (status?.conditions ?? []).flatMap(({ type, status: value }, i) => {
    const place = path.index(i);
    const found: ErrorList = [];
    if (!type) found.push(required(place.child("type"), ""));
    if (!value) found.push(required(place.child("status"), ""));
    else if ((type === "Approved" || type === "Denied") && value !== "True") {
      found.push(notSupported(place.child("status"), value, ["True"]));
    }
    if (types.has(type)) found.push(duplicate(place.child("type"), type));
    types.add(type);
    return found;
  });
  if (types.has("Approved") && types.has("Denied")) {
    errs.push(invalid(path, "Denied", "Approved and Denied conditions are mutually exclusive"));
  }
  for (const { type } of old?.conditions ?? []) {
    if (!types.has(type)) errs.push(invalid(path, type, `updates may not remove a condition of type "${type}"`));
  }
  return errs;
}

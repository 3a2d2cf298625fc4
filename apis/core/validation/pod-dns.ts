import {
  invalid,
  isDNS1123Subdomain,
  isDNS1123SubdomainWithUnderscore,
  isValidIP,
  required,
  type DeepReadonly,
  type ErrorList,
  type Path,
} from "kindsmith/apimachinery";
import type { HostAlias, PodDNSConfig } from "../v1/types.js";

// What name resolution of libc can take.
const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
const MAX_SEARCH_CHARACTERS = 2048;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, validatePodDNSConfig */
export function validateDNSConfig(
  config: DeepReadonly<PodDNSConfig> | undefined,
  policy: string | undefined,
  path: Path,
): ErrorList {
  const servers = config?.nameservers ?? [];
  if (policy === "None") {
    if (config === undefined) return [required(path, "must provide `dnsConfig` when `dnsPolicy` is None")];
    if (servers.length === 0) {
      const message = "must provide at least one DNS nameserver when `dnsPolicy` is None";
      return [required(path.child("nameservers"), message)];
    }
  }
  if (config === undefined) return [];
  const errs: ErrorList = [];
  if (servers.length > MAX_NAMESERVERS) {
    errs.push(invalid(path.child("nameservers"), servers, `must not have more than ${MAX_NAMESERVERS} nameservers`));
  }
  servers.forEach((server, i) => errs.push(...isValidIP(path.child("nameservers").index(i), server)));
  errs.push(...validateSearches(config.searches ?? [], path.child("searches")));
  (config.options ?? []).forEach(({ name }, i) => {
    if (!name) errs.push(required(path.child("options").index(i), "must not be empty"));
  });
  return errs;
}

function validateSearches(searches: readonly string[], path: Path): ErrorList {
  const errs: ErrorList = [];
  if (searches.length > MAX_SEARCHES) {
    errs.push(invalid(path, searches, `must not have more than ${MAX_SEARCHES} search paths`));
  }
  if (searches.join(" ").length > MAX_SEARCH_CHARACTERS) {
    const message = `must not have more than ${MAX_SEARCH_CHARACTERS} characters (including spaces) in the search list`;
    errs.push(invalid(path, searches, message));
  }
  searches.forEach((search, i) => {
    if (search === ".") return;
    const name = search.replace(/\.$/, "");
    errs.push(...isDNS1123SubdomainWithUnderscore(name).map((message) => invalid(path.index(i), name, message)));
  });
  return errs;
}

export function validateHostAliases(aliases: DeepReadonly<HostAlias[]> | undefined, path: Path): ErrorList {
  return (aliases ?? []).flatMap(({ ip, hostnames = [] }, i) => [
    ...isValidIP(path.index(i).child("ip"), ip ?? ""),
    ...hostnames.flatMap((name, n) =>
      isDNS1123Subdomain(name).map((message) => invalid(path.index(i).child("hostnames").index(n), name, message)),
    ),
  ]);
}

import {
  duplicate,
  invalid,
  notSupported,
  parseIPAddress,
  Path,
  type ErrorList,
} from "../../apimachinery/validation/index.js";
import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { ServiceSpec } from "../../apis/core/v1/types.js";
import { familyOf, type IPFamily } from "./ip-range.js";
import { HEADLESS } from "./service-needs.js";

const SPEC = Path.of("spec");
const POLICY = SPEC.child("ipFamilyPolicy");
const FAMILIES = SPEC.child("ipFamilies");
const CLUSTER_IPS = SPEC.child("clusterIPs");
const KNOWN_FAMILIES = ["IPv4", "IPv6"];

/** The families that the cluster has addresses of; the first one is that of Services that do not say. */
export type ClusterFamilies = readonly [IPFamily, ...IPFamily[]];

/**
 * Fills in `ipFamilies` and `ipFamilyPolicy`, and tells what does not fit the cluster. Changes `spec`.
 * @see kubernetes pkg/registry/core/service/storage/alloc.go, initIPFamilyFields
 */
export function fillFamilies(
  spec: ServiceSpec,
  old: DeepReadonly<ServiceSpec> | undefined,
  cluster: ClusterFamilies,
): ErrorList {
  if (spec.type === "ExternalName" || keepsPreferred(spec, old)) return [];
  const selectorless = spec.clusterIP === HEADLESS && Object.keys(spec.selector ?? {}).length === 0;
  spec.ipFamilyPolicy ??= old?.ipFamilyPolicy ?? (selectorless ? "RequireDualStack" : "SingleStack");
  const malformed = checkFamilies(spec);
  if (malformed.length > 0) return malformed;
  const errs = [...(old === undefined ? [] : reduce(spec, old)), ...checkPolicy(spec), ...inferFamilies(spec, cluster)];
  if (errs.length > 0) return errs;
  if (selectorless) {
    // Whoever gives such a Service its endpoints may have families that the cluster does not.
    spec.ipFamilies = withOther(spec, [cluster[0]], KNOWN_FAMILIES as IPFamily[]);
    return [];
  }
  const missing = checkCluster(spec, cluster);
  if (missing.length === 0) spec.ipFamilies = withOther(spec, [cluster[0]], cluster);
  return missing;
}

/** A Service that takes what there is neither gains nor loses an address because the cluster has changed. */
function keepsPreferred(spec: ServiceSpec, old: DeepReadonly<ServiceSpec> | undefined): boolean {
  if (old === undefined || old.type !== spec.type) return false;
  if (spec.ipFamilyPolicy !== "PreferDualStack" || (old.ipFamilyPolicy ?? "PreferDualStack") !== "PreferDualStack") {
    return false;
  }
  return same(spec.clusterIPs, old.clusterIPs) && same(spec.ipFamilies, old.ipFamilies);
}

/** @see kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields */
function checkFamilies({ ipFamilies = [], clusterIPs = [] }: ServiceSpec): ErrorList {
  const errs: ErrorList = [];
  ipFamilies.forEach((family, i) => {
    if (!KNOWN_FAMILIES.includes(family)) errs.push(notSupported(FAMILIES.index(i), family, KNOWN_FAMILIES));
    if (ipFamilies.indexOf(family) < i) errs.push(duplicate(FAMILIES.index(i), family));
  });
  if (clusterIPs[0] === HEADLESS) return errs;
  if (clusterIPs.length > 2) errs.push(invalid(CLUSTER_IPS, clusterIPs, "may only hold up to 2 values"));
  if (clusterIPs.length === 2 && familyOf(clusterIPs[0]!) === familyOf(clusterIPs[1]!)) {
    const text = `[${clusterIPs.map((ip) => JSON.stringify(ip)).join(" ")}]`;
    errs.push(invalid(CLUSTER_IPS, clusterIPs, `may specify no more than one IP for each IP family, i.e. ${text}`));
  }
  clusterIPs.forEach((ip, i) => {
    const family = ipFamilies[i];
    if (family === undefined || parseIPAddress(ip) === undefined || familyOf(ip) === family) return;
    const why = `expected an ${family} value as indicated by \`ipFamilies[${i}]\``;
    errs.push(invalid(CLUSTER_IPS.index(i), ip, why));
  });
  return errs;
}

/** A policy of one family lets the second one go; with any other, the client must not take it away silently. */
function reduce(spec: ServiceSpec, old: DeepReadonly<ServiceSpec>): ErrorList {
  if (spec.ipFamilyPolicy === "SingleStack") {
    if (same(spec.clusterIPs, old.clusterIPs)) spec.clusterIPs &&= spec.clusterIPs.slice(0, 1);
    if (same(spec.ipFamilies, old.ipFamilies)) spec.ipFamilies &&= spec.ipFamilies.slice(0, 1);
    return [];
  }
  const fewer = (now: readonly string[] = [], before: readonly string[] = []): boolean =>
    now.length > 0 && now.length < before.length;
  const errs: ErrorList = [];
  const refuse = (what: string): void =>
    void errs.push(invalid(POLICY, spec.ipFamilyPolicy, `must be 'SingleStack' to release the secondary ${what}`));
  if (fewer(spec.clusterIPs, old.clusterIPs)) refuse("cluster IP");
  if (fewer(spec.ipFamilies, old.ipFamilies)) refuse("IP family");
  return errs;
}

function checkPolicy({ ipFamilyPolicy, clusterIPs = [], ipFamilies = [] }: ServiceSpec): ErrorList {
  if (ipFamilyPolicy !== "SingleStack") return [];
  const refuse = (what: string) =>
    invalid(
      POLICY,
      ipFamilyPolicy,
      `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`,
    );
  return [
    ...(clusterIPs.length === 2 ? [refuse("cluster IPs")] : []),
    ...(ipFamilies.length === 2 ? [refuse("IP families")] : []),
  ];
}

/** Addresses that a client has chosen say what their families are. */
function inferFamilies(spec: ServiceSpec, cluster: ClusterFamilies): ErrorList {
  const errs: ErrorList = [];
  const { clusterIPs = [] } = spec;
  if (clusterIPs[0] === HEADLESS) return errs;
  for (const [i, ip] of clusterIPs.entries()) {
    if (i < (spec.ipFamilies?.length ?? 0) || ip === "") continue;
    const family = familyOf(ip);
    if (cluster.includes(family)) (spec.ipFamilies ??= []).push(family);
    else errs.push(invalid(CLUSTER_IPS.index(i), clusterIPs, `${family} is not configured on this cluster`));
  }
  return errs;
}

function checkCluster({ ipFamilyPolicy, ipFamilies = [] }: ServiceSpec, cluster: ClusterFamilies): ErrorList {
  const errs: ErrorList = [];
  if (ipFamilyPolicy === "RequireDualStack" && cluster.length < 2) {
    errs.push(invalid(POLICY, ipFamilyPolicy, "this cluster is not configured for dual-stack services"));
  }
  ipFamilies.forEach((family, i) => {
    if (!cluster.includes(family as IPFamily)) {
      errs.push(invalid(FAMILIES.index(i), family, "not configured on this cluster"));
    }
  });
  return errs;
}

/** The families asked for, and the other of `available` unless the policy is for one alone. */
function withOther(spec: ServiceSpec, byDefault: IPFamily[], available: readonly IPFamily[]): IPFamily[] {
  const asked = (spec.ipFamilies ?? []) as IPFamily[];
  const families = asked.length > 0 ? asked : byDefault;
  if (spec.ipFamilyPolicy === "SingleStack" || families.length > 1) return families;
  return [...families, ...available.filter((family) => !families.includes(family))];
}

function same(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

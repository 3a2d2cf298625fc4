import {
  duplicate,
  forbidden,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  isQualifiedName,
  isValidCIDRForLegacyField,
  isValidIPForLegacyField,
  isValidPortName,
  isValidPortNum,
  notSupported,
  Path,
  required,
  validateLabels,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goCore } from "../go-types.js";
import { validateNonSpecialIP } from "./non-special-ip.js";
import type { Service, ServicePort, ServiceSpec } from "../v1/types.js";

const SPEC = Path.of("spec");
const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const AFFINITIES = ["ClientIP", "None"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const TRAFFIC = ["Cluster", "Local"];
const FAMILIES = ["IPv4", "IPv6"];
const FAMILY_POLICIES = ["PreferDualStack", "RequireDualStack", "SingleStack"];
const DISTRIBUTIONS = ["PreferClose", "PreferSameNode", "PreferSameZone"];
const ONLY_LOAD_BALANCER = "may only be used when `type` is 'LoadBalancer'";
const MAX_CLIENT_IP_SECONDS = 86_400;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateService */
export function validateService(service: DeepReadonly<Service>): ErrorList {
  const spec: DeepReadonly<ServiceSpec> = service.spec ?? {};
  const headless = spec.clusterIP === "None";
  const errs: ErrorList = [];
  if ((spec.ports ?? []).length === 0 && !headless && spec.type !== "ExternalName") {
    errs.push(required(SPEC.child("ports"), ""));
  }
  errs.push(...validateByType(spec, headless));
  errs.push(...validatePorts(spec));
  if (spec.selector !== undefined) errs.push(...validateLabels(spec.selector, SPEC.child("selector")));
  errs.push(...validateAffinity(spec));
  errs.push(...validateClusterIPs(spec));
  errs.push(...validateExternalIPs(spec));
  errs.push(...choice(spec.type, TYPES, SPEC.child("type")));
  errs.push(...validateUniquePorts(spec));
  errs.push(...validateLoadBalancer(spec));
  errs.push(...validateExternalTraffic(spec));
  if (spec.internalTrafficPolicy !== undefined) {
    errs.push(...choice(spec.internalTrafficPolicy, TRAFFIC, SPEC.child("internalTrafficPolicy")));
  }
  const distribution = spec.trafficDistribution;
  if (distribution !== undefined && !DISTRIBUTIONS.includes(distribution)) {
    errs.push(notSupported(SPEC.child("trafficDistribution"), distribution, DISTRIBUTIONS));
  }
  return errs;
}

function validateByType(spec: DeepReadonly<ServiceSpec>, headless: boolean): ErrorList {
  if (headless && (spec.type === "LoadBalancer" || spec.type === "NodePort")) {
    const message = `may not be set to 'None' for ${spec.type} services`;
    return [invalid(SPEC.child("clusterIPs").index(0), "None", message)];
  }
  if (spec.type !== "ExternalName") return [];
  const errs: ErrorList = [];
  const without = (field: keyof ServiceSpec): void => {
    errs.push(forbidden(SPEC.child(field), "may not be set for ExternalName services"));
  };
  if ((spec.clusterIPs ?? []).length > 0) without("clusterIPs");
  if ((spec.ipFamilies ?? []).length > 0) without("ipFamilies");
  if (spec.ipFamilyPolicy !== undefined) without("ipFamilyPolicy");
  const path = SPEC.child("externalName");
  // A dot at the end says that the name is whole.
  const name = (spec.externalName ?? "").replace(/\.$/, "");
  if (name === "") return [...errs, required(path, "")];
  return [...errs, ...isDNS1123Subdomain(name).map((message) => invalid(path, name, message))];
}

function validatePorts(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const ports = spec.ports ?? [];
  const names = new Set<string>();
  return ports.flatMap((port, i) => validatePort(port, ports.length > 1, names, SPEC.child("ports").index(i)));
}

function validatePort(port: DeepReadonly<ServicePort>, several: boolean, names: Set<string>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (several && !port.name) errs.push(required(path.child("name"), ""));
  else if (port.name) {
    errs.push(...isDNS1123Label(port.name).map((message) => invalid(path.child("name"), port.name, message)));
    if (names.has(port.name)) errs.push(duplicate(path.child("name"), port.name));
    names.add(port.name);
  }
  errs.push(...isValidPortNum(port.port).map((message) => invalid(path.child("port"), port.port, message)));
  errs.push(...choice(port.protocol, PROTOCOLS, path.child("protocol")));
  const target = port.targetPort ?? 0;
  const messages = typeof target === "number" ? isValidPortNum(target) : isValidPortName(target);
  errs.push(...messages.map((message) => invalid(path.child("targetPort"), target, message)));
  const { appProtocol } = port;
  if (appProtocol === undefined) return errs;
  return [...errs, ...isQualifiedName(appProtocol).map((m) => invalid(path.child("appProtocol"), appProtocol, m))];
}

/** Node ports are for types that have them, and no port stands twice. */
function validateUniquePorts({ ports = [], type }: DeepReadonly<ServiceSpec>): ErrorList {
  const path = SPEC.child("ports");
  const errs: ErrorList = [];
  ports.forEach(({ nodePort }, i) => {
    if (type !== "ClusterIP" || !nodePort) return;
    errs.push(forbidden(path.index(i).child("nodePort"), "may not be used when `type` is 'ClusterIP'"));
  });
  const nodePorts = new Set<string>();
  ports.forEach(({ nodePort, protocol }, i) => {
    if (!nodePort) return;
    const key = `${protocol}/${nodePort}`;
    if (nodePorts.has(key)) errs.push(duplicate(path.index(i).child("nodePort"), nodePort));
    nodePorts.add(key);
  });
  const numbers = new Set<string>();
  ports.forEach(({ port, protocol }, i) => {
    const key = `${protocol}/${port}`;
    if (numbers.has(key)) errs.push(duplicate(path.index(i), goCore.value("ServicePort", { protocol, port })));
    numbers.add(key);
  });
  return errs;
}

function validateAffinity(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const errs = choice(spec.sessionAffinity, AFFINITIES, SPEC.child("sessionAffinity"));
  const path = SPEC.child("sessionAffinityConfig");
  const config = spec.sessionAffinityConfig;
  if (spec.sessionAffinity === "None" && config !== undefined) {
    errs.push(forbidden(path, "must not be set when session affinity is None"));
  }
  if (spec.sessionAffinity !== "ClientIP") return errs;
  const needed = (place: Path): ErrorList => [...errs, required(place, "when session affinity type is ClientIP")];
  if (config === undefined) return needed(path);
  if (config.clientIP === undefined) return needed(path.child("clientIP"));
  const seconds = config.clientIP.timeoutSeconds;
  const place = path.child("clientIP", "timeoutSeconds");
  if (seconds === undefined) return needed(place);
  if (seconds > 0 && seconds <= MAX_CLIENT_IP_SECONDS) return errs;
  return [...errs, invalid(place, seconds, `must be greater than 0 and less than ${MAX_CLIENT_IP_SECONDS}`)];
}

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields */
function validateClusterIPs(spec: DeepReadonly<ServiceSpec>): ErrorList {
  if (spec.type === "ExternalName") return [];
  const { clusterIP, clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec;
  const path = SPEC.child("clusterIPs");
  const errs: ErrorList = [];
  if (clusterIP && clusterIPs[0] !== undefined && clusterIPs[0] !== clusterIP) {
    errs.push(invalid(path, clusterIPs, "first value must match `clusterIP`"));
  }
  const families = new Set<string>();
  ipFamilies.forEach((family, i) => {
    const place = SPEC.child("ipFamilies").index(i);
    if (!FAMILIES.includes(family)) errs.push(notSupported(place, family, FAMILIES));
    if (families.has(family)) errs.push(duplicate(place, family));
    families.add(family);
  });
  if (ipFamilyPolicy !== undefined && !FAMILY_POLICIES.includes(ipFamilyPolicy)) {
    errs.push(notSupported(SPEC.child("ipFamilyPolicy"), ipFamilyPolicy, FAMILY_POLICIES));
  }
  const seen = new Set<string>();
  clusterIPs.forEach((ip, i) => {
    if (ip === "None" && i === 0) {
      if (clusterIPs.length > 1) errs.push(invalid(path, clusterIPs, "'None' must be the first and only value"));
      return;
    }
    errs.push(...isValidIPForLegacyField(path.index(i), ip, false));
    if (seen.has(ip)) errs.push(duplicate(path.index(i), ip));
    seen.add(ip);
  });
  if (clusterIPs.length > 2) errs.push(invalid(path, clusterIPs, "may only hold up to 2 values"));
  return errs;
}

function validateExternalIPs({ externalIPs = [] }: DeepReadonly<ServiceSpec>): ErrorList {
  return externalIPs.flatMap((ip, i) => {
    const path = SPEC.child("externalIPs").index(i);
    const errs = isValidIPForLegacyField(path, ip, false);
    if (errs.length > 0) return errs;
    return validateNonSpecialIP(ip, path);
  });
}

function validateLoadBalancer(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const balanced = spec.type === "LoadBalancer";
  const errs: ErrorList = [];
  const ranges = spec.loadBalancerSourceRanges ?? [];
  // As upstream spells it.
  const path = SPEC.child("LoadBalancerSourceRanges");
  if (ranges.length > 0 && !balanced) errs.push(forbidden(path, ONLY_LOAD_BALANCER));
  ranges.forEach((range, i) => errs.push(...isValidCIDRForLegacyField(path.index(i), range.trim(), false)));
  if (spec.allocateLoadBalancerNodePorts !== undefined && !balanced) {
    errs.push(forbidden(SPEC.child("allocateLoadBalancerNodePorts"), ONLY_LOAD_BALANCER));
  }
  const { loadBalancerClass } = spec;
  const place = SPEC.child("loadBalancerClass");
  if (loadBalancerClass === undefined) return errs;
  if (!balanced) return [...errs, forbidden(place, ONLY_LOAD_BALANCER)];
  return [...errs, ...isQualifiedName(loadBalancerClass).map((message) => invalid(place, loadBalancerClass, message))];
}

function isExternal(spec: DeepReadonly<ServiceSpec>): boolean {
  if (spec.type === "NodePort" || spec.type === "LoadBalancer") return true;
  return spec.type === "ClusterIP" && (spec.externalIPs ?? []).length > 0;
}

function needsHealthCheck(spec: DeepReadonly<ServiceSpec>): boolean {
  return spec.type === "LoadBalancer" && spec.externalTrafficPolicy === "Local";
}

function validateExternalTraffic(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const path = SPEC.child("externalTrafficPolicy");
  const errs: ErrorList = [];
  if (isExternal(spec)) errs.push(...choice(spec.externalTrafficPolicy, TRAFFIC, path));
  else if (spec.externalTrafficPolicy) {
    errs.push(invalid(path, spec.externalTrafficPolicy, "may only be set for externally-accessible services"));
  }
  const port = spec.healthCheckNodePort;
  // Where one is needed and none was given, one is handed out.
  if (!port) return errs;
  const place = SPEC.child("healthCheckNodePort");
  if (needsHealthCheck(spec)) return [...errs, ...isValidPortNum(port).map((message) => invalid(place, port, message))];
  const message = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  return [...errs, invalid(place, port, message)];
}

function choice(value: string | undefined, values: readonly string[], path: Path): ErrorList {
  if (value === undefined || value === "") return [required(path, "")];
  return values.includes(value) ? [] : [notSupported(path, value, values)];
}

/** Addresses stay once they are given, as long as the service has any. */
export function validateServiceUpdate(service: DeepReadonly<Service>, old: DeepReadonly<Service>): ErrorList {
  const spec: DeepReadonly<ServiceSpec> = service.spec ?? {};
  const before: DeepReadonly<ServiceSpec> = old.spec ?? {};
  const errs: ErrorList = [];
  if (spec.type !== "ExternalName" && before.type !== "ExternalName") errs.push(...validateAddressUpdate(spec, before));
  if (spec.type === "LoadBalancer" && before.type === "LoadBalancer") {
    if (spec.loadBalancerClass !== before.loadBalancerClass) {
      errs.push(invalid(SPEC.child("loadBalancerClass"), spec.loadBalancerClass, "may not change once set"));
    }
  }
  if (needsHealthCheck(spec) && needsHealthCheck(before) && spec.healthCheckNodePort !== before.healthCheckNodePort) {
    errs.push(forbidden(SPEC.child("healthCheckNodePort"), "field is immutable"));
  }
  return [...errs, ...validateService(service)];
}

function validateAddressUpdate(spec: DeepReadonly<ServiceSpec>, before: DeepReadonly<ServiceSpec>): ErrorList {
  const was = before.clusterIPs ?? [];
  const now = spec.clusterIPs ?? [];
  const first = SPEC.child("clusterIPs").index(0);
  if (was[0] === undefined || (was[0] === "None" && now[0] === "None")) return [];
  if (now[0] === undefined) return [invalid(first, now, "primary clusterIP can not be unset")];
  if (now[0] !== was[0]) return [invalid(first, now, "may not change once set")];
  if (was[1] === undefined) return [];
  if (now[1] !== undefined) {
    return now[1] === was[1] ? [] : [invalid(SPEC.child("clusterIPs").index(1), now, "may not change once set")];
  }
  if (spec.ipFamilyPolicy === "SingleStack") return [];
  const message = "`ipFamilyPolicy` must be set to 'SingleStack' when releasing the secondary clusterIP";
  return [invalid(first, now, message)];
}

import {
  duplicate,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
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
import type { Service, ServicePort, ServiceSpec } from "../v1/types.js";

const SPEC = Path.of("spec");
const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const AFFINITIES = ["ClientIP", "None"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const TRAFFIC = ["Cluster", "Local"];
const MAX_CLIENT_IP_SECONDS = 86_400;

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateService */
export function validateService(service: DeepReadonly<Service>): ErrorList {
  const spec: DeepReadonly<ServiceSpec> = service.spec ?? {};
  const headless = spec.clusterIP === "None";
  const errs: ErrorList = [];
  if ((spec.ports ?? []).length === 0 && !headless && spec.type !== "ExternalName") {
    errs.push(required(SPEC.child("ports"), ""));
  }
  errs.push(...validateByType(spec));
  errs.push(...validatePorts(spec, headless));
  if (spec.selector !== undefined) errs.push(...validateLabels(spec.selector, SPEC.child("selector")));
  errs.push(...validateAffinity(spec));
  errs.push(...choice(spec.type, TYPES, SPEC.child("type")));
  errs.push(...validateAddresses(spec));
  if (spec.externalTrafficPolicy !== undefined && spec.externalTrafficPolicy.length > 0) {
    errs.push(...validateExternalTraffic(spec));
  }
  if (spec.internalTrafficPolicy !== undefined) {
    errs.push(...choice(spec.internalTrafficPolicy, TRAFFIC, SPEC.child("internalTrafficPolicy")));
  }
  return errs;
}

function validateByType(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const errs: ErrorList = [];
  if (spec.type === "LoadBalancer" || spec.type === "NodePort") {
    if (spec.clusterIP === "None") {
      const article = spec.type === "LoadBalancer" ? "LoadBalancer" : "NodePort";
      errs.push(invalid(SPEC.child("clusterIPs").index(0), "None", `may not be set to 'None' for ${article} services`));
    }
  }
  if (spec.type === "ExternalName") {
    const name = spec.externalName ?? "";
    if (spec.clusterIP)
      errs.push(invalid(SPEC.child("clusterIPs"), spec.clusterIPs, "may not be set when `type` is 'ExternalName'"));
    if (name === "") errs.push(required(SPEC.child("externalName"), ""));
    else
      errs.push(
        ...isDNS1123Subdomain(name.replace(/\.$/, "")).map((m) => invalid(SPEC.child("externalName"), name, m)),
      );
  }
  return errs;
}

function validatePorts(spec: DeepReadonly<ServiceSpec>, headless: boolean): ErrorList {
  const ports = spec.ports ?? [];
  const path = SPEC.child("ports");
  const names = new Set<string>();
  const errs = ports.flatMap((port, i) => validatePort(port, ports.length > 1, headless, names, path.index(i)));
  const nodePorts = new Set<string>();
  const numbers = new Set<string>();
  ports.forEach((port, i) => {
    const key = `${port.protocol}/${port.port}`;
    if (numbers.has(key)) errs.push(duplicate(path.index(i), { port: port.port, protocol: port.protocol }));
    numbers.add(key);
    if (!port.nodePort) return;
    const nodeKey = `${port.protocol}/${port.nodePort}`;
    if (nodePorts.has(nodeKey)) errs.push(duplicate(path.index(i).child("nodePort"), port.nodePort));
    nodePorts.add(nodeKey);
    if (spec.type === "ClusterIP" || spec.type === "ExternalName") {
      const message = `may not be used when \`type\` is '${spec.type}'`;
      errs.push(invalid(path.index(i).child("nodePort"), port.nodePort, message));
    }
  });
  return errs;
}

function validatePort(
  port: DeepReadonly<ServicePort>,
  several: boolean,
  headless: boolean,
  names: Set<string>,
  path: Path,
): ErrorList {
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
  if (headless && port.nodePort)
    errs.push(invalid(path.child("nodePort"), port.nodePort, "may not be used when `clusterIP` is 'None'"));
  return errs;
}

function validateAffinity(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const errs = choice(spec.sessionAffinity, AFFINITIES, SPEC.child("sessionAffinity"));
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  const path = SPEC.child("sessionAffinityConfig");
  if (
    spec.sessionAffinity === "ClientIP" &&
    seconds !== undefined &&
    (seconds <= 0 || seconds > MAX_CLIENT_IP_SECONDS)
  ) {
    const message = `must be greater than 0 and less than ${MAX_CLIENT_IP_SECONDS}`;
    errs.push(invalid(path.child("clientIP", "timeoutSeconds"), seconds, message));
  }
  return errs;
}

function validateAddresses(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const errs: ErrorList = [];
  (spec.clusterIPs ?? []).forEach((ip, i) => {
    const path = SPEC.child("clusterIPs").index(i);
    if (ip === "None") {
      if (i > 0) errs.push(invalid(path, ip, "'None' must be the first and only value"));
      return;
    }
    errs.push(...isValidIPForLegacyField(path, ip, false));
  });
  if (spec.clusterIP && spec.clusterIPs?.[0] !== undefined && spec.clusterIPs[0] !== spec.clusterIP) {
    errs.push(invalid(SPEC.child("clusterIPs"), spec.clusterIPs, "first value must match `clusterIP`"));
  }
  (spec.externalIPs ?? []).forEach((ip, i) => {
    errs.push(...isValidIPForLegacyField(SPEC.child("externalIPs").index(i), ip, false));
  });
  return errs;
}

function validateExternalTraffic(spec: DeepReadonly<ServiceSpec>): ErrorList {
  const path = SPEC.child("externalTrafficPolicy");
  const external = spec.type === "NodePort" || spec.type === "LoadBalancer" || (spec.externalIPs ?? []).length > 0;
  if (!external) {
    return [invalid(path, spec.externalTrafficPolicy, "may only be set for externally-accessible services")];
  }
  return choice(spec.externalTrafficPolicy, TRAFFIC, path);
}

function choice(value: string | undefined, values: readonly string[], path: Path): ErrorList {
  if (value === undefined || value === "") return [required(path, "")];
  return values.includes(value) ? [] : [notSupported(path, value, values)];
}

/** Addresses stay once they are given, as long as the service has any. */
export function validateServiceUpdate(service: DeepReadonly<Service>, old: DeepReadonly<Service>): ErrorList {
  const errs: ErrorList = [];
  const before = old.spec?.clusterIPs ?? [];
  const now = service.spec?.clusterIPs ?? [];
  const staysExternal = service.spec?.type === "ExternalName" || old.spec?.type === "ExternalName";
  if (!staysExternal && before[0] !== undefined && now[0] !== before[0]) {
    errs.push(invalid(SPEC.child("clusterIPs").index(0), now, "may not change once set"));
  }
  return [...errs, ...validateService(service)];
}

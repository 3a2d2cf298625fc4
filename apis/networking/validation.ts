import {
  FIELD_IMMUTABLE_MESSAGE,
  forbidden,
  invalid,
  isDNS1123Subdomain,
  isValidCIDR,
  isValidPortName,
  isValidPortNum,
  isWildcardDNS1123Subdomain,
  networkOf,
  notSupported,
  parseCIDR,
  Path,
  required,
  semanticEqualJSON,
  validateLabelSelector,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { goNetworking } from "./go-types.js";
import type {
  HTTPIngressPath,
  Ingress,
  IngressBackend,
  IngressClass,
  IPBlock,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  ServiceCIDR,
} from "./v1/types.js";

const SPEC = Path.of("spec");
const PATH_TYPES = ["Exact", "ImplementationSpecific", "Prefix"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateIngressSpec */
export function validateIngress({ spec = {} }: DeepReadonly<Ingress>): ErrorList {
  const errs: ErrorList = [];
  const rules = spec.rules ?? [];
  if (rules.length === 0 && spec.defaultBackend === undefined) {
    errs.push(invalid(SPEC, rules, "either `defaultBackend` or `rules` must be specified"));
  }
  if (spec.defaultBackend !== undefined)
    errs.push(...validateBackend(spec.defaultBackend, SPEC.child("defaultBackend")));
  rules.forEach((rule, i) => {
    const path = SPEC.child("rules").index(i);
    if (rule.host) {
      const check = rule.host.includes("*") ? isWildcardDNS1123Subdomain : isDNS1123Subdomain;
      errs.push(...check(rule.host).map((message) => invalid(path.child("host"), rule.host, message)));
    }
    if (rule.http === undefined) return;
    const paths = path.child("http", "paths");
    if ((rule.http.paths ?? []).length === 0) errs.push(required(paths, ""));
    (rule.http.paths ?? []).forEach((one, n) => errs.push(...validatePath(one, paths.index(n))));
  });
  if (spec.ingressClassName !== undefined) {
    const path = SPEC.child("ingressClassName");
    errs.push(
      ...isDNS1123Subdomain(spec.ingressClassName).map((message) => invalid(path, spec.ingressClassName, message)),
    );
  }
  return errs;
}

function validatePath({ path: given = "", pathType, backend }: DeepReadonly<HTTPIngressPath>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (pathType === undefined) return [required(path.child("pathType"), "pathType must be specified")];
  if (!PATH_TYPES.includes(pathType)) errs.push(notSupported(path.child("pathType"), pathType, PATH_TYPES));
  else if (pathType === "ImplementationSpecific" ? given !== "" && !given.startsWith("/") : !given.startsWith("/")) {
    errs.push(invalid(path.child("path"), given, "must be an absolute path"));
  }
  if (pathType !== "ImplementationSpecific") {
    for (const part of ["//", "/./", "/../", "%2f", "%2F"]) {
      if (given.includes(part)) errs.push(invalid(path.child("path"), given, `must not contain '${part}'`));
    }
  }
  return [...errs, ...validateBackend(backend ?? {}, path.child("backend"))];
}

function validateBackend({ service, resource }: DeepReadonly<IngressBackend>, path: Path): ErrorList {
  if (resource !== undefined && service !== undefined) {
    return [invalid(path, "", "cannot set both resource and service backends")];
  }
  if (resource !== undefined) return [];
  if (service === undefined) return [required(path, "resource or service backend is required")];
  const errs: ErrorList = [];
  const place = path.child("service");
  if (!service.name) errs.push(required(place.child("name"), ""));
  const { name = "", number = 0 } = service.port ?? {};
  const port = place.child("port");
  if (name !== "" && number !== 0) errs.push(invalid(port, service.port, "cannot set both port name & port number"));
  else if (name !== "")
    errs.push(...isValidPortName(name).map((message) => invalid(port.child("name"), name, message)));
  else if (number !== 0) {
    errs.push(...isValidPortNum(number).map((message) => invalid(port.child("number"), number, message)));
  } else errs.push(required(port, "port name or number is required"));
  return errs;
}

export function validateIngressClass({ spec }: DeepReadonly<IngressClass>): ErrorList {
  const path = SPEC.child("controller");
  const controller = spec?.controller ?? "";
  if (controller === "") return [required(path, "")];
  return controller.includes("/") && isDNS1123Subdomain(controller.slice(0, controller.indexOf("/"))).length === 0
    ? []
    : [invalid(path, controller, 'must be a domain-prefixed path (such as "acme.io/foo")')];
}

export function validateIngressClassUpdate(
  ingressClass: DeepReadonly<IngressClass>,
  old: DeepReadonly<IngressClass>,
): ErrorList {
  const errs = validateIngressClass(ingressClass);
  if (ingressClass.spec?.controller !== old.spec?.controller) {
    errs.push(invalid(SPEC.child("controller"), ingressClass.spec?.controller, FIELD_IMMUTABLE_MESSAGE));
  }
  return errs;
}

/** @see kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateNetworkPolicySpec */
export function validateNetworkPolicy({ spec = {} }: DeepReadonly<NetworkPolicy>): ErrorList {
  const errs = validateLabelSelector(spec.podSelector, {}, SPEC.child("podSelector"));
  (spec.ingress ?? []).forEach(({ ports = [], from = [] }, i) => {
    const path = SPEC.child("ingress").index(i);
    ports.forEach((port, n) => errs.push(...validatePort(port, path.child("ports").index(n))));
    from.forEach((peer, n) => errs.push(...validatePeer(peer, path.child("from").index(n))));
  });
  (spec.egress ?? []).forEach(({ ports = [], to = [] }, i) => {
    const path = SPEC.child("egress").index(i);
    ports.forEach((port, n) => errs.push(...validatePort(port, path.child("ports").index(n))));
    to.forEach((peer, n) => errs.push(...validatePeer(peer, path.child("to").index(n))));
  });
  const types = spec.policyTypes ?? [];
  const path = SPEC.child("policyTypes");
  if (types.length > 2) return [...errs, invalid(path, types, "may not specify more than two policyTypes")];
  types.forEach((type, i) => {
    if (type !== "Ingress" && type !== "Egress") errs.push(notSupported(path.index(i), type, ["Egress", "Ingress"]));
  });
  return errs;
}

function validatePort({ protocol, port, endPort }: DeepReadonly<NetworkPolicyPort>, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (protocol !== undefined && !PROTOCOLS.includes(protocol)) {
    errs.push(notSupported(path.child("protocol"), protocol, PROTOCOLS));
  }
  if (port === undefined) {
    if (endPort !== undefined) errs.push(required(path.child("port"), "must be specified when `endPort` is specified"));
    return errs;
  }
  const messages = typeof port === "number" ? isValidPortNum(port) : isValidPortName(port);
  errs.push(...messages.map((message) => invalid(path.child("port"), port, message)));
  if (endPort === undefined) return errs;
  const place = path.child("endPort");
  if (typeof port === "string") errs.push(required(place, "may not be specified when `port` is non-numeric"));
  else if (endPort < port) errs.push(invalid(place, endPort, "must be greater than or equal to `port`"));
  return [...errs, ...isValidPortNum(endPort).map((message) => invalid(place, endPort, message))];
}

function validatePeer(peer: DeepReadonly<NetworkPolicyPeer>, path: Path): ErrorList {
  const errs = [
    ...validateLabelSelector(peer.podSelector, {}, path.child("podSelector")),
    ...validateLabelSelector(peer.namespaceSelector, {}, path.child("namespaceSelector")),
  ];
  const selects = peer.podSelector !== undefined || peer.namespaceSelector !== undefined;
  if (peer.ipBlock !== undefined) {
    const place = path.child("ipBlock");
    if (selects) errs.push(forbidden(path, "may not specify more than 1 from type"));
    if (!peer.ipBlock.cidr) errs.push(required(place.child("cidr"), ""));
    else errs.push(...validateBlock(peer.ipBlock, place));
  } else if (!selects) errs.push(required(path, "must specify a peer"));
  return errs;
}

/** What is left out has to be a part of the block. */
function validateBlock({ cidr, except = [] }: DeepReadonly<IPBlock>, path: Path): ErrorList {
  const errs = isValidCIDR(path.child("cidr"), cidr);
  if (errs.length > 0) return errs;
  return except.flatMap((part, i) => {
    const place = path.child("except").index(i);
    const own = isValidCIDR(place, part);
    if (own.length > 0 || isStrictSubset(part, cidr)) return own;
    return [invalid(place, part, "must be a strict subset of `cidr`")];
  });
}

function isStrictSubset(part: string, whole: string): boolean {
  const [inner, outer] = [parseCIDR(part), parseCIDR(whole)];
  if (inner === undefined || outer === undefined || inner.address.version !== outer.address.version) return false;
  if (inner.prefixLength <= outer.prefixLength) return false;
  return networkOf({ ...inner, prefixLength: outer.prefixLength }).bits === networkOf(outer).bits;
}

const inGo = (spec: object | undefined): unknown => goNetworking.value("ServiceCIDRSpec", spec);

export function validateServiceCIDR({ spec }: DeepReadonly<ServiceCIDR>): ErrorList {
  const path = SPEC.child("cidrs");
  const cidrs = spec?.cidrs ?? [];
  if (cidrs.length === 0) return [required(path, "at least one CIDR required")];
  if (cidrs.length > 2) return [invalid(path, inGo(spec), "may only hold up to 2 values")];
  const errs = cidrs.flatMap((cidr, i) => isValidCIDR(path.index(i), cidr));
  const families = new Set(cidrs.map((cidr) => cidr.includes(":")));
  if (families.size < cidrs.length)
    errs.push(invalid(path, inGo(spec), "may specify no more than one IP for each IP family"));
  return errs;
}

export function validateServiceCIDRUpdate(range: DeepReadonly<ServiceCIDR>, old: DeepReadonly<ServiceCIDR>): ErrorList {
  if (semanticEqualJSON(range.spec?.cidrs, old.spec?.cidrs)) return [];
  return [invalid(SPEC.child("cidrs"), range.spec?.cidrs, FIELD_IMMUTABLE_MESSAGE)];
}

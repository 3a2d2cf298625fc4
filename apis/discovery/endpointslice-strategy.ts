import {
  duplicate,
  invalid,
  isDNS1123Label,
  isDNS1123Subdomain,
  isValidIP,
  isValidPortNum,
  notSupported,
  parseIPAddress,
  Path,
  required,
  tooMany,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { countChanges, startGeneration } from "../shared/generation.js";
import { validateNonSpecialIP } from "../core/validation/non-special-ip.js";
import type { Endpoint, EndpointPort, EndpointSlice } from "./v1/types.js";

const UNSET = "<unset>";
const SHOWN = 3;
const MAX_ENDPOINTS = 1000;
const MAX_PORTS = 20_000;
const MAX_ADDRESSES = 100;
const ADDRESS_TYPES = ["FQDN", "IPv4", "IPv6"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];

/**
 * Business rules of EndpointSlice.
 * @see kubernetes/kubernetes pkg/registry/discovery/endpointslice/strategy.go
 */
export const endpointSliceStrategy: StrategyHooks<EndpointSlice> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate: (_ctx, slice) => startGeneration(slice),
  prepareForUpdate: (_ctx, slice, old) => countChanges(slice, old, ["addressType", "endpoints", "ports"]),
  validate: (_ctx, slice) => validateSlice(slice),
  validateUpdate(_ctx, slice, old) {
    const errs = validateSlice(slice);
    if (slice.addressType !== old.addressType) {
      errs.push(invalid(Path.of("addressType"), slice.addressType, "field is immutable"));
    }
    return errs;
  },
  tableCells: {
    Ports: (slice) => first((slice.ports ?? []).map(({ name, port }) => String(port ?? name ?? "*"))),
    Endpoints: (slice) => first((slice.endpoints ?? []).flatMap(({ addresses }) => addresses)),
    Age: age,
  },
};

function first(texts: readonly string[]): string {
  if (texts.length === 0) return UNSET;
  const shown = texts.slice(0, SHOWN).join(",");
  return texts.length > SHOWN ? `${shown} + ${texts.length - SHOWN} more...` : shown;
}

/** @see kubernetes/kubernetes pkg/apis/discovery/validation/validation.go, ValidateEndpointSlice */
function validateSlice(slice: DeepReadonly<EndpointSlice>): ErrorList {
  const errs: ErrorList = [];
  if (!slice.addressType) errs.push(required(Path.of("addressType"), ""));
  else if (!ADDRESS_TYPES.includes(slice.addressType)) {
    errs.push(notSupported(Path.of("addressType"), slice.addressType, ADDRESS_TYPES));
  }
  return [...errs, ...validateEndpoints(slice), ...validatePorts(slice.ports ?? [])];
}

function validateEndpoints({ endpoints: given, addressType }: DeepReadonly<EndpointSlice>): ErrorList {
  const endpoints = given ?? [];
  const path = Path.of("endpoints");
  if (endpoints.length > MAX_ENDPOINTS) return [tooMany(path, endpoints.length, MAX_ENDPOINTS)];
  return endpoints.flatMap((endpoint, i) => validateEndpoint(endpoint, addressType, path.index(i)));
}

function validateEndpoint(endpoint: DeepReadonly<Endpoint>, addressType: string, path: Path): ErrorList {
  const errs: ErrorList = [];
  const place = path.child("addresses");
  const addresses = endpoint.addresses ?? [];
  if (addresses.length === 0) errs.push(required(place, "must contain at least 1 address"));
  else if (addresses.length > MAX_ADDRESSES) errs.push(tooMany(place, addresses.length, MAX_ADDRESSES));
  addresses.forEach((address, i) => errs.push(...validateAddress(address, addressType, place.index(i))));
  const { hostname } = endpoint;
  if (hostname !== undefined) {
    errs.push(...isDNS1123Label(hostname).map((message) => invalid(path.child("hostname"), hostname, message)));
  }
  return errs;
}

function validateAddress(address: string, addressType: string, path: Path): ErrorList {
  if (addressType === "FQDN") return isDNS1123Subdomain(address).map((message) => invalid(path, address, message));
  const errs = isValidIP(path, address);
  if (errs.length > 0) return errs;
  const family = parseIPAddress(address) !== undefined && address.includes(":") ? "IPv6" : "IPv4";
  if (family !== addressType) return [invalid(path, address, `must be an ${addressType} address`)];
  return validateNonSpecialIP(address, path);
}

function validatePorts(ports: DeepReadonly<EndpointPort[]>): ErrorList {
  const path = Path.of("ports");
  if (ports.length > MAX_PORTS) return [tooMany(path, ports.length, MAX_PORTS)];
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const place = path.index(i);
    const errs: ErrorList = [];
    const name = port.name ?? "";
    if (name !== "") errs.push(...isDNS1123Label(name).map((message) => invalid(place.child("name"), name, message)));
    if (names.has(name)) errs.push(duplicate(place.child("name"), name));
    names.add(name);
    if (port.port !== undefined) {
      errs.push(...isValidPortNum(port.port).map((message) => invalid(place.child("port"), port.port, message)));
    }
    if (!port.protocol) errs.push(required(place.child("protocol"), ""));
    else if (!PROTOCOLS.includes(port.protocol)) {
      errs.push(notSupported(place.child("protocol"), port.protocol, PROTOCOLS));
    }
    return errs;
  });
}

import {
  invalid,
  isDNS1123Label,
  isValidIPForLegacyField,
  isValidPortNum,
  notSupported,
  Path,
  required,
  type DeepReadonly,
  type ErrorList,
} from "kindsmith/apimachinery";
import { validateNonSpecialIP } from "./non-special-ip.js";
import type { EndpointAddress, EndpointPort, Endpoints } from "../v1/types.js";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];

/** @see kubernetes/kubernetes pkg/apis/core/validation/validation.go, ValidateEndpointsCreate */
export function validateEndpoints(endpoints: DeepReadonly<Endpoints>): ErrorList {
  return (endpoints.subsets ?? []).flatMap((subset, i) => {
    const path = Path.of("subsets").index(i);
    const addresses = subset.addresses ?? [];
    const notReady = subset.notReadyAddresses ?? [];
    const errs: ErrorList = [];
    if (addresses.length === 0 && notReady.length === 0) {
      errs.push(required(path, "must specify `addresses` or `notReadyAddresses`"));
    }
    addresses.forEach((address, n) => errs.push(...validateAddress(address, path.child("addresses").index(n))));
    notReady.forEach((address, n) => errs.push(...validateAddress(address, path.child("notReadyAddresses").index(n))));
    const ports = subset.ports ?? [];
    ports.forEach((port, n) => errs.push(...validatePort(port, ports.length > 1, path.child("ports").index(n))));
    return errs;
  });
}

function validateAddress(address: DeepReadonly<EndpointAddress>, path: Path): ErrorList {
  const errs = isValidIPForLegacyField(path.child("ip"), address.ip, false);
  if (errs.length === 0) errs.push(...validateNonSpecialIP(address.ip, path.child("ip")));
  if (address.hostname) {
    errs.push(...isDNS1123Label(address.hostname).map((m) => invalid(path.child("hostname"), address.hostname, m)));
  }
  return errs;
}

function validatePort(port: DeepReadonly<EndpointPort>, several: boolean, path: Path): ErrorList {
  const errs: ErrorList = [];
  if (several && !port.name) errs.push(required(path.child("name"), ""));
  else if (port.name) errs.push(...isDNS1123Label(port.name).map((m) => invalid(path.child("name"), port.name, m)));
  errs.push(...isValidPortNum(port.port).map((m) => invalid(path.child("port"), port.port, m)));
  if (!port.protocol) errs.push(required(path.child("protocol"), ""));
  else if (!PROTOCOLS.includes(port.protocol)) {
    errs.push(notSupported(path.child("protocol"), port.protocol, PROTOCOLS));
  }
  return errs;
}

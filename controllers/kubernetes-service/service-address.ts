import { ipAddressToString, networkOf, parseCIDR } from "../../apimachinery/validation/index.js";

/** The address of the `kubernetes` Service: the first one after that of the network itself. */
export function firstServiceAddress(range: string): string {
  const cidr = parseCIDR(range);
  if (cidr === undefined) throw new Error(`${range} is no range of addresses`);
  const network = networkOf(cidr);
  return ipAddressToString({ ...network, bits: network.bits + 1n });
}

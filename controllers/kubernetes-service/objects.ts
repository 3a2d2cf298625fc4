import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import type { EndpointPort, Endpoints, Service } from "../../apis/core/v1/types.js";
import type { EndpointSlice } from "../../apis/discovery/v1/types.js";
import { SERVICE_NAME, SERVICE_NAMESPACE } from "./api.js";

const PORT_NAME = "https";
// The endpoints controllers leave these objects alone.
const SKIP_MIRROR = { "endpointslice.kubernetes.io/skip-mirror": "true" };
export const SERVICE_NAME_LABEL = "kubernetes.io/service-name";

const METADATA = { name: SERVICE_NAME, namespace: SERVICE_NAMESPACE };

export interface ServiceSettings {
  /** The Service's address within the cluster. */
  readonly address: string;
  /** The port that clients within the cluster use: 443. */
  readonly port: number;
  /** The port that the server listens at. */
  readonly targetPort: number;
  /** 0: none. */
  readonly nodePort: number;
}

/** The Service as a new cluster gets it. One that exists is its administrator's. */
export function newService({ address, port, targetPort, nodePort }: ServiceSettings): Service {
  return {
    metadata: { ...METADATA, labels: { component: "apiserver", provider: "kubernetes" } },
    spec: {
      type: nodePort > 0 ? "NodePort" : "ClusterIP",
      clusterIP: address,
      clusterIPs: [address],
      ipFamilies: [addressTypeOf(address)],
      ipFamilyPolicy: "SingleStack",
      sessionAffinity: "None",
      ports: [{ name: PORT_NAME, protocol: "TCP", port, targetPort, ...(nodePort > 0 ? { nodePort } : {}) }],
    },
  };
}

/**
 * The Endpoints with these addresses; the ports only where there are none yet or `setPorts` says so, since every server
 * would write its own.
 */
export function endpointsWith(
  current: DeepReadonly<Endpoints> | undefined,
  addresses: readonly string[],
  port: number,
  setPorts: boolean,
): Endpoints {
  const { subsets = [], metadata, ...rest } = structuredClone((current ?? { metadata: METADATA }) as Endpoints);
  const kept: Endpoints = { ...rest, metadata: { ...metadata, labels: { ...SKIP_MIRROR } } };
  // A subset without addresses is invalid, so the last server to go leaves none.
  if (addresses.length === 0) return kept;
  const before = subsets.length === 1 ? (subsets[0]?.ports ?? []) : [];
  const own: EndpointPort[] = [{ name: PORT_NAME, port, protocol: "TCP" }];
  const ports = setPorts || before.length === 0 ? own : before;
  return { ...kept, subsets: [{ addresses: addresses.map((ip) => ({ ip })), ports }] };
}

/** As {@link endpointsWith}, for the EndpointSlice. */
export function sliceWith(
  current: DeepReadonly<EndpointSlice> | undefined,
  addresses: readonly string[],
  port: number,
  setPorts: boolean,
  addressType: EndpointSlice["addressType"],
): EndpointSlice {
  const kept = structuredClone((current ?? { metadata: METADATA, addressType }) as EndpointSlice);
  const before = kept.ports ?? [];
  const ports: EndpointSlice["ports"] = [{ name: PORT_NAME, port, protocol: "TCP" }];
  return {
    ...kept,
    metadata: { ...kept.metadata, labels: { [SERVICE_NAME_LABEL]: SERVICE_NAME } },
    addressType,
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
    ports: setPorts || before.length === 0 ? ports : before,
  };
}

export function addressTypeOf(address: string): "IPv4" | "IPv6" {
  return address.includes(":") ? "IPv6" : "IPv4";
}

import { newNotFound, newUnclassified } from "../../../../apimachinery/api/errors/index.js";
import type { DeepReadonly } from "../../../../apimachinery/runtime/index.js";
import type { Node } from "../../../../apis/core/v1/types.js";
import type { ResourceRegistry } from "../../../../apiserver/registry/index.js";
import type { OperationOptions } from "../../../../apiserver/storage/interface.js";
import type { TargetTLS } from "./forward.js";

const NODES = { group: "", resource: "nodes" };
const DEFAULT_PORT = 10250;

export interface KubeletOptions {
  /** `InternalIP` …, the best first. */
  readonly preferredAddressTypes: readonly string[];
  readonly tls: TargetTLS;
}

export interface KubeletAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Where nodes' kubelets are.
 * @see kubernetes/kubernetes pkg/kubelet/client/kubelet_client.go
 */
export class Kubelets {
  readonly tls: TargetTLS;
  readonly #registry: ResourceRegistry;
  readonly #preferred: readonly string[];

  constructor(registry: ResourceRegistry, { preferredAddressTypes, tls }: KubeletOptions) {
    this.tls = tls;
    this.#registry = registry;
    this.#preferred = preferredAddressTypes;
  }

  /** @throws StatusError 404, or 500 when the node has no address of a type that is used */
  async addressOf(nodeName: string, opts: OperationOptions): Promise<KubeletAddress> {
    const node = (await this.#registry.get(NODES, "", nodeName, opts)) as DeepReadonly<Node> | undefined;
    if (node === undefined) throw newNotFound(NODES, nodeName);
    const addresses = node.status?.addresses ?? [];
    const port = node.status?.daemonEndpoints?.kubeletEndpoint?.Port ?? 0;
    for (const type of this.#preferred) {
      const found = addresses.find((address) => address.type === type);
      if (found !== undefined) return { host: found.address, port: port > 0 ? port : DEFAULT_PORT };
    }
    const known = addresses.map(({ type, address }) => `{${type} ${address}}`).join(" ");
    throw newUnclassified(500, `no preferred addresses found; known addresses: [${known}]`);
  }
}

/** A URL's `host:port`. */
export function hostAndPort(host: string, port: number | string): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return port === "" ? name : `${name}:${port}`;
}

import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { newBadRequest, newNotFound, newServiceUnavailable } from "../../../../apimachinery/api/errors/index.js";
import type { Random } from "../../../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject } from "../../../../apimachinery/runtime/index.js";
import type { EndpointAddress, Endpoints, Pod, Service } from "../../../../apis/core/v1/types.js";
import type { BoundSubresource, RequestContext } from "../../../../apiserver/endpoints/index.js";
import type { ResourceRegistry } from "../../../../apiserver/registry/index.js";
import { dialProblem } from "./dial-problem.js";
import { forward, type TargetTLS } from "./forward.js";
import { hostAndPort, type Kubelets } from "./kubelets.js";

interface Deps {
  readonly registry: ResourceRegistry;
  readonly kubelets: Kubelets;
  readonly random: Random;
}

interface Location {
  readonly scheme: string;
  /** `host:port` */
  readonly host: string;
  readonly tls?: TargetTLS;
}

type Locate = (ctx: RequestContext, address: ProxyAddress) => Promise<Location>;

/** `NAME`, `NAME:PORT` or `SCHEME:NAME:PORT` */
interface ProxyAddress {
  readonly scheme: string;
  readonly name: string;
  readonly port: string;
}

// Certificates of what runs in a cluster are not this server's to judge, as upstream.
const UNVERIFIED: TargetTLS = { rejectUnauthorized: false };

/** `…/proxy[/PATH]` of pods: their own address. @see kubernetes/kubernetes pkg/registry/core/pod/strategy.go */
export function podProxy(deps: Deps): BoundSubresource {
  return proxy("pod", async (ctx, { scheme, name, port }) => {
    const pod = await get<Pod>(deps, "pods", ctx.requestInfo.namespace, name, ctx);
    const ip = pod.status?.podIPs?.[0]?.ip ?? "";
    if (!isGlobalUnicast(ip)) throw newBadRequest("address not allowed");
    const first = pod.spec?.containers.flatMap(({ ports = [] }) => ports)[0]?.containerPort ?? "";
    return { scheme: scheme || "http", host: hostAndPort(ip, port || first) };
  });
}

/** Of nodes: the kubelet, or another port beside it. @see kubernetes/kubernetes pkg/registry/core/node/strategy.go */
export function nodeProxy({ kubelets }: Deps): BoundSubresource {
  return proxy("node", async ({ signal }, { scheme, name, port }) => {
    const kubelet = await kubelets.addressOf(name, { signal });
    if (port === "" || port === String(kubelet.port)) {
      return { scheme: "https", host: hostAndPort(kubelet.host, kubelet.port), tls: kubelets.tls };
    }
    await demandAllowed(kubelet.host);
    return { scheme: scheme || "http", host: hostAndPort(kubelet.host, port) };
  });
}

/** @throws StatusError 400 where a name stands for this machine itself */
async function demandAllowed(host: string): Promise<void> {
  const addresses = await lookup(host, { all: true }).catch((err: unknown) => {
    throw newBadRequest(dialProblem(err));
  });
  if (!addresses.every(({ address }) => isGlobalUnicast(address))) throw newBadRequest("address not allowed");
}

/** Of services: one of their endpoints. @see kubernetes/kubernetes pkg/registry/core/service/storage/storage.go */
export function serviceProxy(deps: Deps): BoundSubresource {
  return proxy("service", async (ctx, { scheme, name, port }) => {
    const { namespace } = ctx.requestInfo;
    const service = await get<Service>(deps, "services", namespace, name, ctx);
    const portName = portNameOf(service, port);
    const endpoints = await get<Endpoints>(deps, "endpoints", namespace, name, ctx);
    const choices = (endpoints.subsets ?? []).flatMap(({ addresses = [], ports = [] }) =>
      ports
        .filter((one) => (one.name ?? "") === portName)
        .flatMap((one) => addresses.map((address) => ({ address, port: one.port }))),
    );
    // Any of them, the next ones where the first is not what it says.
    const start = Math.floor(deps.random() * choices.length);
    for (const { address, port: endpoint } of [...choices.slice(start), ...choices.slice(0, start)]) {
      if (!(await isPodsAddress(deps, namespace, address, ctx))) continue;
      return { scheme: scheme || "http", host: hostAndPort(address.ip, endpoint) };
    }
    throw newServiceUnavailable(`no endpoints available for service "${name}"`);
  });
}

/** Who may write endpoints must not send this server anywhere: only to pods of the namespace. */
async function isPodsAddress(
  { registry }: Deps,
  namespace: string,
  { ip, targetRef }: DeepReadonly<EndpointAddress>,
  { signal }: RequestContext,
): Promise<boolean> {
  if (targetRef?.name === undefined || targetRef.namespace !== namespace) return false;
  const found = await registry.get({ group: "", resource: "pods" }, namespace, targetRef.name, { signal });
  const pod = found as unknown as DeepReadonly<Pod> | undefined;
  return (pod?.status?.podIPs ?? []).some((one) => one.ip === ip);
}

function portNameOf({ metadata, spec }: DeepReadonly<Service>, port: string): string {
  if (!/^\d+$/.test(port)) return port;
  const found = (spec?.ports ?? []).find((one) => one.port === Number(port));
  if (found === undefined) throw newServiceUnavailable(`no service port ${port} found for service "${metadata.name}"`);
  return found.name ?? "";
}

function proxy(what: string, locate: Locate): BoundSubresource {
  return {
    connect: async (ctx) => {
      const address = parseAddress(ctx.requestInfo.name);
      if (address === undefined) throw newBadRequest(`invalid ${what} request ${JSON.stringify(ctx.requestInfo.name)}`);
      const { scheme, host, tls = UNVERIFIED } = await locate(ctx, address);
      const path = pathBehind(ctx.path);
      if (path === "" && (ctx.method === "GET" || ctx.method === "HEAD") && ctx.upgrade === undefined) {
        // Relative links of the page behind would be wrong without the slash.
        ctx.response.setHeader("location", `${ctx.path}/${ctx.rawQuery === "" ? "" : `?${ctx.rawQuery}`}`);
        ctx.response.send(301, "", "");
        return;
      }
      const url = new URL(`${scheme}://${host}`);
      url.pathname = path;
      url.search = ctx.rawQuery;
      const failure = (problem: string): Error => newServiceUnavailable(`error trying to reach service: ${problem}`);
      await forward(ctx, { url, tls, failure });
    },
  };
}

function parseAddress(id: string): ProxyAddress | undefined {
  const parts = id.split(":");
  const [scheme, name, port] =
    parts.length === 1 ? ["", parts[0]!, ""] : parts.length === 2 ? ["", parts[0]!, parts[1]!] : parts;
  if (parts.length > 3 || name === undefined || name === "" || !["", "http", "https"].includes(scheme ?? "")) {
    return undefined;
  }
  return { scheme: scheme ?? "", name, port: port ?? "" };
}

/** What follows `/proxy` as it was sent; "" when nothing does. */
function pathBehind(path: string): string {
  return path.replace(/^.*?\/(?:pods|nodes|services)\/[^/]+\/proxy/, "");
}

async function get<T>(
  { registry }: Deps,
  resource: string,
  namespace: string,
  name: string,
  { signal }: RequestContext,
): Promise<DeepReadonly<T>> {
  const found: DeepReadonly<KubeObject> | undefined = await registry.get({ group: "", resource }, namespace, name, {
    signal,
    fresh: true,
  });
  if (found === undefined) throw newNotFound({ group: "", resource }, name);
  return found as unknown as DeepReadonly<T>;
}

/** Neither loopback, link-local nor multicast: a pod must not send this server to itself. */
function isGlobalUnicast(ip: string): boolean {
  if (isIP(ip) === 4) {
    const [first = 0, second = 0] = ip.split(".").map(Number);
    return first !== 0 && first !== 127 && first < 224 && !(first === 169 && second === 254);
  }
  return isIP(ip) === 6 && !/^(::1?$|fe[89ab]|ff|::ffff:)/i.test(ip);
}

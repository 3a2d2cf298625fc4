import { newBadRequest, newInvalid, newNotFound, newUnclassified } from "../../../../apimachinery/api/errors/index.js";
import type { DeepReadonly } from "../../../../apimachinery/runtime/index.js";
import { canonicalTime } from "../../../../apimachinery/scalars/index.js";
import { forbidden, invalid, Path, type ErrorList } from "../../../../apimachinery/validation/index.js";
import type { Pod } from "../../../../apis/core/v1/types.js";
import { attributesOf, newForbiddenRequest, type Authorizer } from "../../../../apiserver/authorization/index.js";
import { isTrueParameter, type BoundSubresource, type RequestContext } from "../../../../apiserver/endpoints/index.js";
import type { ResourceRegistry } from "../../../../apiserver/registry/index.js";
import { forward } from "./forward.js";
import { hostAndPort, type Kubelets } from "./kubelets.js";

const PODS = { group: "", resource: "pods" };

interface Deps {
  readonly registry: ResourceRegistry;
  readonly kubelets: Kubelets;
  readonly authorizer: Authorizer;
}

/**
 * GET of `pods/NAME/log`, from the kubelet of the pod's node.
 * @see kubernetes/kubernetes pkg/registry/core/pod/rest/log.go, pkg/registry/core/pod/strategy.go LogLocation
 */
export function podLogs(deps: Deps): BoundSubresource {
  return {
    connect: async (ctx) => {
      const params = logParameters(ctx);
      const pod = await podOf(deps, ctx);
      const container = containerOf(pod, ctx.query.get("container") ?? "");
      // Nothing runs anywhere, so there is nothing to read.
      if (!pod.spec?.nodeName) {
        ctx.response.send(204, "", "");
        return;
      }
      const url = await kubeletURL(deps, ctx, pod, "containerLogs", container);
      url.search = params.toString();
      const trusting = isTrueParameter(ctx.query.get("insecureSkipTLSVerifyBackend"));
      const { tls } = deps.kubelets;
      await forward(ctx, {
        url,
        tls: trusting ? { ...tls, rejectUnauthorized: false } : tls,
        failure: (problem) => newUnclassified(500, `Get ${JSON.stringify(url.href)}: ${problem}`),
      });
    },
  };
}

/**
 * `pods/NAME/exec`, `attach` and `portforward`: the client leaves HTTP and speaks with the kubelet.
 * @see kubernetes/kubernetes pkg/registry/core/pod/rest/subresources.go
 */
export function podStream(deps: Deps, kind: "exec" | "attach" | "portForward"): BoundSubresource {
  return {
    connect: async (ctx) => {
      await demandCreate(deps.authorizer, ctx);
      const pod = await podOf(deps, ctx);
      const container = kind === "portForward" ? undefined : containerOf(pod, ctx.query.get("container") ?? "");
      if (!pod.spec?.nodeName) {
        throw newBadRequest(`pod ${ctx.requestInfo.name} does not have a host assigned`);
      }
      const url = await kubeletURL(deps, ctx, pod, kind, container);
      url.search = streamParameters(ctx, kind).toString();
      await forward(ctx, {
        url,
        tls: deps.kubelets.tls,
        upgradeRequired: true,
        failure: (problem) => newUnclassified(500, `error dialing backend: ${problem}`),
      });
    },
  };
}

/**
 * A WebSocket can only begin with a GET; whoever may only look at things must not run programs by it. @throws StatusError 403
 * @see kubernetes/kubernetes pkg/registry/core/pod/rest/subresources.go, feature AuthorizePodWebsocketUpgradeCreatePermission
 */
async function demandCreate(authorizer: Authorizer, ctx: RequestContext): Promise<void> {
  const { user, requestInfo, upgrade, method } = ctx;
  if (method !== "GET" || upgrade?.protocol !== "websocket" || user === undefined) return;
  const attributes = attributesOf(user, { ...requestInfo, verb: "create" });
  const { decision, reason } = await authorizer.authorize(attributes, ctx);
  if (decision !== "allow") throw newForbiddenRequest(attributes, reason);
}

async function podOf({ registry }: Deps, ctx: RequestContext): Promise<DeepReadonly<Pod>> {
  const { namespace, name } = ctx.requestInfo;
  const pod = await registry.get(PODS, namespace, name, { signal: ctx.signal, fresh: true });
  if (pod === undefined) throw newNotFound(PODS, name);
  return pod as unknown as DeepReadonly<Pod>;
}

/** @throws StatusError 400 when the pod has no such container, or several and none is named */
function containerOf({ metadata, spec }: DeepReadonly<Pod>, wanted: string): string {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec ?? {};
  const names = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);
  if (wanted !== "") {
    if (names([...containers, ...initContainers, ...ephemeralContainers]).includes(wanted)) return wanted;
    throw newBadRequest(`container ${wanted} is not valid for pod ${metadata.name}`);
  }
  if (containers.length === 1) return containers[0]!.name;
  const choice = containers.length === 0 ? "" : `, choose one of: [${names(containers).join(" ")}]`;
  const init =
    initContainers.length === 0 ? "" : ` or one of the init containers: [${names(initContainers).join(" ")}]`;
  throw newBadRequest(`a container name must be specified for pod ${metadata.name}${choice}${init}`);
}

async function kubeletURL(
  { kubelets }: Deps,
  { signal }: RequestContext,
  { metadata, spec }: DeepReadonly<Pod>,
  what: string,
  container: string | undefined,
): Promise<URL> {
  const { host, port } = await kubelets.addressOf(spec?.nodeName ?? "", { signal });
  const path = [what, metadata.namespace ?? "", metadata.name ?? "", ...(container === undefined ? [] : [container])];
  return new URL(`https://${hostAndPort(host, port)}/${path.map(encodeURIComponent).join("/")}`);
}

const STREAMS = [
  ["stdin", "input"],
  ["stdout", "output"],
  ["stderr", "error"],
  ["tty", "tty"],
] as const;

function streamParameters({ query }: RequestContext, kind: "exec" | "attach" | "portForward"): URLSearchParams {
  const params = new URLSearchParams();
  if (kind === "portForward") {
    const ports = query.getAll("ports").join(",");
    if (ports !== "") params.append("port", ports);
    return params;
  }
  for (const [option, parameter] of STREAMS) if (isTrueParameter(query.get(option))) params.append(parameter, "1");
  if (kind === "exec") for (const word of query.getAll("command")) params.append("command", word);
  return params;
}

/** @throws StatusError 400, 422 @see kubernetes/kubernetes pkg/apis/core/validation ValidatePodLogOptions */
function logParameters({ query, requestInfo }: RequestContext): URLSearchParams {
  const params = new URLSearchParams();
  const errs: ErrorList = [];
  for (const name of ["follow", "previous", "timestamps"]) {
    if (isTrueParameter(query.get(name))) params.append(name, "true");
  }
  const [since, seconds] = [query.get("sinceTime"), query.get("sinceSeconds")];
  if (since !== null && seconds !== null) {
    errs.push(forbidden(undefined, "at most one of `sinceTime` or `sinceSeconds` may be specified"));
  }
  if (since !== null) params.append("sinceTime", timeOf(since));
  for (const [name, least] of [
    ["sinceSeconds", 1],
    ["tailLines", 0],
    ["limitBytes", 1],
  ] as const) {
    const text = query.get(name);
    if (text === null || text === "") continue;
    if (!/^-?\d+$/.test(text)) throw newBadRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
    const detail = least === 0 ? "must be greater than or equal to 0" : "must be greater than 0";
    if (Number(text) < least) errs.push(invalid(Path.of(name), Number(text), detail));
    params.append(name, text);
  }
  if (errs.length > 0) throw newInvalid({ group: "", kind: "PodLogOptions" }, requestInfo.name, errs);
  return params;
}

function timeOf(text: string): string {
  try {
    return canonicalTime(text) ?? text;
  } catch (err) {
    throw newBadRequest((err as Error).message);
  }
}

import { newBadRequest, newConflict, newInvalid, newNotFound } from "../../../apimachinery/api/errors/index.js";
import type { DeepReadonly, KubeObject, RuntimeObject } from "../../../apimachinery/runtime/index.js";
import { formatTime } from "../../../apimachinery/scalars/index.js";
import { gvkFromTypeMeta } from "../../../apimachinery/schema/index.js";
import { invalid, Path, type ErrorList } from "../../../apimachinery/validation/index.js";
import type { BoundObjectReference, TokenRequest } from "../../../apis/authentication/v1/types.js";
import type { Pod } from "../../../apis/core/v1/types.js";
import type { TokenIssuer } from "../../../apiserver/authentication/service-accounts/index.js";
import type { BoundCreate, BoundSubresource } from "../../../apiserver/endpoints/index.js";
import type { ResourceRegistry } from "../../../apiserver/registry/index.js";

const GROUP_KIND = { group: "authentication.k8s.io", kind: "TokenRequest" };
const DEFAULT_SECONDS = 3600;
const MIN_SECONDS = 10 * 60;
const MAX_SECONDS = 2 ** 32;
// What kubelets ask for pods whose programs may not read their token again: such tokens live on, and are counted.
const EXTENDED_WHEN_SECONDS = 3607;
const EXTENDED_SECONDS = 365 * 24 * 60 * 60;

export interface TokenRequestDeps {
  readonly issuer: TokenIssuer;
  readonly registry: ResourceRegistry;
  readonly apiAudiences: readonly string[];
  /** 0: no limit. */
  readonly maxSeconds: number;
  readonly extendExpiration: boolean;
}

interface Bound {
  readonly pod?: DeepReadonly<Pod>;
  readonly secret?: DeepReadonly<KubeObject>;
  readonly node?: DeepReadonly<KubeObject>;
}

/**
 * POST to `serviceaccounts/NAME/token`: a token of the account.
 * @see kubernetes/kubernetes pkg/registry/core/serviceaccount/storage/token.go
 */
export function tokenRequests(deps: TokenRequestDeps): BoundSubresource {
  return { create: (ctx, body) => answer(deps, ctx, body as unknown as TokenRequest) };
}

async function answer(deps: TokenRequestDeps, ctx: BoundCreate, request: TokenRequest): Promise<RuntimeObject> {
  const { namespace, name, now } = ctx;
  checkAddress(request, namespace, name);
  const account = await deps.registry.get({ group: "", resource: "serviceaccounts" }, namespace, name, {
    ...signalOf(ctx),
    fresh: true,
  });
  if (account === undefined) throw newNotFound({ group: "", resource: "serviceaccounts" }, name);
  const spec = { ...request.spec };
  if ((spec.audiences ?? []).length === 0) spec.audiences = [...deps.apiAudiences];
  let seconds = spec.expirationSeconds ?? DEFAULT_SECONDS;
  const errs = validateSeconds(seconds);
  if (errs.length > 0) throw newInvalid(GROUP_KIND, "", errs);
  const bound = await boundObjects(deps, ctx, spec.boundObjectRef);
  if (deps.maxSeconds > 0 && seconds > deps.maxSeconds) {
    ctx.warn(`requested expiration of ${seconds} seconds shortened to ${deps.maxSeconds} seconds`);
    seconds = deps.maxSeconds;
  }
  const extended =
    deps.extendExpiration &&
    bound.pod !== undefined &&
    seconds === EXTENDED_WHEN_SECONDS &&
    isForServer(spec.audiences ?? [], deps.apiAudiences);
  const { token, id } = deps.issuer.issue({
    namespace,
    account: claim(account),
    pod: bound.pod && claim(bound.pod),
    secret: bound.secret && claim(bound.secret),
    node: bound.node === undefined ? nodeNamed(bound.pod) : claim(bound.node),
    audiences: spec.audiences ?? [],
    nowMs: now,
    lifetimeSeconds: extended ? EXTENDED_SECONDS : seconds,
    ...(extended ? { warnAfterSeconds: seconds } : {}),
  });
  ctx.annotate("authentication.kubernetes.io/issued-credential-id", `JTI=${id}`);
  return {
    kind: request.kind,
    apiVersion: request.apiVersion,
    metadata: { ...request.metadata, name, namespace, creationTimestamp: formatTime(now) },
    spec: { ...spec, expirationSeconds: seconds },
    status: { token, expirationTimestamp: formatTime(now + seconds * 1000) },
  } as RuntimeObject;
}

function checkAddress({ metadata }: TokenRequest, namespace: string, name: string): void {
  const errs: ErrorList = [];
  const at = Path.of("metadata");
  if (metadata.name && metadata.name !== name) {
    errs.push(invalid(at.child("name"), metadata.name, "must match the service account name if specified"));
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    const detail = "must match the service account namespace if specified";
    errs.push(invalid(at.child("namespace"), metadata.namespace, detail));
  }
  if (errs.length > 0) throw newInvalid(GROUP_KIND, "", errs);
}

function validateSeconds(seconds: number): ErrorList {
  const at = Path.of("spec", "expirationSeconds");
  if (seconds < MIN_SECONDS) return [invalid(at, seconds, "may not specify a duration less than 10 minutes")];
  if (seconds > MAX_SECONDS) return [invalid(at, seconds, "may not specify a duration larger than 2^32 seconds")];
  return [];
}

/** The object that the token is bound to, and where it runs. @throws StatusError 400, 404, 409 */
async function boundObjects(
  { registry }: TokenRequestDeps,
  ctx: BoundCreate,
  ref: BoundObjectReference | undefined,
): Promise<Bound> {
  if (ref === undefined) return {};
  const { kind = "", apiVersion = "", name = "" } = ref;
  const { group } = gvkFromTypeMeta(apiVersion, kind);
  const get = async (resource: string, namespace: string): Promise<DeepReadonly<KubeObject>> => {
    const found = await registry.get({ group: "", resource }, namespace, name, { ...signalOf(ctx), fresh: true });
    if (found === undefined) throw newNotFound({ group: "", resource }, name);
    checkUID(ref, group, found);
    return found;
  };
  if (group === "" && kind === "Pod") {
    const pod = (await get("pods", ctx.namespace)) as unknown as DeepReadonly<Pod>;
    if (pod.spec?.serviceAccountName !== ctx.name) {
      throw newBadRequest(
        `cannot bind token for serviceaccount "${ctx.name}" to pod running with different serviceaccount name.`,
      );
    }
    const { nodeName } = pod.spec;
    if (!nodeName) return { pod };
    const node = await registry.get({ group: "", resource: "nodes" }, "", nodeName, signalOf(ctx));
    return { pod, ...(node === undefined ? {} : { node }) };
  }
  if (group === "" && kind === "Node") return { node: await get("nodes", "") };
  if (group === "" && kind === "Secret") return { secret: await get("secrets", ctx.namespace) };
  throw newBadRequest(`cannot bind token to object of type ${[apiVersion, `Kind=${kind}`].join(", ")}`);
}

function checkUID(
  ref: BoundObjectReference,
  group: string,
  { metadata: { uid = "" } }: DeepReadonly<KubeObject>,
): void {
  if (!ref.uid || ref.uid === uid) return;
  const why = `the UID in the bound object reference (${ref.uid}) does not match the UID in record. The object might have been deleted and then recreated`;
  throw newConflict({ group, resource: ref.kind ?? "" }, ref.name ?? "", why);
}

/** The node of a pod whose Node is not known. */
function nodeNamed(pod: DeepReadonly<Pod> | undefined): { readonly name: string } | undefined {
  const name = pod?.spec?.nodeName;
  return name ? { name } : undefined;
}

function claim({ metadata }: { readonly metadata: { readonly name?: string; readonly uid?: string } }) {
  return { name: metadata.name ?? "", uid: metadata.uid ?? "" };
}

function isForServer(audiences: readonly string[], own: readonly string[]): boolean {
  return audiences.every((audience) => own.includes(audience));
}

function signalOf({ signal }: BoundCreate): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

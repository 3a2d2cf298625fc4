import {
  deepCopyJSON,
  formatTime,
  humanDuration,
  newInvalid,
  type DeepReadonly,
  type HookContext,
  type RuntimeObject,
  type StrategyHooks,
  type SubresourceStorage,
} from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type {
  CertificateSigningRequest,
  CertificateSigningRequestCondition,
  CertificateSigningRequestSpec,
} from "./v1/types.js";
import { validateConditions, validateSigningRequest } from "./validation.js";

/**
 * Business rules of CertificateSigningRequest: who asks is who sends the request, and what is asked for stays.
 * @see kubernetes/kubernetes pkg/registry/certificates/certificates/strategy.go
 */
export const certificateSigningRequestStrategy: StrategyHooks<CertificateSigningRequest> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(ctx, request) {
    dropGeneration(request);
    request.status = {};
    if (request.spec === undefined) return;
    request.spec.username = ctx.user.name;
    request.spec.groups = [...ctx.user.groups];
    delete request.spec.uid;
    delete request.spec.extra;
  },
  prepareForUpdate(_ctx, request, old) {
    if (old.spec !== undefined) request.spec = deepCopyJSON(old.spec) as CertificateSigningRequestSpec;
  },
  validate: (_ctx, request) => validateSigningRequest(request),
  status: {
    // Approval has a door of its own.
    prepareForUpdate(ctx, request, old) {
      const decided = (old.status?.conditions ?? []).filter(isDecision);
      const others = (request.status?.conditions ?? []).filter((condition) => !isDecision(condition));
      setConditions(ctx, request, [...(deepCopyJSON(decided) as typeof others), ...others]);
    },
    validateUpdate: (_ctx, request, old) => validateConditions(request.status, old.status),
  },
  tableCells: {
    Age: age,
    SignerName: ({ spec }) => spec?.signerName || NONE,
    Requestor: ({ spec }) => spec?.username ?? "",
    RequestedDuration: ({ spec }) =>
      spec?.expirationSeconds === undefined ? NONE : humanDuration(spec.expirationSeconds * 1000),
    Condition: (request) => condition(request),
  },
  selectableFields: ({ spec }) => ({ "spec.signerName": spec?.signerName ?? "" }),
};

export const certificateSigningRequestSubresources: {
  readonly approval: SubresourceStorage<CertificateSigningRequest>;
} = {
  approval: {
    get: (_ctx, request) => request as CertificateSigningRequest,
    update: (ctx, request, body) => approve(ctx, request, body),
  },
};

/** Takes the conditions of the body, and nothing else. */
function approve(ctx: HookContext, request: CertificateSigningRequest, body: DeepReadonly<RuntimeObject>): void {
  const wanted = (body as DeepReadonly<CertificateSigningRequest>).status?.conditions ?? [];
  const errs = validateConditions({ conditions: wanted }, request.status);
  if (errs.length > 0) {
    const kind = { group: "certificates.k8s.io", kind: "CertificateSigningRequest" };
    throw newInvalid(kind, request.metadata.name ?? "", errs);
  }
  setConditions(ctx, request, deepCopyJSON(wanted) as CertificateSigningRequestCondition[]);
}

function setConditions(
  ctx: HookContext,
  request: CertificateSigningRequest,
  conditions: CertificateSigningRequestCondition[],
): void {
  const now = formatTime(ctx.now);
  for (const one of conditions) {
    one.lastUpdateTime ??= now;
    one.lastTransitionTime ??= now;
  }
  const status = (request.status ??= {});
  if (conditions.length > 0) status.conditions = conditions;
  else delete status.conditions;
}

function isDecision({ type }: { readonly type: string }): boolean {
  return type === "Approved" || type === "Denied";
}

function condition({ status }: DeepReadonly<CertificateSigningRequest>): string {
  const types = new Set((status?.conditions ?? []).map(({ type }) => type));
  const words = [types.has("Denied") ? "Denied" : types.has("Approved") ? "Approved" : "Pending"];
  if (types.has("Failed")) words.push("Failed");
  if (status?.certificate) words.push("Issued");
  return words.join(",");
}

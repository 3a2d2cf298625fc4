import { Turns, type DeepReadonly, type KubeObject, type RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { GroupVersionKind } from "../../../apimachinery/schema/index.js";
import {
  FIELD_MANAGER_MAX_LENGTH,
  isPrintable,
  validateFieldManager,
} from "../../../apimachinery/validation/meta/index.js";
import { RequestAttributes, type AdmissionOperation } from "../../admission/index.js";
import type { UserInfo } from "../../authentication/index.js";
import type { WriteContext } from "../../registry/index.js";
import { addEvent } from "../../tracing/index.js";
import type { RequestContext } from "../request/request-context.js";
import type { ResourceScope } from "./scope.js";

const NOBODY: UserInfo = { name: "", uid: "", groups: [], extra: {} };
export const DEFAULT_MAX_BODY_BYTES = 3 * 1024 * 1024;

/** What the registry is told of a write. */
export function writeContext(
  ctx: RequestContext,
  scope: ResourceScope,
  dryRun: boolean,
  turns = new Turns(),
): WriteContext {
  const { user = NOBODY, requestInfo, warnings, signal } = ctx;
  return {
    user,
    namespace: scope.definition.namespaced ? requestInfo.namespace : "",
    dryRun,
    now: scope.deps.clock.now(),
    version: scope.kind.version,
    warn: (text) => void warnings.add(text),
    signal,
    turns,
  };
}

export interface AdmissionParts {
  readonly operation: AdmissionOperation;
  readonly name: string;
  readonly object?: RuntimeObject;
  readonly oldObject?: DeepReadonly<RuntimeObject>;
  readonly options: DeepReadonly<RuntimeObject>;
  readonly dryRun: boolean;
}

/** What plug-ins are told of a write. `kind` is that of the object, where a subresource has one of its own. */
export function admissionAttributes(
  ctx: RequestContext,
  scope: ResourceScope,
  parts: AdmissionParts,
  kind: GroupVersionKind = scope.kind,
): RequestAttributes {
  const { requestInfo, user = NOBODY, warnings, auditAnnotations } = ctx;
  const { resource } = scope;
  const isNamespace = resource.group === "" && resource.resource === "namespaces";
  return new RequestAttributes({
    operation: parts.operation,
    kind,
    resource,
    subresource: requestInfo.subresource,
    // A namespace counts as lying in itself, also while it is being created.
    namespace: isNamespace ? parts.name : requestInfo.namespace,
    name: parts.name,
    object: parts.object,
    oldObject: parts.oldObject,
    options: parts.options,
    user,
    dryRun: parts.dryRun,
    warnings,
    annotations: auditAnnotations,
  });
}

export async function readBody(ctx: RequestContext, scope: ResourceScope): Promise<Uint8Array> {
  const body = await ctx.readBody(scope.deps.maxRequestBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
  addEvent("limitedReadBody succeeded", { len: body.length });
  scope.deps.metrics?.observeBody(scope.resource, ctx.requestInfo.verb, body.length);
  return body;
}

/** Who makes a change: named in the request, else the client program. */
export function managerOf(ctx: RequestContext, options: { readonly fieldManager?: string }): string {
  if (options.fieldManager) return options.fieldManager;
  const agent = (ctx.header("user-agent") ?? "").split("/", 1)[0]!;
  if (validateFieldManager(agent, undefined).length === 0) return agent;
  let manager = "";
  let bytes = 0;
  for (const character of agent) {
    if (!isPrintable(character)) continue;
    bytes += Buffer.byteLength(character);
    if (bytes > FIELD_MANAGER_MAX_LENGTH) break;
    manager += character;
  }
  return manager;
}

/**
 * Drops owner references that come twice, and says so.
 * @see kubernetes/apiserver pkg/endpoints/handlers/rest.go, dedupOwnerReferencesAndAddWarning
 */
export function dedupOwnerReferences(ctx: RequestContext, { metadata }: KubeObject, afterAdmission: boolean): void {
  const references = metadata.ownerReferences;
  if (references === undefined || references.length < 2) return;
  const seen = new Set<string>();
  const duplicates: string[] = [];
  const unique = references.filter((reference) => {
    const key = JSON.stringify([
      reference.apiVersion,
      reference.kind,
      reference.name,
      reference.uid,
      reference.controller,
      reference.blockOwnerDeletion,
    ]);
    if (!seen.has(key)) return seen.add(key);
    duplicates.push(reference.uid);
    return false;
  });
  if (duplicates.length === 0) return;
  metadata.ownerReferences = unique;
  const uids = duplicates.join(", ");
  ctx.warnings.add(
    afterAdmission
      ? `.metadata.ownerReferences contains duplicate entries after mutating admission happens; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${uids}`
      : `.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${uids}`,
  );
}

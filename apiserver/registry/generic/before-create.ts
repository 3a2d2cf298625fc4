import { newInvalid } from "../../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../../apimachinery/runtime/index.js";
import { generateName } from "./generate-name.js";
import { dropEmptyMembers, ensureNamespace, timestamp } from "./object-meta.js";
import type { StoreParts } from "./store-parts.js";
import type { WriteContext } from "./write-context.js";

/** Gives a new object what only the server knows: its name if it is to be generated, its uid and its time. */
export function fillSystemFields(parts: StoreParts, ctx: WriteContext, { metadata }: KubeObject): void {
  metadata.creationTimestamp = timestamp(ctx.now);
  metadata.uid = parts.newUID();
  if (metadata.generateName && !metadata.name) metadata.name = generateName(metadata.generateName, parts.random);
}

/**
 * The first half of the kind's rules for a new object, in upstream's order: what changes it.
 * @throws StatusError 400 for another namespace
 * @see kubernetes/apiserver pkg/registry/rest/create.go, BeforeCreate
 */
export function prepareNew(parts: StoreParts, ctx: WriteContext, object: KubeObject): void {
  ensureNamespace(object.metadata, parts.definition.namespaced ? ctx.namespace : "");
  parts.strategy.prepareForCreate(ctx, object);
}

/** The second half: what has to be true of it. @throws StatusError 422 for an invalid object */
export function checkNew(parts: StoreParts, ctx: WriteContext, object: KubeObject): void {
  const { definition, strategy } = parts;
  const errs = strategy.validate(ctx, object);
  if (errs.length > 0) {
    throw newInvalid({ group: definition.group, kind: definition.kind }, object.metadata.name ?? "", errs);
  }
  for (const warning of strategy.warningsOnCreate(ctx, object)) ctx.warn(warning);
  strategy.canonicalize(object);
  dropEmptyMembers(object.metadata);
}

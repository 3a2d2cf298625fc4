import {
  deepCopyJSON,
  semanticEqualJSON,
  type DeepReadonly,
  type KubeObject,
  type Scheme,
} from "../../../apimachinery/runtime/index.js";
import type { StrategyHooks } from "../../../apimachinery/strategy/index.js";
import type { ErrorList } from "../../../apimachinery/validation/field/index.js";
import { nameIsDNSSubdomain } from "../../../apimachinery/validation/meta/index.js";
import type { ResourceDefinition } from "../rest/resource-definition.js";
import { validateDeclared, validateMeta, validateMetaUpdate, validateOwnFinalizers } from "./validate.js";
import type { WriteContext } from "./write-context.js";

/** The rules for new objects. */
export interface CreateStrategy {
  prepareForCreate(ctx: WriteContext, object: KubeObject): void;
  validate(ctx: WriteContext, object: KubeObject): ErrorList;
  warningsOnCreate(ctx: WriteContext, object: KubeObject): readonly string[];
  canonicalize(object: KubeObject): void;
}

/** The rules of one way to change existing objects: through the object itself, its status or another subresource. */
export interface UpdateStrategy {
  readonly allowCreateOnUpdate: boolean;
  readonly allowUnconditionalUpdate: boolean;
  prepareForUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): void;
  validateUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): ErrorList;
  warningsOnUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): readonly string[];
  canonicalize(object: KubeObject): void;
}

/**
 * Changes through a subresource whose own code has changed the object already: metadata and declared rules are validated,
 * nothing else is touched.
 */
export class SubresourceStrategy implements UpdateStrategy {
  readonly allowCreateOnUpdate: boolean = false;
  readonly allowUnconditionalUpdate: boolean;
  protected readonly definition: ResourceDefinition;
  protected readonly hooks: StrategyHooks<KubeObject>;
  protected readonly scheme: Scheme;
  readonly #subresource: string;

  constructor(definition: ResourceDefinition, scheme: Scheme, subresource: string) {
    this.definition = definition;
    this.hooks = definition.hooks;
    this.scheme = scheme;
    this.#subresource = subresource;
    this.allowUnconditionalUpdate = definition.hooks.allowUnconditionalUpdate ?? true;
  }

  prepareForUpdate(_ctx: WriteContext, _object: KubeObject, _old: DeepReadonly<KubeObject>): void {}

  validateUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): ErrorList {
    return [
      ...validateMetaUpdate(object, old, this.definition.namespaced),
      ...validateOwnFinalizers(object, this.hooks),
      ...this.validateDeclared(ctx, object, old),
    ];
  }

  warningsOnUpdate(_ctx: WriteContext, _object: KubeObject, _old: DeepReadonly<KubeObject>): readonly string[] {
    return [];
  }

  canonicalize(object: KubeObject): void {
    this.hooks.canonicalize?.(object);
  }

  protected validateDeclared(ctx: WriteContext, object: KubeObject, old?: DeepReadonly<KubeObject>): ErrorList {
    const requestVersion = { group: this.definition.group, version: ctx.version };
    return validateDeclared(this.scheme, requestVersion, this.#subresource, object, old);
  }
}

/** Writes of the status alone: everything but status and metadata stays as it is. */
export class StatusStrategy extends SubresourceStrategy {
  constructor(definition: ResourceDefinition, scheme: Scheme) {
    super(definition, scheme, "status");
  }

  override prepareForUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): void {
    for (const field of new Set([...Object.keys(object), ...Object.keys(old)])) {
      if (field !== "status" && field !== "metadata") keep(object, old, field);
    }
    this.hooks.status?.prepareForUpdate?.(ctx, object, old);
  }

  override validateUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): ErrorList {
    return [
      ...super.validateUpdate(ctx, object, old),
      ...(this.hooks.status?.validateUpdate?.(ctx, object, old) ?? []),
    ];
  }

  override warningsOnUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): readonly string[] {
    return this.hooks.status?.warningsOnUpdate?.(ctx, object, old) ?? [];
  }
}

type WithSpecAndStatus = KubeObject & { spec?: unknown; status?: unknown };

/**
 * What all kinds have in common, around a kind's own hooks: the status is written through its subresource alone, the
 * generation counts changes of the spec, and metadata and declared rules are validated before the hooks are asked.
 * @see kubernetes/apiserver pkg/registry/rest/{create,update}.go
 */
export class MainStrategy extends SubresourceStrategy implements CreateStrategy {
  override readonly allowCreateOnUpdate: boolean;

  constructor(definition: ResourceDefinition, scheme: Scheme) {
    super(definition, scheme, "");
    this.allowCreateOnUpdate = definition.hooks.allowCreateOnUpdate ?? false;
  }

  prepareForCreate(ctx: WriteContext, object: WithSpecAndStatus): void {
    if (this.definition.statusSubresource && this.hooks.keepsStatusOnCreate !== true) delete object.status;
    if (this.definition.hasSpec) object.metadata.generation = 1;
    this.hooks.prepareForCreate?.(ctx, object);
  }

  validate(ctx: WriteContext, object: KubeObject): ErrorList {
    return [
      ...validateMeta(object, this.definition.namespaced, this.hooks.validateName ?? nameIsDNSSubdomain),
      ...validateOwnFinalizers(object, this.hooks),
      ...this.validateDeclared(ctx, object),
      ...(this.hooks.validate?.(ctx, object) ?? []),
    ];
  }

  warningsOnCreate(ctx: WriteContext, object: KubeObject): readonly string[] {
    return this.hooks.warningsOnCreate?.(ctx, object) ?? [];
  }

  override prepareForUpdate(
    ctx: WriteContext,
    object: WithSpecAndStatus,
    old: DeepReadonly<KubeObject> & { readonly spec?: unknown },
  ): void {
    if (this.definition.statusSubresource) keep(object, old, "status");
    this.hooks.prepareForUpdate?.(ctx, object, old);
    const { generation } = old.metadata;
    // A kind whose hook takes the generation away at creation never gets one.
    if (generation === undefined || object.metadata.generation !== generation) return;
    if (this.definition.hasSpec && !semanticEqualJSON(object.spec, old.spec))
      object.metadata.generation = generation + 1;
  }

  override validateUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): ErrorList {
    return [...super.validateUpdate(ctx, object, old), ...(this.hooks.validateUpdate?.(ctx, object, old) ?? [])];
  }

  override warningsOnUpdate(ctx: WriteContext, object: KubeObject, old: DeepReadonly<KubeObject>): readonly string[] {
    return this.hooks.warningsOnUpdate?.(ctx, object, old) ?? [];
  }
}

function keep(object: KubeObject, old: DeepReadonly<KubeObject>, field: string): void {
  const fields = object as KubeObject & { [field: string]: unknown };
  const value = (old as { readonly [field: string]: unknown })[field];
  if (value === undefined) delete fields[field];
  // Hooks may go on to change it, and the old object is shared.
  else fields[field] = deepCopyJSON(value);
}

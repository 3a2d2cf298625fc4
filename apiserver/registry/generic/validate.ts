import type { DeepReadonly, KubeObject, Scheme } from "../../../apimachinery/runtime/index.js";
import type { GroupVersion } from "../../../apimachinery/schema/index.js";
import type { StrategyHooks } from "../../../apimachinery/strategy/index.js";
import { isPathSegmentName, isPathSegmentPrefix } from "../../../apimachinery/validation/content/index.js";
import { invalid, Path, type ErrorList } from "../../../apimachinery/validation/field/index.js";
import {
  validateObjectMeta,
  validateObjectMetaTransition,
  validateObjectMetaUpdate,
  type ValidateNameFunc,
} from "../../../apimachinery/validation/meta/index.js";

const METADATA = Path.of("metadata");

/** What any name has to be: a segment of a path. */
export const validatePathSegment: ValidateNameFunc = (name, prefix) =>
  prefix ? isPathSegmentPrefix(name) : isPathSegmentName(name);

export function validateMeta(object: KubeObject, namespaced: boolean, validateName: ValidateNameFunc): ErrorList {
  return validateObjectMeta(object.metadata, { namespaced, validateName }, METADATA);
}

/**
 * Metadata of an object that replaces `old`. Clients of upstream find each of the errors of an update twice among the
 * causes, since the registry and the kind's own validation both look; so do ours.
 */
export function validateMetaUpdate(object: KubeObject, old: DeepReadonly<KubeObject>, namespaced: boolean): ErrorList {
  const general = validateMeta(object, namespaced, validatePathSegment);
  // What both look at need not be looked at twice when it is good.
  const compare = general.length === 0 ? validateObjectMetaTransition : validateObjectMetaUpdate;
  const update = compare(object.metadata, old.metadata, METADATA);
  return update.length === 0 ? general : [...general, ...update, ...update];
}

/** What the kind asks of finalizers. */
export function validateOwnFinalizers(
  { metadata }: KubeObject,
  hooks: Pick<StrategyHooks<KubeObject>, "validateFinalizer">,
): ErrorList {
  if (hooks.validateFinalizer === undefined) return [];
  return (metadata.finalizers ?? []).flatMap((finalizer, i) =>
    hooks.validateFinalizer!(finalizer).map((message) =>
      invalid(METADATA.child("finalizers").index(i), finalizer, message),
    ),
  );
}

/**
 * The rules that are declared at the types, in the version that the client speaks. Nothing is converted when that is the
 * hub.
 */
export function validateDeclared(
  scheme: Scheme,
  version: GroupVersion,
  subresource: string,
  object: KubeObject,
  old?: DeepReadonly<KubeObject>,
): ErrorList {
  const versioned = scheme.convertToVersion(object, version);
  if (old === undefined) return scheme.validate(versioned, undefined, { subresource });
  return scheme.validate(versioned, scheme.convertToVersion(old as KubeObject, version), { subresource });
}

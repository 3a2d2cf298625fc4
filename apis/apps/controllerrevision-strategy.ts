import {
  FIELD_IMMUTABLE_MESSAGE,
  invalid,
  parseGroupVersion,
  Path,
  required,
  semanticEqualJSON,
  validateNonnegative,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
} from "kindsmith/apimachinery";
import { age, NONE } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import type { ControllerRevision } from "./v1/types.js";

/**
 * Business rules of ControllerRevision.
 * @see kubernetes/kubernetes pkg/registry/apps/controllerrevision/strategy.go
 */
export const controllerRevisionStrategy: StrategyHooks<ControllerRevision> = {
  validateFinalizer: validateKubeFinalizer,
  validate: (_ctx, revision) => validateRevision(revision),
  validateUpdate: (_ctx, revision, old) => [
    ...validateRevision(revision),
    ...(semanticEqualJSON(revision.data, old.data)
      ? []
      : [invalid(Path.of("data"), revision.data, FIELD_IMMUTABLE_MESSAGE)]),
  ],
  tableCells: {
    Controller: (revision) => controller(revision),
    Revision: (revision) => revision.revision ?? 0,
    Age: age,
  },
};

function validateRevision(revision: DeepReadonly<ControllerRevision>): ErrorList {
  const errs: ErrorList = revision.data === undefined ? [required(Path.of("data"), "data is mandatory")] : [];
  return [...errs, ...validateNonnegative(revision.revision ?? 0, Path.of("revision"))];
}

/** `statefulset.apps/web` */
function controller({ metadata }: DeepReadonly<ControllerRevision>): string {
  const owner = (metadata.ownerReferences ?? []).find((reference) => reference.controller === true);
  if (owner === undefined) return NONE;
  const { group } = parseGroupVersion(owner.apiVersion);
  return `${owner.kind.toLowerCase()}${group === "" ? "" : `.${group}`}/${owner.name}`;
}

import {
  invalid,
  isQualifiedName,
  nameIsDNSLabel,
  newInvalid,
  Path,
  type DeepReadonly,
  type ErrorList,
  type StrategyHooks,
  type SubresourceStorage,
} from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { validateKubeFinalizer } from "../shared/finalizers.js";
import { dropGeneration } from "../shared/generation.js";
import type { Namespace } from "./v1/types.js";

const FINALIZER = "kubernetes";
const FINALIZERS = Path.of("spec", "finalizers");
const NAME_LABEL = "kubernetes.io/metadata.name";

/**
 * Business rules of Namespace. A deleted one stays until the lifecycle controller has emptied it and taken its finalizer
 * out of `spec.finalizers`.
 * @see kubernetes/kubernetes pkg/registry/core/namespace/strategy.go
 */
export const namespaceStrategy: StrategyHooks<Namespace> = {
  validateFinalizer: validateKubeFinalizer,
  prepareForCreate(_ctx, namespace) {
    dropGeneration(namespace);
    namespace.status = { phase: "Active" };
    const spec = (namespace.spec ??= {});
    if (spec.finalizers?.includes(FINALIZER) !== true) spec.finalizers = [...(spec.finalizers ?? []), FINALIZER];
  },
  prepareForUpdate(_ctx, namespace, old) {
    const spec = (namespace.spec ??= {});
    if (old.spec?.finalizers === undefined) delete spec.finalizers;
    else spec.finalizers = [...old.spec.finalizers];
  },
  validate: (_ctx, namespace) => validateSpecFinalizers(namespace.spec?.finalizers, () => FINALIZERS),
  status: { validateUpdate: (_ctx, namespace) => validatePhase(namespace) },
  canonicalize(namespace) {
    (namespace.metadata.labels ??= {})[NAME_LABEL] = namespace.metadata.name ?? "";
  },
  validateName: nameIsDNSLabel,
  blocksDeletion: (namespace) => (namespace.spec?.finalizers ?? []).length > 0,
  prepareForDelete(_ctx, namespace) {
    (namespace.status ??= {}).phase = "Terminating";
  },
  tableCells: { Status: (namespace) => namespace.status?.phase ?? "", Age: age },
  selectableFields: (namespace) => ({ "status.phase": namespace.status?.phase ?? "" }),
};

/** `finalize` writes the finalizers of the spec, and nothing else. */
export const namespaceSubresources: { readonly finalize: SubresourceStorage<Namespace> } = {
  finalize: {
    update(_ctx, namespace, body) {
      const wanted = (body as DeepReadonly<Namespace>).spec?.finalizers ?? [];
      const errs = validateSpecFinalizers(wanted, (i) => FINALIZERS.index(i));
      if (errs.length > 0) throw newInvalid({ group: "", kind: "Namespace" }, namespace.metadata.name ?? "", errs);
      const spec = (namespace.spec ??= {});
      if (wanted.length === 0) delete spec.finalizers;
      else spec.finalizers = [...wanted];
    },
  },
};

function validateSpecFinalizers(finalizers: readonly string[] | undefined, pathOf: (i: number) => Path): ErrorList {
  return (finalizers ?? []).flatMap((finalizer, i) =>
    [...isQualifiedName(finalizer), ...validateKubeFinalizer(finalizer)].map((message) =>
      invalid(pathOf(i), finalizer, message),
    ),
  );
}

/** The phase follows from whether the namespace is being deleted. */
function validatePhase({ metadata, status }: DeepReadonly<Namespace>): ErrorList {
  const phase = status?.phase ?? "";
  const path = Path.of("status", "Phase");
  if (metadata.deletionTimestamp == null) {
    if (phase === "Active") return [];
    return [invalid(path, phase, "may only be 'Active' if `deletionTimestamp` is empty")];
  }
  if (phase === "Terminating") return [];
  return [invalid(path, phase, "may only be 'Terminating' if `deletionTimestamp` is not empty")];
}

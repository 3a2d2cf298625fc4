import { nameIsDNSLabel, type DeepReadonly, type StrategyHooks, type SubresourceStorage } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import { dropGeneration } from "../shared/generation.js";
import type { Namespace } from "./v1/types.js";

const FINALIZER = "kubernetes";
const NAME_LABEL = "kubernetes.io/metadata.name";

/**
 * Business rules of Namespace. A deleted one stays until the lifecycle controller has emptied it and taken its finalizer
 * out of `spec.finalizers`.
 * @see kubernetes/kubernetes pkg/registry/core/namespace/strategy.go
 */
export const namespaceStrategy: StrategyHooks<Namespace> = {
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
      const spec = (namespace.spec ??= {});
      if (wanted.length === 0) delete spec.finalizers;
      else spec.finalizers = [...wanted];
    },
  },
};

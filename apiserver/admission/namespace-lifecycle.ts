import { newNotFound, StatusError } from "../../apimachinery/api/errors/index.js";
import type { Clock } from "../../apimachinery/clock/index.js";
import type { DeepReadonly, KubeObject } from "../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../storage/interface.js";
import { newAdmissionForbidden } from "./errors.js";
import type {
  AdmissionAttributes,
  AdmissionInitializer,
  AdmissionOperation,
  AdmissionPlugin,
  ObjectReader,
} from "./interface.js";

const NAMESPACES = { group: "", resource: "namespaces" };
const IMMORTAL: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public"]);
// A cache may show a namespace as active for a while after its deletion; until then the store itself is asked.
const DISTRUST_CACHE_MS = 30_000;

/**
 * Keeps the order of a namespace's life: nothing is created in one that is missing or that is going, and the namespaces
 * that the system needs stay.
 * @see kubernetes/apiserver pkg/admission/plugin/namespace/lifecycle/admission.go
 */
export class NamespaceLifecycle implements AdmissionPlugin {
  readonly name = "NamespaceLifecycle";
  readonly #reader: ObjectReader;
  readonly #clock: Clock;
  /** Names of namespaces deleted here lately, with the monotonic ms until which the cache is not trusted. */
  readonly #deleted = new Map<string, number>();

  constructor(initializer: Pick<AdmissionInitializer, "reader" | "clock">) {
    this.#reader = initializer.reader;
    this.#clock = initializer.clock;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation !== "CONNECT";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (attributes.kind.group === "" && attributes.kind.kind === "Namespace") {
      if (attributes.operation === "DELETE") this.#admitDeletion(attributes);
      return;
    }
    if (attributes.namespace === "" || attributes.operation === "DELETE" || isAccessReview(attributes)) return;
    const namespace = await this.#namespace(attributes.namespace, opts);
    if (namespace === undefined) throw newNotFound(NAMESPACES, attributes.namespace);
    if (attributes.operation === "CREATE" && isTerminating(namespace)) throw terminating(attributes);
  }

  #admitDeletion(attributes: AdmissionAttributes): void {
    if (IMMORTAL.has(attributes.name)) throw newAdmissionForbidden(attributes, "this namespace may not be deleted");
    const now = this.#clock.monotonic();
    for (const [name, until] of this.#deleted) if (until <= now) this.#deleted.delete(name);
    this.#deleted.set(attributes.name, now + DISTRUST_CACHE_MS);
  }

  async #namespace(name: string, opts: OperationOptions): Promise<DeepReadonly<KubeObject> | undefined> {
    const cached = await this.#reader.get(NAMESPACES, "", name, opts);
    const distrust = (this.#deleted.get(name) ?? 0) > this.#clock.monotonic();
    if (cached !== undefined && !(distrust && !isTerminating(cached))) return cached;
    // The store is asked at once: upstream first waits 50 ms for its cache, which would not be cheaper here.
    return this.#reader.get(NAMESPACES, "", name, { ...opts, fresh: true });
  }
}

function isAccessReview({ resource }: AdmissionAttributes): boolean {
  return resource.group === "authorization.k8s.io" && resource.resource === "localsubjectaccessreviews";
}

function isTerminating(
  namespace: DeepReadonly<KubeObject> & { readonly status?: { readonly phase?: string } },
): boolean {
  return namespace.status?.phase === "Terminating";
}

function terminating(attributes: AdmissionAttributes): StatusError {
  const { namespace } = attributes;
  const { status } = newAdmissionForbidden(
    attributes,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
  );
  const cause = {
    reason: "NamespaceTerminating",
    message: `namespace ${namespace} is being terminated`,
    field: "metadata.namespace",
  };
  return new StatusError({ ...status, details: { ...status.details, causes: [cause] } });
}

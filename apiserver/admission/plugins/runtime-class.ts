import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import { parseQuantity } from "../../../apimachinery/resource/index.js";
import type { DeepReadonly } from "../../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import { newAdmissionForbidden } from "../errors.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { isAbout, PODS } from "./about.js";
import type { Pod, PodSpec, Toleration } from "./shapes.js";
import { mergeTolerations } from "./tolerations.js";

interface RuntimeClassObject {
  readonly metadata: ObjectMeta;
  readonly overhead?: { readonly podFixed?: Readonly<Record<string, string>> };
  readonly scheduling?: {
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly tolerations?: readonly Toleration[];
  };
}

const CLASSES = { group: "node.k8s.io", resource: "runtimeclasses" };

/**
 * Gives a pod what its runtime class costs beside it, and sends it to nodes that have the runtime.
 * @see kubernetes plugin/pkg/admission/runtimeclass/admission.go
 */
export class RuntimeClass implements AdmissionPlugin {
  readonly name = "RuntimeClass";
  readonly resources = [PODS];
  readonly #reader: AdmissionInitializer["reader"];

  constructor({ reader }: Pick<AdmissionInitializer, "reader">) {
    this.#reader = reader;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isAbout(attributes, PODS)) return;
    const spec = ((attributes.object as Pod).spec ??= {});
    const found = await this.#classOf(attributes, spec, opts);
    if (found === undefined) return;
    setOverhead(attributes, spec, found);
    setScheduling(attributes, spec, found);
  }

  async validate(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isAbout(attributes, PODS)) return;
    const { spec = {} } = attributes.object as Pod;
    const found = await this.#classOf(attributes, spec, opts);
    if (found?.overhead !== undefined) {
      if (!sameAmounts(found.overhead.podFixed, spec.overhead)) throw otherOverhead(attributes);
    } else if (spec.overhead !== undefined) {
      const why = "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead";
      throw newAdmissionForbidden(attributes, why);
    }
  }

  async #classOf(
    attributes: AdmissionAttributes,
    { runtimeClassName: name }: PodSpec,
    opts: OperationOptions,
  ): Promise<DeepReadonly<RuntimeClassObject> | undefined> {
    if (name === undefined || name === "") return undefined;
    // The class may be younger than what the cache knows.
    const cached = await this.#reader.get(CLASSES, "", name, opts);
    const found = cached ?? (await this.#reader.get(CLASSES, "", name, { ...opts, fresh: true }));
    if (found !== undefined) return found as DeepReadonly<RuntimeClassObject>;
    throw newAdmissionForbidden(attributes, `pod rejected: RuntimeClass ${JSON.stringify(name)} not found`);
  }
}

function setOverhead(attributes: AdmissionAttributes, spec: PodSpec, found: DeepReadonly<RuntimeClassObject>): void {
  if (found.overhead === undefined) return;
  const { podFixed } = found.overhead;
  if (spec.overhead !== undefined && !sameAmounts(podFixed, spec.overhead)) throw otherOverhead(attributes);
  if (podFixed !== undefined) spec.overhead = { ...podFixed };
}

function setScheduling(attributes: AdmissionAttributes, spec: PodSpec, found: DeepReadonly<RuntimeClassObject>): void {
  if (found.scheduling === undefined) return;
  const { nodeSelector = {}, tolerations = [] } = found.scheduling;
  for (const [key, value] of Object.entries(nodeSelector)) {
    const own = spec.nodeSelector?.[key];
    if (own !== undefined && own !== value) {
      const why = `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own}`;
      throw newAdmissionForbidden(attributes, why);
    }
  }
  if (Object.keys(nodeSelector).length > 0) spec.nodeSelector = { ...spec.nodeSelector, ...nodeSelector };
  const merged = mergeTolerations(spec.tolerations ?? [], tolerations);
  if (merged.length > 0) spec.tolerations = merged.map((toleration) => ({ ...toleration }));
}

function sameAmounts(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => b[name] !== undefined && parseQuantity(a[name]!).equal(parseQuantity(b[name])));
}

function otherOverhead(attributes: AdmissionAttributes): Error {
  const why = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";
  return newAdmissionForbidden(attributes, why);
}

import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import { newAdmissionForbidden } from "../errors.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { isAbout, PODS } from "./about.js";
import type { Pod, PodSpec } from "./shapes.js";

interface PriorityClass extends RuntimeObject {
  readonly metadata: ObjectMeta;
  readonly value?: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

const CLASSES = { group: "scheduling.k8s.io", resource: "priorityclasses" };
/** What a pod gets that names no class, where none is the default. */
const NO_CLASS: DeepReadonly<PriorityClass> = { metadata: {}, value: 0, preemptionPolicy: "PreemptLowerPriority" };

/**
 * Turns the class that a pod names into its priority, and keeps the default class the only one.
 * @see kubernetes plugin/pkg/admission/priority/admission.go
 */
export class Priority implements AdmissionPlugin {
  readonly name = "Priority";
  readonly resources = [PODS, CLASSES];
  readonly #reader: AdmissionInitializer["reader"];

  constructor({ reader }: Pick<AdmissionInitializer, "reader">) {
    this.#reader = reader;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE" || operation === "UPDATE";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isAbout(attributes, PODS)) return;
    const spec = ((attributes.object as Pod).spec ??= {});
    if (attributes.operation === "CREATE") {
      setPriority(attributes, spec, await this.#classOf(attributes, spec, opts));
    } else {
      keepPriority(spec, (attributes.oldObject as DeepReadonly<Pod>).spec ?? {});
    }
  }

  async validate(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isAbout(attributes, CLASSES)) return;
    const { globalDefault = false, metadata } = attributes.object as PriorityClass;
    if (!globalDefault) return;
    const other = await this.#defaultClass(opts);
    if (other === undefined || (attributes.operation === "UPDATE" && other.metadata.name === metadata.name)) return;
    const why = `PriorityClass ${other.metadata.name} is already marked as default. Only one default can exist`;
    throw newAdmissionForbidden(attributes, why);
  }

  async #classOf(
    attributes: AdmissionAttributes,
    spec: PodSpec,
    opts: OperationOptions,
  ): Promise<DeepReadonly<PriorityClass>> {
    const name = spec.priorityClassName ?? "";
    if (name === "") {
      const found = (await this.#defaultClass(opts)) ?? NO_CLASS;
      if (found.metadata.name !== undefined) spec.priorityClassName = found.metadata.name;
      return found;
    }
    // The class may be younger than what the cache knows.
    const cached = await this.#reader.get(CLASSES, "", name, opts);
    const found = cached ?? (await this.#reader.get(CLASSES, "", name, { ...opts, fresh: true }));
    if (found === undefined) throw newAdmissionForbidden(attributes, `no PriorityClass with name ${name} was found`);
    return found as DeepReadonly<PriorityClass>;
  }

  /** Of several, which only a race can make, the one with the lowest value. */
  async #defaultClass(opts: OperationOptions): Promise<DeepReadonly<PriorityClass> | undefined> {
    const all = (await this.#reader.list(CLASSES, "", opts)) as readonly DeepReadonly<PriorityClass>[];
    const defaults = all.filter(({ globalDefault }) => globalDefault === true);
    return defaults.sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
  }
}

function setPriority(attributes: AdmissionAttributes, spec: PodSpec, found: DeepReadonly<PriorityClass>): void {
  const { value: priority = 0, preemptionPolicy } = found;
  if (spec.priority !== undefined && spec.priority !== priority) {
    const why = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${priority} from the given PriorityClass name`;
    throw newAdmissionForbidden(attributes, why);
  }
  spec.priority = priority;
  if (preemptionPolicy === undefined) return;
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== preemptionPolicy) {
    const why = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${preemptionPolicy} from the given PriorityClass name`;
    throw newAdmissionForbidden(attributes, why);
  }
  spec.preemptionPolicy = preemptionPolicy;
}

/** A client that sends back a pod without these fields changes nothing; validation refuses any other change. */
function keepPriority(spec: PodSpec, old: DeepReadonly<PodSpec>): void {
  if (spec.priority === undefined && old.priority !== undefined) spec.priority = old.priority;
  if (spec.preemptionPolicy === undefined && old.preemptionPolicy !== undefined) {
    spec.preemptionPolicy = old.preemptionPolicy;
  }
}

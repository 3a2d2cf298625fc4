import type { ObjectMeta } from "../../../apimachinery/meta/v1/index.js";
import type { RuntimeObject } from "../../../apimachinery/runtime/index.js";
import type { OperationOptions } from "../../storage/interface.js";
import type { AdmissionAttributes, AdmissionInitializer, AdmissionOperation, AdmissionPlugin } from "../interface.js";
import { isAbout } from "./about.js";
import { defaultClassName } from "./default-class.js";

interface Ingress extends RuntimeObject {
  metadata: ObjectMeta;
  spec?: { ingressClassName?: string };
}

const INGRESSES = { group: "networking.k8s.io", resource: "ingresses" };
const CLASSES = { group: "networking.k8s.io", resource: "ingressclasses" };
const MARKS = ["ingressclass.kubernetes.io/is-default-class"];
const LEGACY_CLASS = "kubernetes.io/ingress.class";

/**
 * Gives an ingress that names no class the default one.
 * @see kubernetes plugin/pkg/admission/network/defaultingressclass/admission.go
 */
export class DefaultIngressClass implements AdmissionPlugin {
  readonly name = "DefaultIngressClass";
  readonly resources = [INGRESSES];
  readonly #reader: AdmissionInitializer["reader"];

  constructor({ reader }: Pick<AdmissionInitializer, "reader">) {
    this.#reader = reader;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE";
  }

  async admit(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!isAbout(attributes, INGRESSES)) return;
    const ingress = attributes.object as Ingress;
    if (ingress.metadata.annotations?.[LEGACY_CLASS] !== undefined) return;
    if (ingress.spec?.ingressClassName !== undefined) return;
    const name = await defaultClassName(this.#reader, CLASSES, MARKS, opts);
    if (name !== undefined) (ingress.spec ??= {}).ingressClassName = name;
  }
}

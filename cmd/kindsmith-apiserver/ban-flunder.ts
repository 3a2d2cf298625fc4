import type { DeepReadonly } from "../../apimachinery/runtime/index.js";
import {
  newAdmissionForbidden,
  writesKind,
  type AdmissionAttributes,
  type AdmissionInitializer,
  type AdmissionOperation,
  type AdmissionPlugin,
} from "../../apiserver/admission/index.js";
import type { OperationOptions } from "../../apiserver/storage/interface.js";
import type { Fischer, Flunder } from "../../apis/wardle/types.js";

const GROUP = "wardle.example.com";

/**
 * The sample group's admission plug-in: no Flunder may have a name that a Fischer disallows.
 * @see kubernetes/sample-apiserver pkg/admission/plugin/banflunder/admission.go
 */
export class BanFlunder implements AdmissionPlugin {
  readonly name = "BanFlunder";
  readonly #reader: AdmissionInitializer["reader"];

  constructor({ reader }: Pick<AdmissionInitializer, "reader">) {
    this.#reader = reader;
  }

  handles(operation: AdmissionOperation): boolean {
    return operation === "CREATE";
  }

  async validate(attributes: AdmissionAttributes, opts: OperationOptions): Promise<void> {
    if (!writesKind<Flunder>(attributes, { group: GROUP, kind: "Flunder" })) return;
    // In the validating half generateName has become a name.
    const { name = "" } = attributes.object.metadata;
    const fischers = await this.#reader.list({ group: GROUP, resource: "fischers" }, "", opts);
    for (const { disallowedFlunders = [] } of fischers as readonly DeepReadonly<Fischer>[]) {
      if (!disallowedFlunders.includes(name)) continue;
      throw newAdmissionForbidden(attributes, "this name may not be used, please change the resource name");
    }
  }
}

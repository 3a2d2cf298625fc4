import type { Clock } from "../../apimachinery/clock/index.js";
import { ManagedTypes, ResourceFieldManager } from "../../apimachinery/managedfields/index.js";
import type { Scheme } from "../../apimachinery/runtime/index.js";
import { apiVersionOf } from "../../apimachinery/schema/index.js";
import { fieldPath, FieldSet } from "../../apimachinery/structuredmerge/index.js";
import type { ResourceDefinition } from "../registry/index.js";
import type { FieldManager, FieldManagerSource, SchemaSource } from "./handlers/deps.js";

export interface FieldManagersDeps {
  readonly scheme: Scheme;
  readonly schemas: SchemaSource;
  readonly clock: Clock;
}

/** A field manager for each way of writing each resource that has a schema, made when it is first asked for. */
export class FieldManagers implements FieldManagerSource {
  readonly #deps: FieldManagersDeps;
  readonly #types: ManagedTypes;
  readonly #managers = new WeakMap<ResourceDefinition, Map<string, FieldManager>>();

  constructor(deps: FieldManagersDeps) {
    this.#deps = deps;
    this.#types = new ManagedTypes((gvk) => deps.schemas.schemaOf(gvk));
  }

  managerOf(definition: ResourceDefinition, version: string, subresource: string): FieldManager | undefined {
    let managers = this.#managers.get(definition);
    if (managers === undefined) this.#managers.set(definition, (managers = new Map()));
    const key = subresource === "" ? version : `${version} ${subresource}`;
    let manager = managers.get(key);
    if (manager === undefined) {
      const { scheme, schemas, clock } = this.#deps;
      const kind = { group: definition.group, version, kind: definition.kind };
      if (schemas.schemaOf(kind) === undefined) return undefined;
      const resetFields = resetFieldsOf(definition, subresource);
      manager = new ResourceFieldManager({ scheme, types: this.#types, clock, kind, subresource, resetFields });
      managers.set(key, manager);
    }
    return manager;
  }
}

/**
 * What a write does not change, whatever it says: the status through the object, the spec through the status.
 * @see kubernetes/apiserver pkg/registry/rest/rest.go, ResetFieldsStrategy
 */
function resetFieldsOf(definition: ResourceDefinition, subresource: string): ReadonlyMap<string, FieldSet> {
  if (!definition.statusSubresource || (subresource !== "" && subresource !== "status")) return new Map();
  const reset = FieldSet.of(fieldPath(subresource === "" ? "status" : "spec"));
  return new Map(
    definition.versions.map((version) => [apiVersionOf({ group: definition.group, version }), reset] as const),
  );
}

import { PatchSchema } from "../../../apimachinery/patch/index.js";
import type { GroupVersionKind, GroupVersionResource } from "../../../apimachinery/schema/index.js";
import type { ResourceDefinition, Store } from "../../registry/index.js";
import { TableView, VersionView } from "../encoding/index.js";
import type { Format } from "../negotiation/index.js";
import type { EndpointDeps } from "./deps.js";

/** One resource in one version: all that its handlers share. */
export class ResourceScope {
  readonly deps: EndpointDeps;
  readonly store: Store;
  readonly definition: ResourceDefinition;
  readonly kind: GroupVersionKind;
  readonly resource: GroupVersionResource;
  readonly view: VersionView;
  /** Forms that bodies and answers may have, the default first. */
  readonly formats: readonly Format[];
  #table: TableView | undefined;
  #selectable: ReadonlySet<string> | undefined;

  constructor(deps: EndpointDeps, store: Store, version: string) {
    const { definition } = store;
    this.deps = deps;
    this.store = store;
    this.definition = definition;
    this.kind = { group: definition.group, version, kind: definition.kind };
    this.resource = { group: definition.group, version, resource: definition.plural };
    this.view = new VersionView(definition, deps.scheme, version);
    const protobuf = deps.protobuf?.knows(this.view.apiVersion, definition.kind) === true;
    this.formats = protobuf ? ["json", "yaml", "protobuf"] : ["json", "yaml"];
  }

  get table(): TableView {
    return (this.#table ??= new TableView(this.definition, this.view));
  }

  /** What strategic merge patches have to know. */
  get patchSchema(): PatchSchema | undefined {
    const schema = this.deps.schemas.schemaOf(this.kind);
    return schema === undefined ? undefined : PatchSchema.of(schema.model, schema.definitions);
  }

  /** The labels of field selectors beside `metadata.name` and `metadata.namespace`. */
  get selectableLabels(): ReadonlySet<string> {
    return (this.#selectable ??= new Set(this.definition.selectableFields.map((field) => field.label)));
  }
}

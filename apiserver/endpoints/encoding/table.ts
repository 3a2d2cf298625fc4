import type { TableRowCondition } from "../../../apimachinery/meta/v1/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import type { ResourceDefinition } from "../../registry/index.js";
import type { StoredObject } from "../../storage/resource-storage.js";
import type { Transform } from "../negotiation/index.js";
import { partialMetadata } from "./partial-metadata.js";
import { tableColumns, type Column, type ColumnDefinition } from "./table-columns.js";
import type { VersionView } from "./version-view.js";

/** How much of each object accompanies its row. */
export type IncludeObject = "Metadata" | "None" | "Object";

export interface TableOptions {
  readonly version: Transform["version"];
  readonly includeObject: IncludeObject;
  /** Wall time in ms, for ages. */
  readonly now: number;
}

export interface TableRow {
  readonly cells: readonly unknown[];
  readonly conditions?: readonly TableRowCondition[];
  readonly object: object | null;
}

/** Makes the rows that clients such as kubectl print. */
export class TableView {
  readonly #columns: readonly Column[];
  readonly #hooks: ResourceDefinition["hooks"];
  readonly #view: VersionView;

  constructor(definition: ResourceDefinition, view: VersionView) {
    this.#columns = tableColumns(definition, view.version.version);
    this.#hooks = definition.hooks;
    this.#view = view;
  }

  get columnDefinitions(): readonly ColumnDefinition[] {
    return this.#columns.map((column) => column.definition);
  }

  row(object: StoredObject, options: TableOptions): TableRow {
    const hub = object.decoded();
    const versioned = this.#view.value(object);
    const conditions = this.#hooks.tableRowConditions?.(hub);
    return {
      cells: this.#columns.map((column) => column.cell(hub, versioned, options.now)),
      ...(conditions === undefined ? {} : { conditions }),
      object: this.#objectOf(object, versioned, options),
    };
  }

  /** The objects of a list in the order of their rows. */
  ordered(objects: readonly StoredObject[]): readonly StoredObject[] {
    const compare = this.#hooks.compareTableRows?.bind(this.#hooks);
    return compare === undefined ? objects : objects.toSorted((a, b) => compare(a.decoded(), b.decoded()));
  }

  /** The row of an object that has nothing but metadata, such as a bookmark. */
  emptyRow(object: object): TableRow {
    return { cells: this.#columns.map(() => null), object };
  }

  #objectOf(object: StoredObject, versioned: DeepReadonly<KubeObject>, options: TableOptions): object | null {
    switch (options.includeObject) {
      case "None":
        return null;
      case "Object":
        return versioned;
      case "Metadata":
        return partialMetadata(object, options.version);
      default:
        return options.includeObject satisfies never;
    }
  }
}

/** A Table around rows; without `columns` for all but the first of a watch. */
export function tableOf(
  version: Transform["version"],
  metadata: object,
  columns: readonly ColumnDefinition[] | null,
  rows: readonly TableRow[],
): object {
  return { kind: "Table", apiVersion: `meta.k8s.io/${version}`, metadata, columnDefinitions: columns, rows };
}

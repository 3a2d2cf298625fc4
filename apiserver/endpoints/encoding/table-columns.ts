import { humanDuration } from "../../../apimachinery/text/index.js";
import type { DeepReadonly, KubeObject } from "../../../apimachinery/runtime/index.js";
import { compileJSONPath, type ResourceDefinition, type TableColumn } from "../../registry/index.js";

/** @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, TableColumnDefinition */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}

/** One column: what stands above it, and how its cell is found. */
export interface Column {
  readonly definition: ColumnDefinition;
  readonly cell: CellFunction;
}

/** `hub` and `versioned` are the same object in two versions; `now` is wall time in ms. */
export type CellFunction = (hub: DeepReadonly<KubeObject>, versioned: DeepReadonly<KubeObject>, now: number) => unknown;

// Clients show these two texts; they are the ones that every Kubernetes server sends.
const NAME_DESCRIPTION =
  "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";
const CREATION_DESCRIPTION =
  "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

const NAME: Column = {
  definition: { name: "Name", type: "string", format: "name", description: NAME_DESCRIPTION, priority: 0 },
  cell: (hub) => hub.metadata.name ?? "",
};
const AGE: Column = {
  definition: { name: "Age", type: "string", format: "", description: CREATION_DESCRIPTION, priority: 0 },
  cell: (hub, _versioned, now) => age(hub.metadata.creationTimestamp, now),
};

/**
 * The columns of a resource's Table in one version. `Name` comes first unless it is declared elsewhere; `Age` comes last
 * when nothing is declared.
 */
export function tableColumns(definition: ResourceDefinition, version: string): readonly Column[] {
  const declared = definition.versionColumns[version] ?? definition.columns;
  if (declared.length === 0) return [NAME, AGE];
  const columns = declared.map((column) => declaredColumn(definition, column));
  return declared.some((column) => column.name === "Name") ? columns : [nameColumn(definition), ...columns];
}

function nameColumn({ hooks }: ResourceDefinition): Column {
  const computed = hooks.tableCells?.["Name"];
  return computed === undefined ? NAME : { ...NAME, cell: (hub, _versioned, now) => computed(hub, now) };
}

/** How long ago something was, for people. */
export function age(timestamp: string | null | undefined, now: number): string {
  if (timestamp === undefined || timestamp === null) return "<unknown>";
  const at = Date.parse(timestamp);
  return Number.isNaN(at) ? "<invalid>" : humanDuration(now - at);
}

function declaredColumn(definition: ResourceDefinition, column: TableColumn): Column {
  return {
    definition: {
      name: column.name,
      type: column.type,
      format: column.format ?? "",
      description: descriptionOf(column),
      priority: column.priority,
    },
    cell: cellFunction(definition, column),
  };
}

/** Columns of metadata have one text for all kinds. */
function descriptionOf({ name, format, description, jsonPath }: TableColumn): string {
  if (name === "Name" && format === "name") return NAME_DESCRIPTION;
  if (name === "Age" && (jsonPath === undefined || jsonPath === ".metadata.creationTimestamp"))
    return CREATION_DESCRIPTION;
  if (description !== undefined) return description;
  return jsonPath === undefined ? "" : `Custom resource definition column (in JSONPath format): ${jsonPath}`;
}

function cellFunction(definition: ResourceDefinition, column: TableColumn): CellFunction {
  const computed = definition.hooks.tableCells?.[column.name];
  if (computed !== undefined) return (hub, _versioned, now) => computed(hub, now);
  if (column.jsonPath !== undefined) {
    const path = compileJSONPath(column.jsonPath);
    return (_hub, versioned, now) => cellValue(column.type, path(versioned)[0], now);
  }
  if (column.name === "Name") return NAME.cell;
  if (column.name === "Age") return AGE.cell;
  throw new Error(`column ${column.name} of ${definition.plural} has neither a JSONPath nor a function`);
}

/** @see kubernetes apiextensions-apiserver pkg/registry/customresource/tableconvertor, cellForJSONValue */
function cellValue(type: TableColumn["type"], value: unknown, now: number): unknown {
  if (value === undefined || value === null) return null;
  switch (type) {
    case "integer":
      return typeof value === "number" ? Math.trunc(value) : null;
    case "number":
      return typeof value === "number" ? value : null;
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "date":
      return typeof value === "string" ? age(value, now) : null;
    case "string":
      return typeof value === "object" ? JSON.stringify(value) : String(value);
    default:
      return type satisfies never;
  }
}

import type { int32, int64, IntOrString, JSONValue, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** +enum */
export type Size = "S" | "M" | "L";

export type Names = string[];

/** Equal in all versions, itself included. */
export interface Tree {
  name?: string;
  size?: Size;
  branches?: Tree[];
}

export interface Part {
  name: string;
  count?: int64;
}

export interface Label {
  text: string;
}

/** Everything that differs. */
export interface BatterySpec {
  tree?: Tree;
  wider?: int64;
  port?: IntOrString;
  open?: JSONValue;
  size?: Size;
  anySize?: string;
  closedSize?: Size;
  names?: Names;
  parts?: Part[];
  partsByName?: { [key: string]: Part };
  matrix?: Part[][];
  requiredHere: string;
  requiredCount: int32;
  optionalHere?: string;
  nullable?: Part | null;
  nullHere?: Part | null;
  nullThere?: Part;
  labels?: Label[];
  invented: string[];
  copyOnly?: Copied;
  dropped?: Dropped;
}

export interface Copied {
  value?: string;
}

export interface Dropped {
  value?: string;
}

/** Has a field that no version has. */
export interface Secretive {
  /** +k8s:conversion-gen=false */
  hubOnly?: string;
  shown?: string;
}

export interface Secret extends TypeMeta {
  metadata: ObjectMeta;
  spec?: Secretive;
}

export interface Battery extends TypeMeta {
  metadata: ObjectMeta;
  spec: BatterySpec;
}

export interface BatteryList extends TypeMeta {
  metadata: ListMeta;
  items: Battery[];
}

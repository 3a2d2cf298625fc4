import type { int32, ListMeta, ObjectMeta, RawExtension, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** +enum */
export type Size = "S" | "M" | "L";

export type Names = string[];

export interface Tree {
  name?: string;
  size?: Size;
  branches?: Tree[];
}

export interface Part {
  name: string;
  count?: int32;
}

/** Written another way in the hub: by hand. */
export interface Tag {
  value: string;
}

export interface BatterySpec {
  tree?: Tree;
  wider?: int32;
  port?: int32;
  open?: RawExtension;
  size?: Size;
  anySize?: Size;
  closedSize?: string;
  names?: Names;
  parts?: Part[];
  partsByName?: { [key: string]: Part };
  matrix?: Part[][];
  requiredHere?: string;
  requiredCount?: int32;
  optionalHere: string;
  nullable?: Part | null;
  nullHere?: Part;
  nullThere?: Part | null;
  labels?: Tag[];
  copyOnly?: Copied;
  dropped?: Dropped;
}

export interface Copied {
  value?: string;
}

export interface Dropped {
  other?: string;
}

/** Has fewer fields than the hub's, and one of its own: by hand. */
export interface Secretive {
  title?: string;
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

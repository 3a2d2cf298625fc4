import type {
  Bytes,
  Duration,
  float64,
  int32,
  int64,
  IntOrString,
  JSONValue,
  ListMeta,
  MicroTime,
  ObjectMeta,
  Quantity,
  RawExtension,
  Time,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";

/** +enum */
export type Size = "S M" | "L|XL";

export type Sizes = Size[];

export interface Tree {
  name: string;
  branches?: Tree[];
  byName?: { [key: string]: Tree };
}

export interface BatterySpec {
  /** +default=12 */
  volts?: int32;
  count?: int64;
  ratio?: float64;
  on?: boolean;
  capacity?: Quantity;
  port?: IntOrString;
  since?: Time;
  at?: MicroTime;
  every?: Duration;
  data?: Bytes;
  open?: RawExtension;
  any?: JSONValue;
  sizes?: Sizes;
  tree?: Tree;
  nothing?: string | null;
  "odd-name"?: string;
  title?: string;
}

export interface Battery extends TypeMeta {
  metadata: ObjectMeta;
  spec: BatterySpec;
}

export interface BatteryList extends TypeMeta {
  metadata: ListMeta;
  items: Battery[];
}

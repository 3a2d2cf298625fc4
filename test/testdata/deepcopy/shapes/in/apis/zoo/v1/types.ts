import type {
  FieldsV1,
  int32,
  IntOrString,
  JSONValue,
  ListMeta,
  ObjectMeta,
  Quantity,
  RawExtension,
  Time,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";
import type { Feed, Herd } from "../../farm/v1/types.js";

/** +enum */
export type Mood = "calm" | "wild";

/** A plain alias: copied by assignment. */
export type Name = string;

/** A list alias of plain values. */
export type Names = Name[];

/** A map alias of plain values. */
export type Amounts = { [key: string]: Quantity };

/** A map alias of structs. */
export type Cages = { [key: string]: Cage };

/** A map of lists of maps. */
export type Deep = { [key: string]: Amounts[][] };

/** Any JSON, under a name that the runtime's own function would have taken. */
export type JSON = JSONValue;

/** Nothing in it can change by itself. */
export interface Cage {
  name: Name;
  mood?: Mood;
  port?: IntOrString;
  since?: Time;
}

/** Contains itself, directly and through containers. */
export interface Node {
  value?: int32;
  next?: Node;
  children?: Node[];
  byName?: { [key: string]: Node };
}

/**
 * Everything at once.
 *
 * +k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object
 * +k8s:deepcopy-gen:interfaces=apis/zoo/v1.Named
 */
export interface Animal extends TypeMeta {
  metadata: ObjectMeta;
  name: string;
  mood: Mood;
  names?: Names;
  amounts?: Amounts;
  cage?: Cage;
  cages?: Cages;
  cageList?: Cage[];
  matrix?: int32[][];
  deep?: Deep;
  tree?: Node;
  raw?: RawExtension;
  rawList?: RawExtension[];
  json?: JSON;
  fields?: FieldsV1;
  nothing?: Cage | null;
  "odd-name"?: string[];
  herd?: Herd;
  feed?: Feed[];
  custom?: Custom;
}

export interface AnimalList extends TypeMeta {
  metadata: ListMeta;
  items: Animal[];
}

/** What Animal is also offered as. */
export interface Named {
  name: string;
}

/** Has a copy function of its own. */
export interface Custom {
  copies: int32;
}

/**
 * Left out.
 *
 * +k8s:deepcopy-gen=false
 */
export interface Uncopied {
  list: string[];
}

import type {
  float64,
  int32,
  int64,
  IntOrString,
  ListMeta,
  ObjectMeta,
  Quantity,
  TypeMeta,
} from "kindsmith/apimachinery/meta/v1";
import type { Template } from "../../core/v1/types.js";
import type { Bare, Knob } from "../../lib/v1/types.js";

/**
 * A type that brings its default along.
 *
 * +enum
 * +default="calm"
 */
export type Mood = "calm" | "wild";

/** Stands for Mood. */
export type Temper = Mood;

/** Has a function of its own. */
export type Amounts = { [key: string]: Quantity };

/** Literals of every kind. */
export interface Literals {
  /** +default="text \"quoted\"" */
  text?: string;
  /** +default=3 */
  count?: int32;
  /** +default=-9007199254740991 */
  big?: int64;
  /** +default=0.5 */
  ratio?: float64;
  /** +default=true */
  flag?: boolean;
  /** +default="25%" */
  surge?: IntOrString;
  /** +default=["a","b"] */
  list?: string[];
  /** +default={"cpu":"1"} */
  map?: { [key: string]: string };
  /** +default={"deep":{"name":"x"}} */
  struct?: Nested;
  /** +default=ref(WILD) */
  constant?: Mood;
  /** +default=ref(apis/zoo/v1.DEFAULT_NAMES) */
  shared?: string[];
  /** +default="wild" */
  fieldWins?: Mood;
  byType?: Temper;
  /** +default="must" */
  requiredText: string;
  /** +default=7 */
  requiredCount: int32;
  /** +default=0 */
  zeroCount: int32;
  /** +default=null */
  none?: string | null;
}

export interface Nested {
  deep?: Bare;
}

/** Defaulted in containers and by functions. */
export interface Parts {
  list?: Part[];
  map?: { [key: string]: Part };
  matrix?: Part[][];
  moods?: Mood[];
  moodsByName?: { [key: string]: Mood };
  amounts?: Amounts;
  covered?: Covered;
  object?: ByObject;
  knob?: Knob;
  bare?: Bare;
}

/** Defaulted by three functions, then its fields, so that the order shows. */
export interface Part {
  /** +default="field" */
  first?: string;
  trace?: string[];
  child?: Child;
}

export interface Child {
  seenParent?: string;
}

/** Its function deals with everything below. */
export interface Covered {
  /** +default="never" */
  name?: string;
  part?: Part;
}

/** Has a function for the whole object. */
export interface ByObject {
  /** +default="never" */
  name?: string;
}

/** Contains itself. */
export interface Tree {
  /** +default=1 */
  height?: int32;
  branches?: Tree[];
}

export interface Animal extends TypeMeta {
  metadata: ObjectMeta;
  literals?: Literals;
  parts?: Parts;
  tree?: Tree;
  template?: Template;
}

export interface AnimalList extends TypeMeta {
  metadata: ListMeta;
  items: Animal[];
}

/** A root that has nothing to default. */
export interface Empty extends TypeMeta {
  metadata: ObjectMeta;
  bare?: Bare;
}

/**
 * Would be a root.
 *
 * +k8s:defaulter-gen=false
 */
export interface OptedOut extends TypeMeta {
  metadata: ObjectMeta;
  tree?: Tree;
}

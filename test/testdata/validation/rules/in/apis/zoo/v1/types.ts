import type { float64, int32, int64, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";
import type { Limits, Short } from "../../lib/v1beta1/types.js";

/**
 * +k8s:enum
 */
export type Mood =
  | "calm"
  /** +k8s:ifDisabled(Wildness)=+k8s:enumExclude */
  | "wild"
  /** +k8s:enumExclude */
  | "retired";

/** +k8s:listType=set */
export type Names = string[];

/** Presence. */
export interface Presence {
  /** +k8s:required */
  text: string;
  /** +k8s:required */
  pointer?: int32;
  /** +k8s:required */
  list: string[];
  /** +k8s:required */
  map?: { [key: string]: string };
  /** +k8s:required */
  struct?: Pair;
  /**
   * +k8s:optional
   * +k8s:minimum=5
   */
  maybe?: int32;
  /**
   * +k8s:optional
   * +k8s:format=k8s-short-name
   */
  maybeText?: string;
  /**
   * +k8s:optional
   * +default=3
   */
  defaulted?: int32;
  /**
   * +k8s:optional
   * +default=0
   * +k8s:minimum=0
   */
  zeroDefault: int32;
  /** +k8s:forbidden */
  never?: string;
}

/** Values. */
export interface Values {
  /** +k8s:optional
   * +k8s:minimum=-5
   * +k8s:maximum=5
   */
  number?: int64;
  /** +k8s:minimum=1 */
  always: int32;
  /**
   * +k8s:optional
   * +k8s:minLength=2
   * +k8s:maxLength=4
   * +k8s:maxBytes=8
   */
  text?: string;
  /**
   * +k8s:optional
   * +k8s:format=k8s-short-name
   */
  shortName?: string;
  /**
   * +k8s:optional
   * +k8s:neq="default"
   */
  notDefault?: string;
  /**
   * +k8s:optional
   * +k8s:neq=0
   */
  notZero?: int32;
  /**
   * +k8s:optional
   * +k8s:neq=true
   */
  notTrue?: boolean;
  /** +k8s:optional */
  mood?: Mood;
  /** +k8s:optional */
  short?: Short;
  /** +k8s:optional */
  limits?: Limits;
  /**
   * +k8s:optional
   * +k8s:opaqueType
   */
  opaque?: Limits;
}

/** Lists and maps. */
export interface Containers {
  /**
   * +k8s:optional
   * +k8s:listType=set
   * +k8s:maxItems=3
   * +k8s:minItems=2
   * +k8s:eachVal=+k8s:maxLength=3
   */
  set?: string[];
  /** +k8s:optional */
  names?: Names;
  /**
   * +k8s:optional
   * +k8s:listType=map
   * +k8s:listMapKey=name
   * +k8s:listMapKey=port
   */
  pairs?: Pair[];
  /**
   * +k8s:optional
   * +k8s:listType=atomic
   * +k8s:unique=set
   */
  structs?: Pair[];
  /**
   * +k8s:optional
   * +k8s:listType=set
   * +k8s:customUnique
   */
  byHand?: string[];
  /**
   * +k8s:optional
   * +k8s:eachKey=+k8s:format=k8s-label-key
   * +k8s:eachVal=+k8s:format=k8s-label-value
   */
  labels?: { [key: string]: string };
  /** +k8s:optional */
  pairsByName?: { [key: string]: Pair };
  /**
   * +k8s:optional
   * +k8s:listType=map
   * +k8s:listMapKey=type
   * +k8s:item(type: "Done")=+k8s:zeroOrOneOfMember
   * +k8s:item(type: "Failed")=+k8s:zeroOrOneOfMember
   * +k8s:item(type: "Fixed")=+k8s:immutable
   */
  conditions?: Condition[];
}

export interface Pair {
  /** +k8s:required */
  name: string;
  /**
   * +k8s:optional
   * +k8s:maximum=10
   */
  port?: int32;
}

export interface Condition {
  type: string;
  status?: string;
}

/** Updates. */
export interface Updates {
  /**
   * +k8s:optional
   * +k8s:immutable
   */
  fixed?: string;
  /**
   * +k8s:optional
   * +k8s:update=NoSet
   */
  noSet?: string;
  /**
   * +k8s:optional
   * +k8s:update=NoUnset
   * +k8s:update=NoModify
   */
  setOnce?: int32;
  /** +k8s:update=NoModify */
  struct: Pair;
  /**
   * +k8s:optional
   * +k8s:maxLength=3
   */
  ratcheted?: string;
  /**
   * +k8s:optional
   * +k8s:listType=map
   * +k8s:listMapKey=name
   */
  pairs?: Pair[];
}

/** A union without a discriminator. */
export interface Either {
  /**
   * +k8s:optional
   * +k8s:unionMember
   */
  one?: Pair;
  /**
   * +k8s:optional
   * +k8s:unionMember
   */
  two?: string[];
  /**
   * +k8s:optional
   * +k8s:unionMember
   */
  three?: string;
}

/** A union with a discriminator. */
export interface Typed {
  /** +k8s:unionDiscriminator(union: "u") */
  type: string;
  /**
   * +k8s:optional
   * +k8s:unionMember(union: "u")
   */
  one?: Pair;
  /**
   * +k8s:optional
   * +k8s:unionMember(union: "u", memberName: "Zwei")
   */
  two?: Pair;
}

/** Rules that depend on a mode. */
export interface Modes {
  /** +k8s:discriminator */
  mode: string;
  /**
   * +k8s:member("Static")=+k8s:required
   * +k8s:member("Static")=+k8s:format=k8s-ip
   * +k8s:member("Dynamic")=+k8s:optional
   */
  address?: string;
}

/** Conditions around rules. */
export interface Conditional {
  /**
   * +k8s:optional
   * +k8s:ifEnabled(Strict)=+k8s:maxLength=3
   * +k8s:ifDisabled(Strict)=+k8s:maxLength=6
   */
  text?: string;
  /**
   * +k8s:optional
   * +k8s:alpha(since: "1.36")=+k8s:maxLength=2
   * +k8s:beta(since: "1.36")=+k8s:maxLength=4
   */
  staged?: string;
}

/** Contains itself. */
export interface Tree {
  /** +k8s:required */
  name: string;
  /**
   * +k8s:optional
   * +k8s:listType=atomic
   */
  branches?: Tree[];
}

/**
 * A rule for the whole type.
 *
 * +k8s:subfield(low)=+k8s:optional
 * +k8s:subfield(low)=+k8s:maximum=3
 */
export interface Bounded {
  low?: int32;
  high?: float64;
}

/**
 * +k8s:supportsSubresource="/scale"
 */
export interface Animal extends TypeMeta {
  /**
   * +k8s:subfield(name)=+k8s:optional
   * +k8s:subfield(name)=+k8s:format=k8s-short-name
   */
  metadata: ObjectMeta;
  /** +k8s:optional */
  presence?: Presence;
  /** +k8s:optional */
  values?: Values;
  /** +k8s:optional */
  containers?: Containers;
  updates?: Updates;
  either?: Either;
  typed?: Typed;
  modes?: Modes;
  conditional?: Conditional;
  tree?: Tree;
  bounded?: Bounded;
  /** Always there: validated even when it is not sent. */
  pair: Pair;
}

export interface AnimalList extends TypeMeta {
  metadata: ListMeta;
  items: Animal[];
}

/**
 * Only sent through a subresource.
 *
 * +k8s:isSubresource="/feed"
 */
export interface Feeding extends TypeMeta {
  metadata: ObjectMeta;
  /** +k8s:minimum=1 */
  amount: int32;
}

/** Nothing to validate. */
export interface Plain extends TypeMeta {
  metadata: ObjectMeta;
}

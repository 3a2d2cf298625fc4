import type { int32, ObjectMeta, Quantity, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** +k8s:enum */
export type NoEnum = string;

/** +k8s:validation-gen=yes */
export interface Pair {
  name: string;
  ports?: int32[];
}

/**
 * +k8s:isSubresource=/scale
 */
export interface Kinds extends TypeMeta {
  metadata: ObjectMeta;
  /** +k8s:required */
  struct: Pair;
  /** +k8s:optional */
  optionalStruct: Pair;
  /** +k8s:format=k8s-nonsense */
  format: string;
  /** +k8s:format=k8s-short-name */
  formatOfNumber: int32;
  /** +k8s:maxLength=3 */
  lengthOfQuantity: Quantity;
  /** +k8s:minimum=one */
  noNumber: int32;
  /** +k8s:minimum=1 */
  minimumOfText: string;
  /** +k8s:maxLength=-1 */
  negative: string;
  /** +k8s:maxItems=1 */
  itemsOfText: string;
  /** +k8s:enum */
  enumOnField: string;
  /** +k8s:neq=1 */
  neqMismatch: string;
  /** +k8s:neq */
  neqEmpty: string;
  /** +k8s:maxLength="x */
  syntax: string;
}

export interface Lists {
  /** +k8s:listType=set */
  noList: string;
  /** +k8s:listType=bag */
  unknown: string[];
  /** +k8s:listMapKey=name */
  keyAlone: Pair[];
  /** +k8s:listType=map */
  mapWithoutKey: Pair[];
  /**
   * +k8s:listType=map
   * +k8s:listMapKey=nmae
   */
  noSuchKey: Pair[];
  /**
   * +k8s:listType=map
   * +k8s:listMapKey=ports
   */
  keyIsList: Pair[];
  /**
   * +k8s:listType=map
   * +k8s:listMapKey=name
   */
  scalars: string[];
  /**
   * +k8s:listType=set
   * +k8s:unique=set
   */
  both: string[];
  /** +k8s:unique=set */
  uniqueAlone: string[];
  /**
   * +k8s:listType=set
   * +k8s:listType=atomic
   */
  twice: string[];
  /** +k8s:eachVal */
  eachNothing: string[];
  /** +k8s:eachVal=+k8s:required */
  eachRequired: string[];
  /** +k8s:eachVal=+k8s:maxLength=1 */
  eachOfText: string;
  /** +k8s:eachKey=+k8s:maxLength=1 */
  keysOfList: string[];
  /** +k8s:eachVal=+k8s:unknownRule */
  eachUnknown: string[];
  /** +k8s:item(name: "x")=+k8s:immutable */
  itemWithoutType: Pair[];
  /**
   * +k8s:listType=map
   * +k8s:listMapKey=name
   * +k8s:item("x")=+k8s:immutable
   * +k8s:item(other: "x")=+k8s:immutable
   * +k8s:item(name: "x", other: "y")=+k8s:immutable
   */
  badCriteria: Pair[];
}

export interface Others {
  /** +k8s:subfield(nmae)=+k8s:immutable */
  noSubfield: Pair;
  /** +k8s:subfield(name)=+k8s:immutable */
  subfieldOfText: string;
  /** +k8s:subfield(name)=+k8s:subfield(x)=+k8s:immutable */
  nested: Pair;
  /** +k8s:update=Never */
  noConstraint: string;
  /** +k8s:update=NoUnset */
  updateOfList: string[];
  /** +k8s:update=NoUnset */
  updateOfStruct: Pair;
  /** +k8s:ifEnabled=+k8s:immutable */
  noOption: string;
  /** +k8s:ifEnabled(X)=+k8s:alpha=+k8s:immutable */
  alphaInside: string;
  /** +k8s:alpha(since: "latest")=+k8s:immutable */
  badVersion: string;
  /** +k8s:alpha */
  alphaOfNothing: string;
}

export interface Unions {
  /** +k8s:unionMember */
  alwaysThere: Pair;
  /** +k8s:unionDiscriminator */
  number: int32;
  /** +k8s:unionDiscriminator */
  first: string;
  /** +k8s:unionDiscriminator */
  second: string;
  /** +k8s:eachVal=+k8s:unionMember */
  noSelector: Pair[];
}

export interface Modes {
  /** +k8s:member("A")=+k8s:required */
  alone?: string;
  /** +k8s:member=+k8s:required */
  noMode?: string;
}

export interface BooleanModes {
  /** +k8s:discriminator */
  on: boolean;
  /** +k8s:member("maybe")=+k8s:required */
  member?: string;
}

/** Hints. */
export interface Hints {
  /** +k8s:minLength=1 */
  unsettled?: string;
  /** +k8s:alpha=+k8s:minLength=1 */
  settled?: string;
}

export interface Ruled {
  /** +k8s:required */
  name: string;
}

export type Matrix = { [key: string]: Ruled[] };

export type Row = Ruled[];

export interface Nested {
  lists: Ruled[][];
  maps: { [key: string]: { [key: string]: Ruled }[] };
  /** +k8s:eachVal=+k8s:opaqueType */
  opaque: Ruled[][];
  rows: Row[];
  plain: string[][];
}

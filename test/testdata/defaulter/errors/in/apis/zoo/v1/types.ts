import type { int32, ObjectMeta, Quantity, TypeMeta } from "kindsmith/apimachinery/meta/v1";

export type Mood = "calm" | "wild";

export type Name = string;

export interface Animal extends TypeMeta {
  metadata: ObjectMeta;
  /** +default=text */
  notJSON?: string;
  /** +default="1" */
  wrongType?: int32;
  /** +default=2147483648 */
  tooBig?: int32;
  /** +default=1.5 */
  noInteger?: int32;
  /** +default="angry" */
  notInEnum?: Mood;
  /** +default={"inner":{"name":1}} */
  wrongInside?: Outer;
  /** +default={"missing":1} */
  noSuchField?: Outer;
  /** +default=[1] */
  notAList?: { [key: string]: string };
  /** +default=["1",2] */
  wrongElement?: Quantity[];
  /**
   * +default=1
   * +default=2
   */
  twice?: int32;
  /** +default=ref(MISSING) */
  noConstant?: string;
  /** +default=ref(k8s.io/api/nowhere/v1.CONSTANT) */
  noPackage?: string;
}

/** +k8s:defaulter-gen=maybe */
export interface Outer {
  inner?: Inner;
}

export interface Inner {
  name?: string;
}

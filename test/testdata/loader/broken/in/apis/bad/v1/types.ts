import type { Condition, Missing, ObjectMeta, ListMeta, TypeMeta, int32 } from "kindsmith/apimachinery/meta/v1";
import type { Gone } from "kindsmith/apis/nosuch/v1";
import type { Outside } from "../../../lib/things.js";
import type { Server } from "node:http";
import type { Helper } from "../release1/helpers.js";
import type * as inner from "../release1/types.js";

export const FINALIZER = "example.com/protect";

export interface Everything {
  number: number;
  any: any;
  unknown: unknown;
  object: object;
  big: bigint;
  nothing: undefined;
  never: never;
  untyped;
  union: string | boolean;
  enum?: "A" | "B";
  one: "A";
  five: 5;
  null: null;
  optionalBad: string | undefined;
  nullable: (string | null)[];
  nullableMap: { [key: string]: string | null };
  tuple: [string, string];
  fn: () => void;
  method(): void;
  inline: { a: string };
  [key: string]: string;
  numberKeys: Record<number, string>;
  typeKeys: { [key: Other]: string };
  partial: Partial<Other>;
  set: Set<string>;
  date: Date;
  keyof: keyof Other;
  indexed: Other["x"];
  readonly frozen: string;
  frozenList: readonly string[];
  [computed]: string;
  12: string;
  "": string;
  toString?: string;
  duplicate?: string;
  duplicate?: int32;
  undeclared: Nowhere;
  missing: Missing;
  gone: Gone;
  outside: Outside;
  server: Server;
  helper: Helper;
  wrongMember: inner.Nope;
  generic: Condition<string>;
}

export interface Other {
  x?: string;
}

interface Hidden {
  x?: string;
}

export interface Generic<T> {
  value: T;
}

export interface Loop1 extends Loop2 {
  a?: string;
}

export interface Loop2 extends Loop1 {
  b?: string;
}

export interface Left {
  x?: string;
}

export interface Both extends Other, Left, Phase {
  y?: string;
}

export interface Other {
  y?: string;
}

export type Phase = "On" | "Off";

export type Self = Self[];

export type Maybe = Other | null;

export type Boxed<T> = T[];

export enum Color {
  Red,
  Green,
}

export class Thing {}

export function helper(): void {}

export { Condition } from "kindsmith/apimachinery/meta/v1";

/** +genclient */
export interface Foo extends TypeMeta {
  kind: string;
  metadata: ObjectMeta;
}

export interface FooList extends TypeMeta {
  metadata: ListMeta;
  items: Other[];
}

/**
 * +genclient
 * +resourceName=foos
 */
export interface Food extends TypeMeta {
  metadata: ObjectMeta;
}

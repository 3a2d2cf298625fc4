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

/**
 * What an animal eats.
 *
 * +enum
 */
export type Diet =
  /** Leaves and grass. */
  | "Plants"
  /** Others. */
  | "Meat";

/** Amounts by name. */
export type Amounts = { [key: string]: Quantity };

/**
 * A list that is a message of its own on the wire.
 *
 * +protobuf.nullable=true
 */
export type Names = string[];

/** One feeding. */
export interface Feeding {
  /** Which one. */
  name: string;
  /**
   * When.
   * TODO: say in which time zone.
   * ---
   * Not for readers.
   */
  at?: Time;
}

/** What a cage is closed with. */
export interface Lock {
  /** +protobuf=1,omitzero */
  code?: int32;
  /** +protobuf=2,omitzero */
  maker?: string;
}

/**
 * A cage with its lock, which is a message of its own on the wire.
 *
 * +protobuf.inline=Lock,2
 */
export interface Cage extends Lock {
  /** +protobuf=1 */
  name: string;
  /** Numbered after the highest. */
  open?: boolean;
}

/** Every shape that a field can have. */
export interface AnimalSpec {
  /** Text "in quotes" with a `tick`, a \ and the end of a comment: * /. */
  text: string;
  /** +k8s:validation:minimum=1 */
  small?: int32;
  large?: int64;
  weight?: float64;
  tame?: boolean;
  /** How it eats. */
  diet?: Diet;
  amounts?: Amounts;
  port?: IntOrString;
  born?: MicroTime;
  nap?: Duration;
  photo?: Bytes;
  anything?: RawExtension;
  value?: JSONValue;
  /**
   * Meals.
   *
   * +listType=map
   * +listMapKey=name
   * +patchStrategy=merge
   * +patchMergeKey=name
   */
  feedings?: Feeding[];
  /**
   * Nicknames.
   *
   * +listType=set
   * +kubebuilder:validation:items:MaxLength=10
   */
  nicknames?: string[];
  names?: Names;
  /**
   * Keys to lists.
   */
  extra?: { [key: string]: Names };
  /**
   * Labels of its cage.
   *
   * +mapType=atomic
   * +nullable
   */
  cage?: { [key: string]: string } | null;
  /**
   * Counted from 1.
   *
   * +default=3
   */
  legs?: int32;
}

/**
 * An animal.
 *
 * +genclient
 */
export interface Animal extends TypeMeta {
  metadata: ObjectMeta;
  /** What is wanted. */
  spec: AnimalSpec;
}

/** Animals. */
export interface AnimalList extends TypeMeta {
  metadata: ListMeta;
  items: Animal[];
}

import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * A word of the language.
 *
 * +genclient
 */
export interface Default extends TypeMeta {
  metadata: ObjectMeta;
  template?: Template;
}

/** Has metadata and is no object. */
export interface Template {
  metadata?: ObjectMeta;
  children?: Template[];
}

export interface DefaultList extends TypeMeta {
  metadata: ListMeta;
  items: Default[];
}

import type { ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** The one kind of the first version. */
export interface Battery extends TypeMeta {
  metadata: ObjectMeta;
  volts?: string;
}

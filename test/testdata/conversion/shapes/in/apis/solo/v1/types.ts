import type { int32, int64, ObjectMeta, Time, TypeMeta } from "kindsmith/apimachinery/meta/v1";

export interface Solo extends TypeMeta {
  metadata: ObjectMeta;
}

/**
 * Options of a request.
 *
 * +k8s:conversion-gen:explicit-from=net/url.Values
 */
export interface LogOptions extends TypeMeta {
  container?: string;
  follow?: boolean;
  lines?: int64;
  depth?: int32;
  sinceTime?: Time;
  "only-names"?: string[];
  /** +k8s:conversion-gen=false */
  notAParameter?: { [key: string]: string };
}

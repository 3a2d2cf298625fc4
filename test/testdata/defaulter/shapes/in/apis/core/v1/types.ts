import type { int32, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** Part of many kinds. */
export interface Template {
  /** +default="latest" */
  tag?: string;
  spec: TemplateSpec;
}

export interface TemplateSpec {
  /** +default=30 */
  graceSeconds?: int32;
}

/** A kind. */
export interface Plain extends TypeMeta {
  metadata: ObjectMeta;
  template: Template;
}

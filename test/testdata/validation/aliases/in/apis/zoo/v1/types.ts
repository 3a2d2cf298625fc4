import type { float64, int32, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

export interface Schema {
  /**
   * +k8s:optional
   * +kubebuilder:validation:Minimum=1
   * +kubebuilder:validation:Maximum=5
   */
  number?: int32;
  /**
   * +k8s:optional
   * +k8s:validation:minimum=0
   * +k8s:validation:exclusiveMinimum=true
   * +kubebuilder:validation:Maximum=1.5
   * +kubebuilder:validation:ExclusiveMaximum=true
   */
  ratio?: float64;
  /**
   * +k8s:optional
   * +kubebuilder:validation:MultipleOf=3
   */
  triple?: int32;
  /**
   * +k8s:optional
   * +kubebuilder:validation:MinLength=2
   * +kubebuilder:validation:MaxLength=4
   * +kubebuilder:validation:Pattern=`^[a-z]+$`
   */
  text?: string;
  /**
   * +k8s:optional
   * +k8s:validation:pattern="^a/b$"
   */
  slash?: string;
  /**
   * +k8s:optional
   * +kubebuilder:validation:Enum=Small;Large
   */
  size?: string;
  /**
   * +k8s:optional
   * +kubebuilder:validation:MinItems=1
   * +kubebuilder:validation:MaxItems=2
   * +kubebuilder:validation:UniqueItems=true
   * +kubebuilder:validation:items:MaxLength=3
   * +kubebuilder:validation:items:Format=hostname
   */
  list?: string[];
  /**
   * +k8s:optional
   * +kubebuilder:validation:MinProperties=1
   * +kubebuilder:validation:MaxProperties=2
   */
  map?: { [key: string]: string };
  /** +kubebuilder:validation:XPreserveUnknownFields */
  ignored?: string;
}

export interface Thing extends TypeMeta {
  metadata: ObjectMeta;
  schema?: Schema;
}

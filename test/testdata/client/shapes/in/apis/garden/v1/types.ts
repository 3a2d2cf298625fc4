import type { Condition, int32, ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/** How a plant is cared for. */
export type Care =
  /** Now and then. */
  | "Some"
  /** All the time. */
  | "Much";

/** Where roots go. */
export interface Soil {
  /** Which layers there are, the upper one first. */
  layers?: string[];
  /**
   * Shares by name.
   *
   * +optional
   */
  minerals?: { [key: string]: int32 };
}

export interface PlantSpec {
  /**
   * How many.
   *
   * +optional
   */
  count?: int32;
  care?: Care;
  soil?: Soil;
  /** Other places. */
  alternatives?: Soil[];
  "pot-size"?: string | null;
}

export interface PlantStatus {
  conditions?: Condition[];
}

/**
 * A plant grows; it says `*` and "quotes".
 *
 * +genclient
 * +genclient:method=GetScale,verb=get,subresource=scale,result=Scale
 * +genclient:method=UpdateScale,verb=update,subresource=scale,input=Scale,result=Scale
 * +genclient:method=ApplyScale,verb=apply,subresource=scale,input=Scale,result=Scale
 * +genclient:method=CreateCutting,verb=create,subresource=cutting
 * +genclient:method=ListNeighbours,verb=list,subresource=neighbours
 * +genclient:method=PatchRoots,verb=patch,subresource=roots
 * +genclient:method=Adopt,verb=create
 */
export interface Plant extends TypeMeta {
  metadata: ObjectMeta;
  spec?: PlantSpec;
  status?: PlantStatus;
}

export interface PlantList extends TypeMeta {
  metadata: ListMeta;
  items: Plant[];
}

/** How much of it. */
export interface Scale extends TypeMeta {
  metadata: ObjectMeta;
  replicas?: int32;
}

/**
 * Belongs to the cluster.
 *
 * +genclient
 * +genclient:nonNamespaced
 * +genclient:noStatus
 * +resourceName=weather
 */
export interface Weather extends TypeMeta {
  metadata: ObjectMeta;
  status?: PlantStatus;
}

export interface WeatherList extends TypeMeta {
  metadata: ListMeta;
  items: Weather[];
}

/**
 * Is asked and answered.
 *
 * +genclient
 * +genclient:onlyVerbs=create
 */
export interface Question extends TypeMeta {
  metadata: ObjectMeta;
}

/**
 * Can be looked at.
 *
 * +genclient
 * +genclient:readonly
 */
export interface Museum extends TypeMeta {
  metadata: ObjectMeta;
}

export interface MuseumList extends TypeMeta {
  metadata: ListMeta;
  items: Museum[];
}

/**
 * Only a method.
 *
 * +genclient
 * +genclient:noVerbs
 * +genclient:method=Ring,verb=create,subresource=ring,input=kindsmith/apis/plain/v1.Default,result=Scale
 */
export interface Bell extends TypeMeta {
  metadata: ObjectMeta;
}

import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";

/**
 * +genclient
 * +genclient:nonnamespaced
 * +readonly=true
 */
export interface Typo extends TypeMeta {
  metadata: ObjectMeta;
}

export interface TypoList extends TypeMeta {
  metadata: ListMeta;
  items: Typo[];
}

/** +genclient:noStatus */
export interface Lonely extends TypeMeta {
  metadata: ObjectMeta;
}

/** +genclient */
export interface Loose {
  name?: string;
}

/** +genclient */
export interface Unlisted extends TypeMeta {
  metadata: ObjectMeta;
}

/**
 * +genclient
 * +genclient:onlyVerbs=creat,fly
 */
export interface Verbless extends TypeMeta {
  metadata: ObjectMeta;
}

/**
 * +genclient
 * +genclient:onlyVerbs=get
 * +genclient:method=A
 * +genclient:method=B,verb=fly
 * +genclient:method=C,verb=watch
 * +genclient:method=D,verb=get,colour=red
 * +genclient:method=E,verb=get,subresource=
 * +genclient:method=F,verb=get,input=Typo
 * +genclient:method=G,verb=get,result=Nothing
 * +genclient:method=H,verb=get,result=apis/bad/v1.Nothing
 * +genclient:method=,verb=get
 * +genclient:method=Get,verb=get
 * +genclient:method=I,verb=get
 * +genclient:method=I,verb=get
 */
export interface Methodical extends TypeMeta {
  metadata: ObjectMeta;
}

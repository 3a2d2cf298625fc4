import type { Herd } from "../../farm/v1/types.js";

/** +k8s:deepcopy-gen=true */
export type Name = string;

/** +k8s:deepcopy-gen=package */
export interface BadValue {
  names: string[];
}

/**
 * +k8s:deepcopy-gen=true
 * +k8s:deepcopy-gen=false
 */
export interface Twice {
  names: string[];
}

/**
 * +k8s:deepcopy-gen=true
 * +k8s:deepcopy-gen:nonpointer-interfaces=true
 * +k8s:deepcopy-gen:nonpointer-interfaces=false
 * +k8s:deepcopy-gen:interfaces=k8s.io/apimachinery/pkg/runtime.Object,apis/zoo/v1.Missing
 */
export interface NoObject {
  names: string[];
}

/** +k8s:deepcopy-gen=true */
export interface NeedsHerd {
  herd: Herd;
}

/** +k8s:deepcopy-gen=true */
export interface BadFunction {
  names: string[];
}

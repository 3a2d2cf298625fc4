/**
 * Opts in.
 *
 * +k8s:deepcopy-gen=true
 */
export interface Herd {
  members?: string[];
}

/** Needs no copy function: a spread does. */
export interface Feed {
  kind: string;
}

import type { FieldSet } from "./field-set.js";

/** What a manager owns, in the terms of one version. */
export interface VersionedSet {
  readonly set: FieldSet;
  /** `apps/v1` */
  readonly apiVersion: string;
  /** By server-side apply. */
  readonly applied: boolean;
}

/** By manager. */
export type Managers = ReadonlyMap<string, VersionedSet>;

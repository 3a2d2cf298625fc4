import type { TableRowCondition } from "../meta/v1/types.js";
import type { DeepReadonly, KubeObject, RuntimeObject } from "../runtime/index.js";
import type { ErrorList } from "../validation/field/index.js";

/** What a hook may know of the request that runs it. */
export interface HookContext {
  readonly user: {
    readonly name: string;
    readonly groups: readonly string[];
    readonly uid?: string;
    readonly extra?: { readonly [key: string]: readonly string[] };
  };
  /** "" for cluster-scoped kinds. */
  readonly namespace: string;
  readonly dryRun: boolean;
  /** Wall time in ms. */
  readonly now: number;
}

/**
 * The business rules of one kind, written by hand in `apis/<group>/<kind>-strategy.ts`. Stateless. All hooks see the
 * hub version. Order and mutability are those of rest.RESTCreateStrategy and rest.RESTUpdateStrategy: prepare, validate
 * (after the declarative validation), warnings, canonicalize. What a hook leaves out is done as for any kind.
 * @see kubernetes/apiserver pkg/registry/rest/{create,update,delete}.go
 */
export interface StrategyHooks<T extends KubeObject> {
  /**
   * Changes `obj` before validation, after what is done for any kind: `status` is dropped when the kind has a status
   * subresource, and `metadata.generation` is 1 when it has a spec.
   */
  prepareForCreate?(ctx: HookContext, obj: T): void;
  /**
   * Changes `obj` before validation. The generated default keeps the old `status` when the kind has a status
   * subresource, and raises `metadata.generation` when `spec` changed.
   */
  prepareForUpdate?(ctx: HookContext, obj: T, old: DeepReadonly<T>): void;
  validate?(ctx: HookContext, obj: DeepReadonly<T>): ErrorList;
  validateUpdate?(ctx: HookContext, obj: DeepReadonly<T>, old: DeepReadonly<T>): ErrorList;
  warningsOnCreate?(ctx: HookContext, obj: DeepReadonly<T>): string[];
  warningsOnUpdate?(ctx: HookContext, obj: DeepReadonly<T>, old: DeepReadonly<T>): string[];
  /** Brings a valid object into its one stored form. */
  canonicalize?(obj: T): void;
  /** The same hooks for writes through the status subresource. */
  readonly status?: Pick<StrategyHooks<T>, "prepareForUpdate" | "validateUpdate" | "warningsOnUpdate">;
  /** Validates `metadata.name`; `prefix` is true for `generateName`. Default: a DNS subdomain. Returns messages. */
  validateName?(name: string, prefix: boolean): string[];
  /** What each of `metadata.finalizers` has to be beyond a qualified name. Returns messages. */
  validateFinalizer?(finalizer: string): string[];
  /** True when a new object brings its own `status` along in spite of a status subresource, as a Node does. */
  readonly keepsStatusOnCreate?: boolean;
  /** True when a PUT may create. Default false. */
  readonly allowCreateOnUpdate?: boolean;
  /** True when a PUT needs no resourceVersion. Default true. */
  readonly allowUnconditionalUpdate?: boolean;
  /** Seconds of grace on delete when the client names none; undefined: the kind is deleted at once. */
  defaultDeleteGraceSeconds?(ctx: HookContext, obj: DeepReadonly<T>): number | undefined;
  /** True while something beside `metadata.finalizers` keeps a deleted object, as `spec.finalizers` does a Namespace. */
  blocksDeletion?(obj: DeepReadonly<T>): boolean;
  /** Changes an object that a deletion marks and that stays for now; its deletionTimestamp is set already. */
  prepareForDelete?(ctx: HookContext, obj: T): void;
  /** True when a completed deletion answers with the object instead of a Status. Default false. */
  readonly returnDeletedObject?: boolean;
  /** Cells of the Table view that no `+kubebuilder:printcolumn` can express, by column name. */
  readonly tableCells?: { readonly [column: string]: (obj: DeepReadonly<T>, now: number) => unknown };
  /** Remarks on the row of the Table view, such as that a Pod is done. */
  tableRowConditions?(obj: DeepReadonly<T>): readonly TableRowCondition[] | undefined;
  /** Order of the rows in the Table view of a list. Default: that of the list. */
  compareTableRows?(a: DeepReadonly<T>, b: DeepReadonly<T>): number;
  /** Values of selectable fields by label, beside `metadata.name` and `metadata.namespace`. */
  selectableFields?(obj: DeepReadonly<T>): { readonly [label: string]: string };
}

/**
 * Hand-written behaviour of a subresource, exported from the kind's strategy file as
 * `export const <kind>Subresources = { approval: … }`. All objects are in the hub version.
 */
export interface SubresourceStorage<T extends KubeObject> {
  get?(ctx: HookContext, parent: DeepReadonly<T>): RuntimeObject;
  /**
   * Changes `parent` (a copy that is stored afterwards) as `body` asks; returns what the client gets, or nothing for the
   * parent itself.
   */
  update?(ctx: HookContext, parent: T, body: DeepReadonly<RuntimeObject>): RuntimeObject | void;
}

import type { ValidationOptions } from "../../runtime/index.js";
import type { ErrorList, Path } from "../field/index.js";

/** What is going on while a value is validated. */
export interface Operation extends ValidationOptions {
  /** The value replaces an older one, so that parts which did not change are taken as they are. */
  readonly update: boolean;
}

/**
 * Says what is wrong with a value. `value` and `old` are undefined when they are not given; `path` is undefined for an
 * object's root. Never changes anything and never throws on bad values.
 */
export type Validator<T> = (
  path: Path | undefined,
  value: T | undefined,
  old: T | undefined,
  op: Operation,
) => ErrorList;

/** The operation that a scheme's caller means: an update when there is an old object. */
export function operationOf(old: unknown, opts: ValidationOptions | undefined): Operation {
  return { ...opts, update: old !== undefined };
}

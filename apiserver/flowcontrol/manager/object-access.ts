import type { OperationOptions } from "../../storage/interface.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../config/types.js";

/** What the manager does with the objects of one kind. All methods throw StatusErrors. */
export interface ObjectAccess<T> {
  list(opts: OperationOptions): Promise<readonly T[]>;
  create(object: T, opts: OperationOptions): Promise<void>;
  /** Stores what `change` makes of the object as it is; undefined leaves it. */
  update(name: string, change: (current: T) => T | undefined, opts: OperationOptions): Promise<void>;
  /** Applies what `status` makes of the object, as a part of its status; undefined leaves it. */
  applyStatus(name: string, status: (current: T) => object | undefined, opts: OperationOptions): Promise<void>;
  delete(name: string, opts: OperationOptions): Promise<void>;
  /** Yields after changes, many of them at once as one. Starts with what is there. */
  changes(opts: OperationOptions): AsyncIterable<void>;
}

export interface FlowControlObjects {
  readonly flowSchemas: ObjectAccess<FlowSchema>;
  readonly priorityLevels: ObjectAccess<PriorityLevelConfiguration>;
}

import type { StorageErrorCode } from "../interface.js";
import type { ChangesQuery, LogFileOptions, OpenResult } from "./log-file.js";
import type { RowChunk } from "./row-chunk.js";
import type { SharedRows } from "./shared-rows.js";

/** What the backend asks of the thread that owns the database, and what it answers. */
export interface Calls {
  open: { readonly args: LogFileOptions; readonly result: OpenResult };
  present: {
    readonly args: { readonly after: number; readonly maxBytes: number };
    readonly result: { readonly chunks: readonly RowChunk[]; readonly done: boolean };
  };
  /** The rows are read before it is answered. */
  append: { readonly args: SharedRows; readonly result: undefined };
  /** `previous` has a row for each of `rows`, with no value and revision 0 where there was none. */
  changes: { readonly args: ChangesQuery; readonly result: { readonly rows: RowChunk; readonly previous: RowChunk } };
  compact: { readonly args: { readonly upTo: number; readonly step: number }; readonly result: number };
  sync: { readonly args: undefined; readonly result: undefined };
  sizeBytes: { readonly args: undefined; readonly result: number };
  ping: { readonly args: undefined; readonly result: undefined };
  close: { readonly args: undefined; readonly result: undefined };
}

export type CallName = keyof Calls;

export interface CallRequest {
  readonly id: number;
  readonly name: CallName;
  readonly args: Calls[CallName]["args"];
}

export type CallReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly code: StorageErrorCode; readonly message: string } };

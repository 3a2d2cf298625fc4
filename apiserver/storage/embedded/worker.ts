/** The thread that owns the database: answers one call after another. */
import { parentPort } from "node:worker_threads";
import { StorageError, type StorageErrorCode } from "../interface.js";
import { LogFile, type ChangesQuery, type LogFileOptions } from "./log-file.js";
import type { CallReply, CallRequest } from "./protocol.js";
import { packRows, transferOf, type LogRow, type RowChunk } from "./row-chunk.js";
import { SharedRowsReader, type SharedRows } from "./shared-rows.js";

const port = parentPort;
if (port === null) throw new Error("this module runs as a worker thread only");

let file: LogFile | undefined;
const shared = new SharedRowsReader();

port.on("message", (request: CallRequest) => {
  let reply: CallReply;
  const moved: ArrayBuffer[] = [];
  try {
    reply = { id: request.id, result: answer(request, moved) };
  } catch (err) {
    reply = { id: request.id, error: { code: codeOf(err), message: err instanceof Error ? err.message : String(err) } };
  }
  port.postMessage(reply, moved);
  if (request.name === "close") port.close();
});

function answer({ name, args }: CallRequest, moved: ArrayBuffer[]): unknown {
  if (name === "open") {
    file = new LogFile(args as LogFileOptions);
    return file.open();
  }
  if (file === undefined) throw new StorageError("Unavailable", "database is not open");
  switch (name) {
    case "present": {
      const { after, maxBytes } = args as { after: number; maxBytes: number };
      const result = file.present(after, maxBytes);
      for (const chunk of result.chunks) moved.push(...transferOf(chunk));
      return result;
    }
    case "append":
      return file.append(shared.read(args as SharedRows));
    case "changes": {
      const changes = file.changes(args as ChangesQuery);
      const none = { created: 0, previous: 0, expires: 0, revision: 0, value: undefined };
      return {
        rows: moving(
          changes.map(({ row }) => row),
          moved,
        ),
        previous: moving(
          changes.map(({ row, previous }) => previous ?? { ...none, key: row.key }),
          moved,
        ),
      };
    }
    case "compact": {
      const { upTo, step } = args as { upTo: number; step: number };
      return file.compact(upTo, step);
    }
    case "sync":
      return file.sync();
    case "sizeBytes":
      return file.sizeBytes();
    case "ping":
      return file.ping();
    case "close":
      return file.close();
    default:
      return name satisfies never;
  }
}

function moving(rows: readonly LogRow[], moved: ArrayBuffer[]): RowChunk {
  const chunk = packRows(rows);
  moved.push(...transferOf(chunk));
  return chunk;
}

/** SQLite says FULL for a full disk, whatever the system call was. */
function codeOf(err: unknown): StorageErrorCode {
  if (err instanceof StorageError) return err.code;
  const code = (err as { code?: unknown }).code;
  if (code === "SQLITE_FULL" || code === "ENOSPC") return "NoSpace";
  if (code === "SQLITE_CORRUPT" || code === "SQLITE_NOTADB") return "Corrupt";
  return "Unavailable";
}

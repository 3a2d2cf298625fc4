/** Formats files in a thread of its own; answers each request by its number. */
import { parentPort } from "node:worker_threads";

import { format } from "./format.js";

export interface FormatRequest {
  readonly id: number;
  readonly path: string;
  readonly text: string;
}

export type FormatReply =
  { readonly id: number; readonly text: string } | { readonly id: number; readonly error: string };

if (parentPort === null) throw new Error("format-worker runs in a worker thread only");
const port = parentPort;
port.on("message", (request: FormatRequest) => {
  format(request.path, request.text).then(
    (text) => port.postMessage({ id: request.id, text } satisfies FormatReply),
    (err: unknown) => port.postMessage({ id: request.id, error: (err as Error).message } satisfies FormatReply),
  );
});

import type { Readable } from "node:stream";
import { newRequestEntityTooLarge } from "../../../apimachinery/api/errors/index.js";

/**
 * Gathers a request's body.
 * @throws StatusError 413 above `limitBytes`, as soon as that is certain; the signal's reason when the client is gone.
 */
export function readBody(
  source: Readable,
  opts: { readonly limitBytes: number; readonly contentLength: number | undefined; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const { limitBytes, contentLength, signal } = opts;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    if (contentLength !== undefined && contentLength > limitBytes) {
      reject(tooLarge(limitBytes));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (finish: () => void): void => {
      source.off("data", onData).off("end", onEnd).off("error", onError);
      signal.removeEventListener("abort", onAbort);
      finish();
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.byteLength;
      if (length > limitBytes) {
        source.pause();
        settle(() => reject(tooLarge(limitBytes)));
        return;
      }
      chunks.push(chunk);
    };
    const onEnd = (): void => settle(() => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length)));
    const onError = (err: Error): void => settle(() => reject(err));
    const onAbort = (): void => settle(() => reject(signal.reason as Error));
    source.on("data", onData).on("end", onEnd).on("error", onError);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}

function tooLarge(limitBytes: number): Error {
  return newRequestEntityTooLarge(`limit is ${limitBytes}`);
}

import { parseYAML } from "../../apimachinery/runtime/yaml/index.js";

// A Status is small; larger answers are looked into only where they are recorded.
const MAX_STATUS_BYTES = 64 * 1024;

/** Reads the form in which built-in kinds may be sent. */
export type DecodeProtobuf = (bytes: Uint8Array) => unknown;

/** Gathers the body of one answer, so that its object can be recorded. */
export class ResponseBody {
  readonly #chunks: Uint8Array[] = [];
  readonly #whole: boolean;
  #contentType = "";
  #bytes = 0;

  /** @param whole - false keeps what may be a Status and no more. */
  constructor(whole: boolean) {
    this.#whole = whole;
  }

  begin(contentType: string): void {
    this.#contentType = contentType.split(";", 1)[0]!.trim();
  }

  add(chunk: Uint8Array): void {
    this.#bytes += chunk.byteLength;
    if (this.#whole || this.#bytes <= MAX_STATUS_BYTES) this.#chunks.push(chunk);
    else this.#chunks.length = 0;
  }

  /** undefined when the answer was no object, or larger than what is kept. */
  object(decodeProtobuf: DecodeProtobuf | undefined): { readonly [field: string]: unknown } | undefined {
    if (this.#chunks.length === 0) return undefined;
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    if (!this.#whole && !mayBeStatus(bytes)) return undefined;
    try {
      const value = this.#decode(bytes, decodeProtobuf);
      return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as { readonly [field: string]: unknown })
        : undefined;
    } catch {
      // Texts, such as those of health checks, and answers that were cut off.
      return undefined;
    }
  }

  #decode(bytes: Uint8Array, decodeProtobuf: DecodeProtobuf | undefined): unknown {
    switch (this.#contentType) {
      case "application/json":
        return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
      case "application/yaml":
        return parseYAML(bytes).value;
      case "application/vnd.kubernetes.protobuf":
        return decodeProtobuf?.(bytes);
      default:
        return undefined;
    }
  }
}

// Every form of a Status has its kind in clear near its beginning: YAML after its apiVersion and metadata's first lines.
const HEAD_BYTES = 512;

function mayBeStatus(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength).includes("Status");
}

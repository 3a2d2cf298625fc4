const MAX_BYTES = 30;

/** The start of a body for an error message: as text when it looks like JSON, else in hexadecimal digits. */
export function summarizeData(bytes: Uint8Array): string {
  if (bytes.length === 0) return "<empty>";
  const start = Buffer.from(bytes.subarray(0, MAX_BYTES));
  const text = bytes[0] === 0x7b ? start.toString() : start.toString("hex");
  return bytes.length > MAX_BYTES ? `${text} ...` : text;
}

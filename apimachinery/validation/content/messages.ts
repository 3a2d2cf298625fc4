/** What a value must be, in the words of the API. @see kubernetes/apimachinery pkg/api/validate/content/errors.go */
export function minError(min: number | bigint): string {
  return `must be greater than or equal to ${min}`;
}

export function maxError(max: number | bigint): string {
  return `must be less than or equal to ${max}`;
}

/** Used by the newer rules: labels and their keys. */
export function maxBytesError(bytes: number): string {
  return `must be no more than ${bytes} bytes`;
}

/** Used by the older rules; it counts bytes too. */
export function maxLenError(length: number): string {
  return `must be no more than ${length} characters`;
}

export function emptyError(): string {
  return "must be non-empty";
}

export function inclusiveRangeError(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`;
}

/** `message (e.g. 'a',  or 'b', regex used for validation is '…')`; the doubled blank is upstream's. */
export function regexError(message: string, pattern: string, ...examples: string[]): string {
  const given = examples.map((example) => `'${example}', `).join(" or ");
  const intro = examples.length === 0 ? "" : `e.g. ${given}`;
  return `${message} (${intro}regex used for validation is '${pattern}')`;
}

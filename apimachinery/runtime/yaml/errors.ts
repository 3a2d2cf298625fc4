/** A text that is not YAML, or that JSON cannot express. */
export class YAMLSyntaxError extends Error {
  constructor(message: string, opts?: { readonly cause?: unknown }) {
    super(`error converting YAML to JSON: ${message}`, opts);
    this.name = "YAMLSyntaxError";
  }
}

/** A text that is not YAML, or that JSON cannot express. */
export class YAMLSyntaxError extends Error {
  /** What is wrong, without the words before it that all have. */
  readonly problem: string;

  constructor(message: string, opts?: { readonly cause?: unknown }) {
    super(`error converting YAML to JSON: ${message}`, opts);
    this.name = "YAMLSyntaxError";
    this.problem = message;
  }
}

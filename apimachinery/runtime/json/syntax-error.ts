/** Deeper nesting is refused. Upstream's bound is 10000; the JavaScript stack ends before that in JSON.stringify. */
export const MAX_JSON_DEPTH = 1000;

/** A text that is not JSON; the message is that of Go's encoding/json. */
export class JSONSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JSONSyntaxError";
  }
}

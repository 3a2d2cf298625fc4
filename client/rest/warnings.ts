/** One `Warning:` header of a response. */
export interface Warning {
  /** 299 for what API servers send. */
  readonly code: number;
  readonly agent: string;
  readonly text: string;
}

/** Is told of each warning that a server sent. Must not throw. */
export type WarningHandler = (warning: Warning) => void;

// code SP agent SP quoted-text [SP quoted-date]
const WARNING = /(\d{3}) (\S+) "((?:[^"\\]|\\.)*)"(?: "(?:[^"\\]|\\.)*")?/g;

/**
 * Reads the values of `Warning` headers; what does not parse is left out.
 * @see kubernetes/apimachinery pkg/util/net/http.go, ParseWarningHeaders
 */
export function parseWarnings(header: string | readonly string[] | undefined): Warning[] {
  if (header === undefined) return [];
  const values = typeof header === "string" ? [header] : header;
  return values.flatMap((value) =>
    [...value.matchAll(WARNING)].map(([, code, agent, text]) => ({
      code: Number(code),
      agent: agent!,
      text: text!.replace(/\\(.)/g, "$1"),
    })),
  );
}

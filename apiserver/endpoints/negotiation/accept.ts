/** One alternative of an Accept header: `application/json;as=Table;v=v1;g=meta.k8s.io`. */
export interface AcceptClause {
  readonly type: string;
  readonly subtype: string;
  readonly params: { readonly [name: string]: string };
}

/** Clauses with the best first: by quality, then by how much they say; equal ones in the order given. */
export function parseAccept(header: string): AcceptClause[] {
  const clauses: (AcceptClause & { readonly quality: number })[] = [];
  for (const part of header.split(",")) {
    const [media = "", ...rest] = part.split(";").map((text) => text.trim());
    const slash = media.indexOf("/");
    const [type, subtype] =
      slash >= 0
        ? [media.slice(0, slash).trim(), media.slice(slash + 1).trim()]
        : media === "*"
          ? ["*", "*"]
          : ["", ""];
    if (type === "") continue;
    let quality = 1;
    const params: { [name: string]: string } = {};
    for (const param of rest) {
      const equals = param.indexOf("=");
      if (equals < 0) continue;
      const name = param.slice(0, equals).trim();
      const value = unquote(param.slice(equals + 1).trim());
      if (name === "q") quality = Number.parseFloat(value) || 0;
      else params[name] = value;
    }
    clauses.push({ type, subtype, params, quality });
  }
  return clauses.sort((a, b) => b.quality - a.quality || specificity(b) - specificity(a));
}

/** Whether the clause names `mediaType`, by itself or by a wildcard; what its parameters say is another question. */
export function allowsMediaType({ type, subtype }: AcceptClause, mediaType: string): boolean {
  if (type === "*") return subtype === "*";
  const slash = mediaType.indexOf("/");
  if (type !== mediaType.slice(0, slash)) return false;
  return subtype === "*" || subtype === mediaType.slice(slash + 1);
}

function specificity(clause: AcceptClause): number {
  if (clause.type === "*") return 0;
  return clause.subtype === "*" ? 1 : 2;
}

function unquote(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}

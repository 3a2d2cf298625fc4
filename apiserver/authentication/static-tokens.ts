import type { TokenAuthenticator, UserInfo } from "./interface.js";

/**
 * Tokens known from the start. A map compares a token only with one of the same hash, whose seed nobody outside knows, so
 * the time it takes tells nothing about tokens that are not equal.
 */
export function createStaticTokenAuthenticator(tokens: ReadonlyMap<string, UserInfo>): TokenAuthenticator {
  return {
    name: "static tokens",
    authenticateToken: (token) => Promise.resolve(tokens.get(token)),
  };
}

/**
 * Reads a token file: lines of `token,user,uid[,"group1,group2"]`. Of equal tokens the last counts.
 * @throws Error naming the line when a line has fewer than three columns or its quotes do not match.
 * @see kubernetes/apiserver pkg/authentication/token/tokenfile/tokenfile.go
 */
export function parseTokenFile(text: string, path: string): Map<string, UserInfo> {
  const tokens = new Map<string, UserInfo>();
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === "") return;
    const fields = csvFields(line);
    if (fields === undefined) throw new Error(`token file ${path}, line ${index + 1}: a quote is not closed`);
    const [token = "", name = "", uid = "", groups = ""] = fields;
    if (fields.length < 3) {
      const found = `found ${fields.length}`;
      throw new Error(
        `token file ${path}, line ${index + 1}: must have at least 3 columns (token, user name, user uid), ${found}`,
      );
    }
    // An empty token would let in whoever sends none.
    if (token === "") return;
    tokens.set(token, {
      name,
      uid,
      groups: groups === "" ? [] : groups.split(",").map((group) => group.trim()),
      extra: {},
    });
  });
  return tokens;
}

/** undefined when a quote is not closed. */
function csvFields(line: string): string[] | undefined {
  const fields: string[] = [];
  const field = /\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/y;
  for (;;) {
    const match = field.exec(line);
    if (match === null) return undefined;
    fields.push(match[1] !== undefined ? match[1].replaceAll('""', '"') : (match[2] ?? "").trim());
    if (match[3] === "") return fields;
  }
}

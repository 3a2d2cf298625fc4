import type { RequestContext } from "../request/request-context.js";

const PEOPLE = /^(?:curl|Wget|Mozilla\/5\.0)/;
const TRUE_TEXTS: ReadonlySet<string> = new Set(["1", "t", "T", "true", "TRUE", "True"]);

/** True when a person reads the answer: `pretty=true`, or a tool that people use. */
export function wantsPretty(ctx: RequestContext): boolean {
  if (ctx.rawQuery.includes("pretty")) {
    const asked = ctx.query.get("pretty");
    if (asked !== null && asked !== "") return TRUE_TEXTS.has(asked);
  }
  const agent = ctx.header("user-agent");
  return agent !== undefined && PEOPLE.test(agent);
}

import type { Explanation } from "../../apiserver/server/index.js";
import { clientOf, type ClientFlags } from "./client-of.js";
import { CommandError, type ExitCode, type Io } from "./io.js";

const ENDPOINT = "/debug/explain-request";

export interface ExplainFlags extends ClientFlags {
  readonly as?: string;
  readonly asGroup?: readonly string[];
  /** Print the server's answer as it came. */
  readonly json?: boolean;
}

/** `kindsmith explain-request METHOD PATH` */
export async function explainRequest(method: string, path: string, flags: ExplainFlags, io: Io): Promise<ExitCode> {
  const { as, asGroup = [] } = flags;
  if (asGroup.length > 0 && as === undefined) throw new CommandError("--as-group needs --as", 2);
  const client = clientOf(flags);
  const params = { method, path, user: as, group: asGroup };
  let explanation: Explanation;
  try {
    explanation = await client.request<Explanation & { apiVersion: string; kind: string }>(
      { method: "GET", absolutePath: ENDPOINT, params },
      { signal: io.interrupted() },
    );
  } catch (err) {
    throw new CommandError(err instanceof Error ? err.message : String(err));
  }
  io.out(flags.json === true ? `${JSON.stringify(explanation, undefined, 2)}\n` : textOf(explanation));
  return explanation.authorization.allowed ? 0 : 1;
}

function textOf({ user, requestInfo, filters, flowControl, authorization, admission }: Explanation): string {
  const groups = user.groups.length === 0 ? "" : ` of ${user.groups.join(", ")}`;
  const asked = authorization.opinions.map(({ authorizer, decision, reason }) => {
    const said = `${authorizer} ${WORDS[decision] ?? decision}`;
    // RBAC begins its reasons with its own name.
    return reason === "" ? said : `${said}: ${reason.replace(`${authorizer}: `, "")}`;
  });
  const plugins = admission.map(
    ({ name, mutates, validates }) =>
      `${name} (${[mutates ? "mutating" : [], validates ? "validating" : []].flat().join(", ")})`,
  );
  const section = (title: string, [first = "none", ...more]: readonly string[]): string =>
    [`${title.padEnd(15)}${first}`, ...more.map((line) => " ".repeat(15) + line)].join("\n");
  return `${[
    section("request", requestLines(requestInfo)),
    section("user", [`${user.name}${groups}`]),
    section("filters", [filters.join(" > ")]),
    section("flow control", flowControl === undefined ? ["plain limits"] : flowLines(flowControl)),
    section("authorization", [authorization.allowed ? "allowed" : "refused", ...asked]),
    section("admission", authorization.allowed ? plugins : ["not reached"]),
  ].join("\n")}\n`;
}

const WORDS: { readonly [decision: string]: string } = {
  allow: "allows",
  deny: "denies",
  noOpinion: "has no opinion",
  error: "failed",
};

function requestLines(info: Explanation["requestInfo"]): string[] {
  if (!info.isResourceRequest) return [`${info.verb} path ${info.path}`];
  const resource = info.subresource === "" ? info.resource : `${info.resource}/${info.subresource}`;
  const group = info.apiGroup === "" ? "the core group" : info.apiGroup;
  const name = info.name === "" ? "" : ` "${info.name}"`;
  const place = info.namespace === "" ? "at the cluster scope" : `in the namespace "${info.namespace}"`;
  return [
    `${info.verb} ${resource}${name} of ${group}, ${info.apiVersion}, ${place}`,
    ...(info.fieldSelector === "" ? [] : [`field selector ${info.fieldSelector}`]),
    ...(info.labelSelector === "" ? [] : [`label selector ${info.labelSelector}`]),
  ];
}

function flowLines({ flowSchema, priorityLevel, distinguisher }: NonNullable<Explanation["flowControl"]>): string[] {
  return [
    `flow schema ${flowSchema}, priority level ${priorityLevel}`,
    ...(distinguisher === "" ? [] : [`flow of ${distinguisher}`]),
  ];
}

import type { RequestDigest } from "../../../../apiserver/flowcontrol/index.js";
import type { ExplainedLevel, FlowExplanation } from "./explain-flow.js";

/** The explanation for people. `assumedSeats`: of the whole server, where nobody could be asked. */
export function explanationText(explanation: FlowExplanation, assumedSeats: number | undefined): string {
  const { request, passesBy, tried, flowSchema, distinguisher, priorityLevel } = explanation;
  const precedenceWidth = Math.max(...tried.map(({ matchingPrecedence }) => String(matchingPrecedence).length));
  const nameWidth = Math.max(...tried.map(({ name }) => name.length));
  const triedLines = tried.flatMap(({ name, matchingPrecedence, mismatches }) => {
    const head = `${String(matchingPrecedence).padStart(precedenceWidth)}  ${name.padEnd(nameWidth)}  `;
    const [first = "takes it", ...more] = mismatches;
    return [head + first, ...more.map((line) => " ".repeat(head.length) + line)];
  });
  const flow =
    distinguisher === undefined
      ? "all requests of the schema are one flow"
      : `${JSON.stringify(distinguisher.value)} (${distinguisher.method})`;
  return `${[
    section("request", [requestText(request)]),
    section("user", [`${request.user.name} of ${request.user.groups.join(", ")}`]),
    ...(passesBy ? [section("note", ["requests that stay open, such as this one, pass flow control by"])] : []),
    section("tried", triedLines),
    section("flow schema", [flowSchema]),
    section("flow", [flow]),
    section("level", levelLines(priorityLevel, assumedSeats)),
  ].join("\n")}\n`;
}

function section(title: string, [first = "", ...more]: readonly string[]): string {
  return [`${title.padEnd(13)}${first}`, ...more.map((line) => " ".repeat(13) + line)].join("\n");
}

function requestText({ requestInfo }: RequestDigest): string {
  const { isResourceRequest, verb, path, resource, subresource, apiGroup, namespace, name } = requestInfo;
  if (!isResourceRequest) return `${verb} path ${path}`;
  const what = subresource === "" ? resource : `${resource}/${subresource}`;
  const group = apiGroup === "" ? "the core group" : apiGroup;
  const place = namespace === "" ? "in no namespace" : `in the namespace ${JSON.stringify(namespace)}`;
  return `${verb} ${what}${name === "" ? "" : ` ${JSON.stringify(name)}`} of ${group}, ${place}`;
}

function levelLines(level: ExplainedLevel, assumedSeats: number | undefined): readonly string[] {
  const { name, type, nominalSeats, queuing } = level;
  if (type === "Exempt") return [`${name}: exempt, runs at once whatever else runs`];
  const of = assumedSeats === undefined ? "" : ` of a server's ${assumedSeats}`;
  const seats = `${name}: ${nominalSeats} nominal seats${of}`;
  if (queuing === undefined) return [`${seats}; what finds no seat is refused`];
  const { queues, handSize, queueLengthLimit, hand } = queuing;
  return [
    `${seats}; what finds no seat waits`,
    queues === 1
      ? `one queue of up to ${queueLengthLimit}`
      : `${queues} queues of up to ${queueLengthLimit}; this flow waits in ${handSize} of them: ${hand.join(", ")}`,
  ];
}

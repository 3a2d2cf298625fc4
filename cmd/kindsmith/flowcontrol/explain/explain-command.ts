import { resolve } from "node:path";
import { StatusError } from "../../../../apimachinery/api/errors/index.js";
import { TransportError } from "../../../../client/rest/index.js";
import { clientOf, type ClientFlags } from "../../client-of.js";
import { CommandError, type ExitCode, type Io } from "../../io.js";
import { PolicyReader, type FlowControlPolicy } from "../policy/policy-reader.js";
import { digestOf } from "../policy/request-digest.js";
import { explainFlow as explain, type ExplainOptions } from "./explain-flow.js";
import { explanationText } from "./explanation-text.js";
import { resourceNameOf } from "./resource-name.js";
import { nominalSeatsOfServer, policyOfServer } from "./server-policy.js";

export interface ExplainFlowFlags extends ClientFlags {
  readonly as: string;
  readonly groups?: readonly string[];
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  readonly file?: readonly string[];
  readonly seats?: string;
  readonly output: "text" | "json";
}

const DEFAULT_SEATS = 600;

/** `kindsmith flowcontrol explain VERB RESOURCE` */
export async function explainFlow(verb: string, resource: string, flags: ExplainFlowFlags, io: Io): Promise<ExitCode> {
  const request = digestOf({
    user: flags.as,
    groups: flags.groups ?? [],
    verb,
    target: resourceNameOf(flags.subresource === undefined ? resource : `${resource}/${flags.subresource}`),
    namespace: flags.namespace ?? "",
    name: flags.name ?? "",
  });
  const seats = seatsOf(flags.seats);
  const { policy, nominalSeats } = flags.file === undefined ? await fromServer(flags, io) : fromFiles(flags.file, io);
  const explanation = explain(request, policy, { serverSeats: seats, nominalSeats });
  io.out(
    flags.output === "json"
      ? `${JSON.stringify(explanation, undefined, 2)}\n`
      : explanationText(explanation, nominalSeats === undefined ? seats : undefined),
  );
  return 0;
}

function seatsOf(flag: string | undefined): number {
  if (flag === undefined) return DEFAULT_SEATS;
  if (!/^[1-9]\d{0,6}$/.test(flag)) throw new CommandError(`--seats is ${flag}; expected a whole number above 0`, 2);
  return Number(flag);
}

type Source = { readonly policy: FlowControlPolicy } & Pick<ExplainOptions, "nominalSeats">;

function fromFiles(files: readonly string[], io: Io): Source {
  const reader = new PolicyReader();
  for (const file of files) reader.addFile(resolve(io.cwd, file), file);
  if (reader.problems.length > 0) throw new CommandError(reader.problems.join("\n"), 2);
  return { policy: reader.withServerObjects(), nominalSeats: undefined };
}

async function fromServer(flags: ClientFlags, io: Io): Promise<Source> {
  const client = clientOf(flags);
  const signal = io.interrupted();
  try {
    const policy = await policyOfServer(client, signal);
    return { policy, nominalSeats: await nominalSeatsOfServer(client, signal) };
  } catch (err) {
    if (err instanceof StatusError || err instanceof TransportError) throw new CommandError(err.message);
    throw err;
  } finally {
    client.close();
  }
}

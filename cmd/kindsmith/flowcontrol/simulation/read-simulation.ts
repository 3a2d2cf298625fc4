import { resolve } from "node:path";
import { parseYAML } from "../../../../apimachinery/runtime/yaml/index.js";
import {
  duplicate,
  invalid,
  required,
  typeInvalid,
  type ErrorList,
} from "../../../../apimachinery/validation/index.js";
import { ConfigObject, configProblems } from "../../../../apiserver/config/index.js";
import { parseAlgorithm } from "../../../../apiserver/ratelimit/index.js";
import { PolicyReader, type FlowControlPolicy } from "../policy/policy-reader.js";
import { readTraffic } from "./read-traffic.js";
import {
  API_VERSION,
  KIND,
  MEASURES,
  type Contender,
  type Question,
  type SimulatedServer,
  type Simulation,
} from "./types.js";

/** What is wrong with a file, one problem a line, each with the path of its field and what was expected. */
export class SimulationFileError extends Error {
  override readonly name = "SimulationFileError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const LIMIT = { min: 1, max: 1_000_000, integer: true };

/** Reads a FlowControlSimulation in YAML or JSON. `dir` is where the files that it names are. @throws SimulationFileError */
export function readSimulation(text: string, dir: string): Simulation {
  const errors: ErrorList = [];
  const document = new ConfigObject(parsed(text), undefined, errors);
  document.choice("apiVersion", [API_VERSION], { required: true });
  document.choice("kind", [KIND], { required: true });
  const title = document.string("title") ?? "";
  const durationNs = nsOf(document.duration("duration", { required: true })) ?? 1e9;
  const seed = document.number("seed", { min: 0, max: 2 ** 32 - 1, integer: true }) ?? 1;
  const server = readServer(document.object("server"));
  const files: Files = { dir, problems: [] };
  const policy = readPolicy(document.object("configuration"), files);
  const traffic = readTraffic(document, durationNs);
  const contenders = readContenders(document, policy, files);
  const names = traffic.map(({ name }) => name);
  const questions = document.objects("questions").map((question) => readQuestion(question, names));
  const chart = document.choice("chart", ["latency", "requests"]) ?? "requests";
  const peakWindowNs = nsOf(document.duration("peakWindow")) ?? 1e9;
  document.end();
  const problems = [...configProblems(errors), ...files.problems];
  if (problems.length > 0) throw new SimulationFileError(problems);
  return { title, durationNs, seed, server, traffic, contenders, questions, chart, peakWindowNs };
}

function parsed(text: string): unknown {
  try {
    const { value, repeatedKeys } = parseYAML(Buffer.from(text));
    if (repeatedKeys !== undefined) throw new SimulationFileError([repeatedKeys]);
    return value;
  } catch (err) {
    throw err instanceof SimulationFileError ? err : new SimulationFileError([(err as Error).message]);
  }
}

function readServer(server: ConfigObject | undefined): SimulatedServer {
  const read: SimulatedServer = {
    maxRequestsInflight: server?.number("maxRequestsInflight", LIMIT) ?? 400,
    maxMutatingRequestsInflight: server?.number("maxMutatingRequestsInflight", LIMIT) ?? 200,
    requestTimeoutNs: nsOf(server?.duration("requestTimeout")) ?? 60e9,
    capacitySeats: server?.number("capacity", { min: 1 }) ?? Infinity,
    processorSlots: server?.number("processorSlots", LIMIT),
  };
  server?.end();
  return read;
}

/** Objects in files and in place; those that every server makes beside them. */
function readPolicy(configuration: ConfigObject | undefined, files: Files): FlowControlPolicy {
  const reader = new PolicyReader();
  if (configuration === undefined) return reader.withServerObjects();
  for (const file of configuration.strings("files")) reader.addFile(resolve(files.dir, file), file);
  const objects = configuration.untyped("objects") ?? [];
  const path = configuration.at("objects");
  if (Array.isArray(objects)) objects.forEach((object, i) => reader.add(object, String(path.index(i))));
  else configuration.errors.push(typeInvalid(path, objects, "must be a list"));
  const serverObjects = configuration.boolean("serverObjects") ?? true;
  configuration.end();
  files.problems.push(...reader.problems);
  return serverObjects ? reader.withServerObjects() : reader.policy();
}

/** Where files are, and what is wrong with the objects in them. */
interface Files {
  readonly dir: string;
  readonly problems: string[];
}

const CONTENDERS = ["maxInFlight", "oneQueue", "priorityAndFairness", "rateLimit"] as const;
const KEYS = ["namespace", "server", "user"] as const;
// No key is forgotten in a simulation: it has as many as it has users.
const MAX_KEYS = 1_000_000;

function readContenders(document: ConfigObject, policy: FlowControlPolicy, files: Files): readonly Contender[] {
  const found = document.objects("compare");
  if (!document.has("compare")) return [{ name: "priority and fairness", type: "priorityAndFairness", policy }];
  if (found.length === 0) document.errors.push(required(document.at("compare"), "must have at least one entry"));
  const names = new Set<string>();
  return found.flatMap((entry) => {
    const contender = readContender(entry, policy, files);
    entry.end();
    if (contender === undefined) return [];
    if (names.has(contender.name)) entry.errors.push(duplicate(entry.at("name"), contender.name));
    names.add(contender.name);
    return [contender];
  });
}

function readContender(entry: ConfigObject, policy: FlowControlPolicy, files: Files): Contender | undefined {
  const [type, ...others] = entry.present(CONTENDERS);
  const given = entry.string("name");
  if (type === undefined || others.length > 0) {
    const expected = `must have exactly one of ${CONTENDERS.join(", ")}`;
    entry.errors.push(
      type === undefined ? required(entry.path, expected) : invalid(entry.path, [type, ...others].join(", "), expected),
    );
    return undefined;
  }
  const fields = entry.object(type);
  if (fields === undefined) {
    entry.errors.push(required(entry.at(type), "must be an object; {} will do where nothing is to be said"));
    return undefined;
  }
  const contender = CONTENDER_READERS[type](fields, given, policy, files);
  fields.end();
  return contender;
}

const CONTENDER_READERS: {
  readonly [T in (typeof CONTENDERS)[number]]: (
    fields: ConfigObject,
    name: string | undefined,
    policy: FlowControlPolicy,
    files: Files,
  ) => Contender | undefined;
} = {
  // Several may stand beside each other, each with objects of its own.
  priorityAndFairness: (fields, name = "priority and fairness", policy, files) => {
    const own = fields.object("configuration");
    return { name, type: "priorityAndFairness", policy: own === undefined ? policy : readPolicy(own, files) };
  },
  maxInFlight: (_fields, name = "max in flight") => ({ name, type: "maxInFlight" }),
  oneQueue: (fields, name = "one queue") => ({
    name,
    type: "oneQueue",
    length: fields.number("length", LIMIT) ?? 1000,
  }),
  rateLimit: (fields, name) => {
    const key = fields.choice("key", KEYS, { required: true });
    const algorithm = parseAlgorithm(fields, MAX_KEYS);
    if (key === undefined || algorithm === undefined) return undefined;
    return { name: name ?? algorithm.type, type: "rateLimit", key, algorithm };
  },
};

function readQuestion(question: ConfigObject, traffic: readonly string[]): Question {
  const read: Question = {
    title: question.string("title", { required: true }) ?? "",
    note: question.string("note") ?? "",
    measure: question.choice("measure", MEASURES, { required: true }) ?? "servedPercent",
    of: question.choice("of", traffic),
  };
  question.end();
  return read;
}

function nsOf(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms * 1e6);
}

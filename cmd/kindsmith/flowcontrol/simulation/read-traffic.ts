import { duplicate, invalid, required } from "../../../../apimachinery/validation/index.js";
import type { ConfigObject } from "../../../../apiserver/config/index.js";
import { digestOf } from "../policy/request-digest.js";
import { MAX_USERS, type Arrivals, type Traffic } from "./types.js";

const READING_VERBS: ReadonlySet<string> = new Set(["get", "list", "watch"]);
const SEATS = { min: 1, max: 100, integer: true };
const CLIENTS = { min: 1, max: 100_000, integer: true, required: true };
// One in a day is rarer than anything worth a simulation.
const RATE = { min: 1 / 86_400, max: 1_000_000, required: true };

/** Reads the list `traffic`; what is wrong goes to the document's errors. */
export function readTraffic(document: ConfigObject, durationNs: number): readonly Traffic[] {
  const found = document.objects("traffic");
  if (found.length === 0) document.errors.push(required(document.at("traffic"), "must have at least one entry"));
  const names = new Set<string>();
  return found.map((entry) => {
    const traffic = readEntry(entry, durationNs);
    if (names.has(traffic.name)) entry.errors.push(duplicate(entry.at("name"), traffic.name));
    names.add(traffic.name);
    entry.end();
    return traffic;
  });
}

function readEntry(entry: ConfigObject, durationNs: number): Traffic {
  const name = entry.string("name", { required: true }) ?? "";
  const verb = entry.string("verb", { required: true }) ?? "get";
  const description = {
    groups: entry.strings("groups"),
    verb,
    target: readTarget(entry),
    namespace: entry.string("namespace") ?? "",
    name: "",
  };
  const user = entry.string("user") ?? name;
  const count = entry.number("users", { min: 1, max: MAX_USERS, integer: true }) ?? 1;
  const users = count === 1 ? [user] : Array.from({ length: count }, (_, i) => `${user}-${i + 1}`);
  const fromNs = nsOf(entry.duration("from")) ?? 0;
  const toNs = nsOf(entry.duration("to")) ?? durationNs;
  if (toNs <= fromNs) entry.errors.push(invalid(entry.at("to"), `${toNs / 1e6}ms`, "must be later than from"));
  return {
    name,
    users: users.map((one) => digestOf({ ...description, user: one })),
    mutating: !READING_VERBS.has(verb),
    work: readWork(entry),
    service: {
      meanNs: nsOf(entry.duration("service", { required: true })) ?? 1,
      spread: entry.choice("serviceSpread", ["none", "exponential"]) ?? "none",
    },
    arrivals: readArrivals(entry),
    fromNs,
    toNs,
  };
}

function readTarget(entry: ConfigObject): string {
  const [field, ...others] = entry.present(["resource", "path"]);
  if (field === undefined || others.length > 0) {
    entry.errors.push(required(entry.path, "must have exactly one of resource, path"));
    return "";
  }
  const target = entry.string(field) ?? "";
  if (field === "path" && !target.startsWith("/"))
    entry.errors.push(invalid(entry.at("path"), target, "must begin with /"));
  if (field === "resource" && !/^[a-z0-9-]+(\.[a-z0-9.-]+)?(\/[a-z0-9-]+)?$/.test(target))
    entry.errors.push(invalid(entry.at("resource"), target, "must be RESOURCE[.GROUP][/SUBRESOURCE]"));
  return target;
}

function readWork(entry: ConfigObject): Traffic["work"] {
  const finalSeats = entry.number("finalSeats", SEATS) ?? 0;
  const additionalLatencyNs = nsOf(entry.duration("additionalLatency")) ?? 0;
  if (finalSeats > 0 !== additionalLatencyNs > 0)
    entry.errors.push(required(entry.at(finalSeats > 0 ? "additionalLatency" : "finalSeats"), "go together"));
  return { initialSeats: entry.number("seats", SEATS) ?? 1, finalSeats, additionalLatencyNs };
}

const PATTERNS = ["burst", "closed", "constant", "poisson"] as const;

function readArrivals(entry: ConfigObject): Arrivals {
  const arrivals = entry.object("arrivals", { required: true });
  if (arrivals === undefined) return { pattern: "constant", perSecond: 1 };
  const [pattern, ...others] = arrivals.present(PATTERNS);
  const fields = pattern === undefined ? undefined : arrivals.object(pattern);
  arrivals.end();
  if (pattern === undefined || fields === undefined || others.length > 0) {
    arrivals.errors.push(required(arrivals.path, `must have exactly one of ${PATTERNS.join(", ")}`));
    return { pattern: "constant", perSecond: 1 };
  }
  const read = PATTERN_READERS[pattern](fields);
  fields.end();
  return read;
}

const PATTERN_READERS: { readonly [P in (typeof PATTERNS)[number]]: (fields: ConfigObject) => Arrivals } = {
  burst: (fields) => ({
    pattern: "burst",
    size: fields.number("size", CLIENTS) ?? 1,
    withinNs: nsOf(fields.duration("within")) ?? 0,
    everyNs: nsOf(fields.duration("every")) ?? Infinity,
  }),
  closed: (fields) => ({
    pattern: "closed",
    clients: fields.number("clients", CLIENTS) ?? 1,
    thinkNs: nsOf(fields.duration("think")) ?? 0,
  }),
  constant: (fields) => ({ pattern: "constant", perSecond: fields.number("rate", RATE) ?? 1 }),
  poisson: (fields) => ({ pattern: "poisson", perSecond: fields.number("rate", RATE) ?? 1 }),
};

function nsOf(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms * 1e6);
}

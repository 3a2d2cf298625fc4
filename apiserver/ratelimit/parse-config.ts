import { duplicate, invalid, isDNS1123Label, required, type ErrorList } from "../../apimachinery/validation/index.js";
import { configProblems, readConfigText, type ConfigObject } from "../config/index.js";
import { parseAlgorithm } from "./parse-algorithm.js";
import {
  API_VERSION,
  KIND,
  RATE_LIMIT_KEYS,
  type RateLimitConfiguration,
  type RateLimitMatch,
  type RateLimitRule,
} from "./types.js";

// Enough for every user of a large cluster, in some ten megabytes.
const DEFAULT_MAX_KEYS = 100_000;
const KEY_LIMITS = { min: 1, max: 1_000_000, integer: true };

/** Reads a RateLimitConfiguration in YAML or JSON. @throws Error with every problem, one a line, each naming its field */
export function parseRateLimitConfig(text: string): RateLimitConfiguration {
  const errors: ErrorList = [];
  const document = readConfigText(text, { apiVersions: [API_VERSION], kind: KIND }, errors);
  const found = document.objects("rules");
  if (found.length === 0) errors.push(required(document.at("rules"), "must have at least one rule"));
  const names = new Set<string>();
  const rules = found.flatMap((rule) => parseRule(rule, names) ?? []);
  document.end();
  if (errors.length > 0) throw new Error(configProblems(errors).join("\n"));
  return { rules };
}

function parseRule(rule: ConfigObject, names: Set<string>): RateLimitRule | undefined {
  const name = parseName(rule, names);
  const match = parseMatch(rule.object("match"));
  const key = rule.choice("key", RATE_LIMIT_KEYS, { required: true });
  const algorithm = parseAlgorithm(rule, rule.number("maxKeys", KEY_LIMITS) ?? DEFAULT_MAX_KEYS);
  rule.end();
  if (name === undefined || key === undefined || algorithm === undefined) return undefined;
  return { name, match, key, algorithm };
}

/** Names stand in answers and metrics, so they are short and each is there once. */
function parseName(rule: ConfigObject, names: Set<string>): string | undefined {
  const name = rule.string("name", { required: true });
  if (name === undefined) return undefined;
  for (const message of isDNS1123Label(name)) rule.errors.push(invalid(rule.at("name"), name, message));
  if (names.has(name)) rule.errors.push(duplicate(rule.at("name"), name));
  names.add(name);
  return name;
}

function parseMatch(match: ConfigObject | undefined): RateLimitMatch {
  const parsed: RateLimitMatch = {
    users: match?.strings("users") ?? [],
    groups: match?.strings("groups") ?? [],
    verbs: match?.strings("verbs") ?? [],
    resources: match?.strings("resources") ?? [],
    paths: match?.strings("paths") ?? [],
  };
  for (const [i, verb] of parsed.verbs.entries()) {
    if (verb !== verb.toLowerCase()) {
      match?.errors.push(invalid(match.at("verbs").index(i), verb, "must be in lower case"));
    }
  }
  for (const [i, path] of parsed.paths.entries()) {
    const star = path.indexOf("*");
    if (!path.startsWith("/")) match?.errors.push(invalid(match.at("paths").index(i), path, "must begin with /"));
    else if (star >= 0 && star < path.length - 1) {
      match?.errors.push(invalid(match.at("paths").index(i), path, "may have a * at its end only"));
    }
  }
  for (const [i, resource] of parsed.resources.entries()) {
    if (/^[a-z0-9*][-a-z0-9.]*(\/[a-z0-9*][-a-z0-9]*)?$/.test(resource)) continue;
    const detail = "must be RESOURCE, RESOURCE.GROUP, RESOURCE[.GROUP]/SUBRESOURCE, *.GROUP or *";
    match?.errors.push(invalid(match.at("resources").index(i), resource, detail));
  }
  match?.end();
  return parsed;
}

import parser from "yargs-parser";
import { suggest } from "../../../generators/framework/suggest.js";
import { legacyFlags } from "../legacy-flags-table.js";
import { readLegacyFlags } from "../legacy-flags.js";
import { parseBoolean } from "./boolean-text.js";
import type { Flag } from "./flag.js";
import { serverFlags, type FlagValues } from "./server-flags.js";

export interface ParsedFlags {
  readonly values: FlagValues;
  /** Names that were given. */
  readonly given: ReadonlySet<string>;
  /** Everything that is wrong, each problem naming its flag. */
  readonly problems: readonly string[];
  /** Flags of kube-apiserver that have another name here, or no effect. */
  readonly warnings: readonly string[];
  readonly wantsHelp: boolean;
  readonly wantsVersion: boolean;
}

/** Reads a command line in the form of Go's flags: `--name=value`, `--name value`, `--switch`, `-v=4`. */
export function parseFlags(argv: readonly string[]): ParsedFlags {
  const legacy = readLegacyFlags(argv, (name) => serverFlags.has(name));
  const problems = [...legacy.problems];
  const names = [...serverFlags.keys()];
  const ofKind = (...kinds: Flag<unknown>["kind"][]): string[] =>
    names.filter((name) => kinds.includes(serverFlags.get(name)!.kind));
  const parsed = parser(normalizeSwitches(legacy.argv, problems), {
    // Lists too: what is given is taken as it is and split by the flag itself.
    string: ofKind("value", "list"),
    array: ofKind("list"),
    boolean: [...ofKind("boolean"), "help", "version"],
    alias: { help: ["h"] },
    configuration: {
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-numbers": false,
      "short-option-groups": false,
      "strip-aliased": true,
    },
  });
  const { _: positional, help, version, ...options } = parsed as Record<string, unknown> & { _: unknown[] };
  for (const argument of positional) problems.push(`unknown argument ${String(argument)}`);
  const values: Record<string, unknown> = {};
  for (const [name, flag] of serverFlags) values[name] = flag.default;
  const given = new Set<string>();
  for (const [name, value] of Object.entries(options)) {
    const flag = serverFlags.get(name);
    if (flag === undefined) {
      problems.push(unknownFlag(name, [...names, ...legacyFlags.keys()]));
      continue;
    }
    given.add(name);
    const texts = (Array.isArray(value) ? value : [value]).map(String);
    if (flag.kind !== "boolean" && texts.every((text) => text === "")) {
      // Without a value yargs gives an empty text; Go's lists may be emptied so, nothing else makes sense of it.
      if (flag.kind === "value") problems.push(`--${name}: needs a value`);
      else values[name] = flag.parse(texts);
      continue;
    }
    try {
      values[name] = flag.parse(texts);
    } catch (err) {
      problems.push(`--${name}=${texts.at(-1)}: ${(err as Error).message}`);
    }
  }
  return {
    values: values as FlagValues,
    given,
    problems,
    warnings: legacy.warnings,
    wantsHelp: help === true,
    wantsVersion: version === true,
  };
}

/** Switches take only `=value`; yargs reads any text it does not know as false, so that is refused here. */
function normalizeSwitches(argv: readonly string[], problems: string[]): string[] {
  return argv.flatMap((argument) => {
    const match = /^--([^=]+)=(.*)$/.exec(argument);
    if (match === null || serverFlags.get(match[1]!)?.kind !== "boolean") return [argument];
    const value = parseBoolean(match[2]!);
    if (value !== undefined) return [`--${match[1]}=${value}`];
    problems.push(`--${match[1]}=${match[2]}: must be true or false`);
    return [];
  });
}

function unknownFlag(name: string, known: readonly string[]): string {
  const near = suggest(name, known);
  const dashes = name.length === 1 ? "-" : "--";
  return `unknown flag ${dashes}${name}${near === undefined ? "" : `; did you mean --${near}?`}`;
}

import { parseBoolean } from "./flags/boolean-text.js";
import { legacyFlags, legacyValues, type LegacyFlag } from "./legacy-flags-table.js";

export interface LegacyReading {
  /** The command line in flags of this server, and what no version of kube-apiserver ever knew. */
  readonly argv: readonly string[];
  /** Each names the flag, and its successor or why it has no effect. */
  readonly warnings: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Takes out of a start line of kube-apiserver what this server has no flag for, and translates what has another name here.
 * Underscores count as dashes, as there. @param isOwn - whether this server has the flag
 */
export function readLegacyFlags(argv: readonly string[], isOwn: (name: string) => boolean): LegacyReading {
  const own: string[] = [];
  const warnings: string[] = [];
  const problems: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const { name, value: attached } = split(argv[i]!);
    if (name === undefined || isOwn(name)) {
      const values = legacyValues[name ?? ""];
      if (name === undefined) own.push(argv[i]!);
      else if (values === undefined) own.push(written(name, attached));
      else own.push(written(name, currentValue(name, attached ?? argv[++i], warnings)));
      continue;
    }
    const flag = legacyFlags.get(name);
    if (flag === undefined) {
      own.push(argv[i]!);
      continue;
    }
    // A switch stands alone; any other flag may have its value behind it.
    const value = attached ?? (flag.takes === "switch" ? "true" : argv[++i]);
    const problem = problemOf(name, flag, value);
    if (problem !== undefined) problems.push(problem);
    else own.push(...outcomeOf(name, value!, isOwn, warnings));
  }
  return { argv: own, warnings, problems };
}

/** What stands for the flag from here on; nothing when it is ignored. */
function outcomeOf(name: string, value: string, isOwn: (name: string) => boolean, warnings: string[]): string[] {
  const flag = legacyFlags.get(name);
  if (flag?.outcome !== "renamed") {
    if (flag?.outcome === "ignored") warnings.push(`--${name} has no effect: ${flag.because}`);
    return [];
  }
  warnings.push(`--${name} is called --${flag.to} now`);
  return isOwn(flag.to) ? [written(flag.to, value)] : outcomeOf(flag.to, value, isOwn, warnings);
}

/** What the value is called here. */
function currentValue(name: string, value: string | undefined, warnings: string[]): string | undefined {
  const legacy = legacyValues[name]?.[value ?? ""];
  if (legacy === undefined) return value;
  warnings.push(`--${name}=${value} means ${legacy.means} here: ${legacy.because}`);
  return legacy.means;
}

function problemOf(name: string, flag: LegacyFlag, value: string | undefined): string | undefined {
  if (value === undefined) return `--${name}: needs a value`;
  if (flag.takes === "switch" && parseBoolean(value) === undefined) return `--${name}=${value}: must be true or false`;
  return flag.outcome === "refused" ? `--${name}: is not supported; ${flag.instead}` : undefined;
}

/** `name` is undefined for what is no flag, or one of a single letter. */
function split(argument: string): { readonly name: string | undefined; readonly value: string | undefined } {
  const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
  return { name: match?.[1]?.replaceAll("_", "-"), value: match?.[2] };
}

function written(name: string, value: string | undefined): string {
  return value === undefined ? `--${name}` : `--${name}=${value}`;
}

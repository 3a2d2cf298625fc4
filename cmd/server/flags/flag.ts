import { isIP } from "node:net";
import { durationToMs } from "../../../apimachinery/scalars/index.js";
import { parseCIDR } from "../../../apimachinery/validation/index.js";
import { PortRange } from "../../../controllers/service-allocation/index.js";

/** One flag of the command line: what it takes, what it means, and what it is without being given. */
export interface Flag<T> {
  readonly kind: "value" | "boolean" | "list";
  readonly default: T;
  readonly help: string;
  /** What stands for the value in the help: `PATH`. */
  readonly placeholder: string;
  /** All values given, as text; never empty. @throws Error saying what is wrong with them. */
  readonly parse: (texts: readonly string[]) => T;
  /** The default as the help shows it. */
  readonly shownDefault: string;
}

type FlagInput<T> = { readonly default: T; readonly help: string; readonly placeholder?: string };

export function text<T extends string | undefined>(input: FlagInput<T>): Flag<T | string> {
  return flag<T | string>("value", { placeholder: "TEXT", ...input }, (given) => given);
}

export function oneOf<T extends string | undefined, C extends string>(
  choices: readonly C[],
  input: FlagInput<T>,
): Flag<T | C> {
  return flag<T | C>("value", { placeholder: choices.join("|"), ...input }, (given) => {
    const found = choices.find((choice) => choice === given);
    if (found === undefined) throw new Error(`must be one of ${choices.join(", ")}`);
    return found;
  });
}

export function integer<T extends number | undefined>(
  input: FlagInput<T> & { readonly min?: number; readonly max?: number },
): Flag<T | number> {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = input;
  return flag<T | number>("value", { placeholder: "N", ...input }, (given) => {
    if (!/^[-+]?\d+$/.test(given)) throw new Error("must be a whole number");
    return inRange(Number(given), min, max);
  });
}

export function fraction(input: FlagInput<number> & { readonly max: number }): Flag<number> {
  return flag("value", { placeholder: "N", ...input }, (given) => {
    const value = Number(given);
    if (given.trim() === "" || Number.isNaN(value)) throw new Error("must be a number");
    return inRange(value, 0, input.max);
  });
}

/** Milliseconds; given in Go's notation. @param shown - the default in that notation. */
export function duration(input: Omit<FlagInput<string>, "placeholder">): Flag<number> {
  return {
    ...flag("value", { ...input, default: durationToMs(input.default), placeholder: "DURATION" }, (given) => {
      const ms = durationToMs(given);
      if (ms < 0) throw new Error("must not be negative");
      return ms;
    }),
    shownDefault: input.default,
  };
}

export function boolean<T extends boolean | undefined>(input: FlagInput<T>): Flag<T | boolean> {
  return flag<T | boolean>("boolean", { placeholder: "", ...input }, (given) => given === "true");
}

/** Comma-separated; may be given several times. */
export function list(input: Omit<FlagInput<readonly string[]>, "default">): Flag<readonly string[]> {
  return {
    kind: "list",
    default: [],
    help: input.help,
    placeholder: input.placeholder ?? "A,B",
    parse: (texts) =>
      texts
        .flatMap((given) => given.split(","))
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    shownDefault: "",
  };
}

/** Comma-separated `key=value`; may be given several times. */
export function pairs(
  input: Omit<FlagInput<ReadonlyMap<string, string>>, "default">,
): Flag<ReadonlyMap<string, string>> {
  return {
    ...list(input),
    default: new Map(),
    placeholder: input.placeholder ?? "KEY=VALUE,…",
    parse: (texts) =>
      new Map(
        list(input)
          .parse(texts)
          .map((item) => {
            const equals = item.indexOf("=");
            // As upstream: a key alone switches it on.
            return equals < 0 ? [item, "true"] : [item.slice(0, equals).trim(), item.slice(equals + 1).trim()];
          }),
      ),
  };
}

export function ipAddress<T extends string | undefined>(input: FlagInput<T>): Flag<T | string> {
  return flag<T | string>("value", { placeholder: "IP", ...input }, (given) => {
    if (isIP(given) === 0) throw new Error("must be an IP address");
    return given;
  });
}

// Upstream serves no fewer: the first address is the API's own.
const MIN_ADDRESSES = 8n;
const MAX_PORT = 65_535;

/** Ranges in CIDR notation, at least 8 addresses each: one, or an IPv4 and an IPv6 one. */
export function addressRanges(input: Omit<FlagInput<string>, "placeholder">): Flag<readonly string[]> {
  return {
    ...flag("value", { ...input, default: [input.default], placeholder: "CIDR[,CIDR]" }, (given) => {
      const texts = given.split(",").map((item) => item.trim());
      const versions = texts.map((item) => {
        const cidr = parseCIDR(item);
        if (cidr === undefined) throw new Error(`${item} must be a range of addresses, such as 10.0.0.0/24`);
        const width = cidr.address.version === 4 ? 32 : 128;
        if (1n << BigInt(width - cidr.prefixLength) < MIN_ADDRESSES) {
          throw new Error(`${item} must hold at least ${MIN_ADDRESSES} addresses`);
        }
        return cidr.address.version;
      });
      if (texts.length > 2 || (texts.length === 2 && versions[0] === versions[1])) {
        throw new Error("must be one range, or one of IPv4 and one of IPv6");
      }
      return texts;
    }),
    shownDefault: input.default,
  };
}

/** Ports in one of Go's notations: `30000-32767`, `30000+2767`, `30000`. */
export function portRange(input: { readonly default: PortRange; readonly help: string }): Flag<PortRange> {
  return flag("value", { ...input, placeholder: "FIRST-LAST" }, (given) => {
    const [, first, sign, second] = /^(\d{1,5})(?:([-+])(\d{1,5}))?$/.exec(given) ?? [];
    if (first === undefined) throw new Error("must be a range of ports, such as 30000-32767");
    const last = sign === "+" ? Number(first) + Number(second) : Number(second ?? first);
    if (last < Number(first)) throw new Error("must not end before it begins");
    return new PortRange(inRange(Number(first), 1, MAX_PORT), inRange(last, 1, MAX_PORT));
  });
}

function inRange(value: number, min: number, max: number): number {
  if (value < min) throw new Error(`must be at least ${min}`);
  if (value > max) throw new Error(`must be at most ${max}`);
  return value;
}

function flag<T>(
  kind: Flag<T>["kind"],
  input: FlagInput<T> & { readonly placeholder: string },
  parse: (given: string) => T,
): Flag<T> {
  return {
    kind,
    default: input.default,
    help: input.help,
    placeholder: input.placeholder,
    // A flag given twice counts as given last.
    parse: (texts) => parse(texts.at(-1)!),
    shownDefault: input.default === undefined || input.default === "" ? "" : String(input.default),
  };
}

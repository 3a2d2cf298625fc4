import { formatDuration } from "../../../apimachinery/scalars/index.js";
import { PortRange } from "../../../controllers/service-allocation/index.js";
import type { Flag } from "./flag.js";
import { serverFlags, type FlagValues } from "./server-flags.js";

const NS_PER_MS = 1e6;

/** Every flag's value as Go's flags print it; a flag without a value has an empty text. */
export function flagTexts(values: FlagValues): ReadonlyMap<string, string> {
  const texts = Object.entries(values).flatMap(([name, value]): [string, string][] => {
    const flag = serverFlags.get(name);
    return flag === undefined ? [] : [[name, textOf(flag, value)]];
  });
  return new Map(texts);
}

function textOf(flag: Flag<unknown>, value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "number" && flag.placeholder === "DURATION") {
    return formatDuration(BigInt(Math.round(value * NS_PER_MS)));
  }
  if (value instanceof PortRange) return `${value.first}-${value.last}`;
  if (value instanceof Map) return [...value].map(([key, text]) => `${key}=${text}`).join(",");
  if (Array.isArray(value)) return flag.kind === "list" ? `[${value.join(",")}]` : value.join(",");
  return String(value);
}

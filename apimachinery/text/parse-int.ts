import { quote } from "./quote.js";

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/** A text that is no number of the wanted range; the message is that of Go's strconv. */
export class NumberFormatError extends Error {
  constructor(func: string, text: string, problem: string) {
    super(`strconv.${func}: parsing ${quote(text)}: ${problem}`);
    this.name = "NumberFormatError";
  }
}

/** A signed 64-bit whole number. `func` is the name that the message tells. @throws NumberFormatError */
export function parseInt64(text: string, func = "ParseInt"): bigint {
  if (!/^[+-]?[0-9]+$/.test(text)) throw new NumberFormatError(func, text, "invalid syntax");
  const value = BigInt(text.replace("+", ""));
  if (value < MIN_INT64 || value > MAX_INT64) throw new NumberFormatError(func, text, "value out of range");
  return value;
}

/** An unsigned 64-bit whole number, such as a resourceVersion. @throws NumberFormatError */
export function parseUint64(text: string): bigint {
  if (!/^[0-9]+$/.test(text)) throw new NumberFormatError("ParseUint", text, "invalid syntax");
  const value = BigInt(text);
  if (value > 2n ** 64n - 1n) throw new NumberFormatError("ParseUint", text, "value out of range");
  return value;
}

/** `true` and `false` in all of Go's spellings. @throws NumberFormatError */
export function parseBool(text: string): boolean {
  switch (text) {
    case "1":
    case "t":
    case "T":
    case "true":
    case "TRUE":
    case "True":
      return true;
    case "0":
    case "f":
    case "F":
    case "false":
    case "FALSE":
    case "False":
      return false;
    default:
      throw new NumberFormatError("ParseBool", text, "invalid syntax");
  }
}

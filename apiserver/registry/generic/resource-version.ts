import { quote } from "../../../apimachinery/text/index.js";
import { invalid, Path, type FieldError } from "../../../apimachinery/validation/field/index.js";

const MAX_UINT64 = 2n ** 64n - 1n;

/** What is wrong with a resourceVersion that a client sent; undefined when it is one, or "". */
export function resourceVersionProblem(text: string): FieldError | undefined {
  if (text === "") return undefined;
  const problem = !/^[0-9]+$/.test(text)
    ? "invalid syntax"
    : BigInt(text) > MAX_UINT64
      ? "value out of range"
      : undefined;
  if (problem === undefined) return undefined;
  return invalid(Path.of("resourceVersion"), text, `strconv.ParseUint: parsing ${quote(text)}: ${problem}`);
}

import { parseQuantity } from "./quantity.js";
import { QUANTITY_FORM_MESSAGE, QuantityError } from "./parse.js";

// Texts that are canonical as they stand, which nearly all are.
const PLAIN_DECIMAL = /^[1-9][0-9]{0,14}[numkMGTPE]?$/;
const PLAIN_BINARY = /^[1-9][0-9]{0,2}[KMGT]i$/;

/**
 * The canonical text of a quantity as it came in JSON: a text or a number.
 * @throws QuantityError also for a number that a double cannot hold exactly; such a one has to be sent as text.
 */
export function canonicalQuantity(value: unknown): string {
  if (typeof value === "string") {
    if (PLAIN_BINARY.test(value) || (PLAIN_DECIMAL.test(value) && !/000[a-zA-Z]?$/.test(value))) return value;
    return parseQuantity(value.trim()).toString();
  }
  if (typeof value !== "number") throw new QuantityError(QUANTITY_FORM_MESSAGE);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new QuantityError("quantities beyond ±9007199254740991 must be sent as strings");
  }
  return parseQuantity(String(value)).toString();
}

import type { RuntimeObject, ValidationFunc } from "../../runtime/index.js";
import { internalError } from "../field/index.js";
import { operationOf, type Validator } from "./operation.js";

/**
 * The validation of a kind as a scheme stores it. `subresources` are the paths that the rules are for: `/` is the object
 * itself, `/status` and others are subresources.
 */
export function rootValidation<T extends RuntimeObject>(
  typeName: string,
  subresources: readonly string[],
  validate: Validator<T>,
): ValidationFunc<T> {
  return (obj, old, opts) => {
    const subresource = `/${opts?.subresource ?? ""}`;
    if (subresources.includes(subresource)) return validate(undefined, obj, old, operationOf(old, opts));
    return [internalError(undefined, new Error(`no validation found for *${typeName}, subresource: ${subresource}`))];
  };
}

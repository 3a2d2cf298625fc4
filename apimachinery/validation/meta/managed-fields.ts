import type { ManagedFieldsEntry } from "../../meta/v1/types.js";
import type { DeepReadonly } from "../../runtime/object.js";
import { byteLength } from "../../text/index.js";
import { childOf, invalid, notSupported, required, tooLong, type ErrorList, type Path } from "../field/index.js";

export const FIELD_MANAGER_MAX_LENGTH = 128;
const MAX_SUBRESOURCE_NAME_LENGTH = 256;
const PRINTABLE_ASCII = /^[ -~]*$/;
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** @see kubernetes/apimachinery pkg/apis/meta/v1/validation/validation.go, ValidateManagedFields */
export function validateManagedFields(
  entries: DeepReadonly<ManagedFieldsEntry[]> | undefined,
  path: Path | undefined,
): ErrorList {
  const errs: ErrorList = [];
  for (const [i, entry] of (entries ?? []).entries()) {
    const at = path?.index(i);
    const { operation = "", fieldsType = "", manager = "", subresource = "" } = entry;
    if (operation === "") errs.push(required(childOf(at, "operation"), "must not be empty"));
    else if (operation !== "Apply" && operation !== "Update") {
      errs.push(notSupported(childOf(at, "operation"), operation, ["Apply", "Update"]));
    }
    if (fieldsType !== "" && fieldsType !== "FieldsV1") {
      errs.push(invalid(childOf(at, "fieldsType"), fieldsType, "must be `FieldsV1`"));
    }
    errs.push(...validateFieldManager(manager, childOf(at, "manager")));
    if (subresource !== "" && byteLength(subresource) > MAX_SUBRESOURCE_NAME_LENGTH) {
      errs.push(tooLong(childOf(at, "subresource"), "", MAX_SUBRESOURCE_NAME_LENGTH));
    }
  }
  return errs;
}

/** Whether one character may be in the name of a manager. @see Go's unicode.IsPrint */
export function isPrintable(character: string): boolean {
  return PRINTABLE.test(character);
}

/** At most 128 bytes, all of them printable. "" stands for none. */
export function validateFieldManager(manager: string, path: Path | undefined): ErrorList {
  if (manager.length <= FIELD_MANAGER_MAX_LENGTH && PRINTABLE_ASCII.test(manager)) return [];
  const errs: ErrorList = [];
  if (byteLength(manager) > FIELD_MANAGER_MAX_LENGTH) errs.push(tooLong(path, "", FIELD_MANAGER_MAX_LENGTH));
  let position = 0;
  for (const char of manager) {
    if (!isPrintable(char)) {
      const code = (char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
      errs.push(invalid(path, manager, `invalid character U+${code} (at position ${position})`));
    }
    position += byteLength(char);
  }
  return errs;
}

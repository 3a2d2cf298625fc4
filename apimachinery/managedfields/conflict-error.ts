import { CauseType, newApplyConflict, type StatusError } from "../api/errors/index.js";
import { conflictMessage, pathToString, type Conflict } from "../structuredmerge/index.js";
import { quote } from "../text/index.js";
import { entryOfId } from "./managed.js";

/**
 * 409 with a cause for each field that others manage.
 * @see kubernetes/apimachinery pkg/util/managedfields/internal/conflict.go
 */
export function newConflictError(conflicts: readonly Conflict[]): StatusError {
  const causes = conflicts.map(({ manager, path }) => ({
    reason: CauseType.FieldManagerConflict,
    message: `conflict with ${managerName(manager)}`,
    field: pathToString(path),
  }));
  const count = conflicts.length === 1 ? "1 conflict" : `${conflicts.length} conflicts`;
  return newApplyConflict(causes, `Apply failed with ${count}: ${conflictMessage(conflicts, managerName)}`);
}

function managerName(id: string): string {
  const { manager = "", subresource, operation, apiVersion = "" } = entryOfId(id);
  const name = quote(manager) + (subresource === undefined ? "" : ` with subresource ${quote(subresource)}`);
  return operation === "Update" ? `${name} using ${apiVersion}` : name;
}

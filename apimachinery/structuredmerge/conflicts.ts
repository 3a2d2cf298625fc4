import { compareBytes, quote } from "../text/index.js";
import { pathToString, type FieldPath } from "./path-element.js";

export interface Conflict {
  readonly manager: string;
  readonly path: FieldPath;
}

/**
 * An apply would change what others manage.
 * @see kubernetes-sigs/structured-merge-diff merge/conflict.go
 */
export class ApplyConflictError extends Error {
  readonly conflicts: readonly Conflict[];

  constructor(conflicts: readonly Conflict[]) {
    super(conflictMessage(conflicts, quote));
    this.name = "ApplyConflictError";
    this.conflicts = conflicts;
  }
}

/** One conflict on one line, several by manager. `nameOf` is how a manager is named. */
export function conflictMessage(conflicts: readonly Conflict[], nameOf: (manager: string) => string): string {
  if (conflicts.length === 1) {
    const { manager, path } = conflicts[0]!;
    return `conflict with ${nameOf(manager)}: ${pathToString(path)}`;
  }
  const paths = new Map<string, FieldPath[]>();
  for (const { manager, path } of conflicts) {
    const known = paths.get(manager);
    if (known === undefined) paths.set(manager, [path]);
    else known.push(path);
  }
  return [...paths.keys()]
    .sort(compareBytes)
    .flatMap((manager) => [
      `conflicts with ${nameOf(manager)}:`,
      ...paths.get(manager)!.map((path) => `- ${pathToString(path)}`),
    ])
    .join("\n");
}

import { formatDiagnostic, type Diagnostic } from "../../generators/framework/diagnostics.js";
import type { Io } from "./io.js";

/** Prints every diagnostic and returns how many are errors. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: Io): number {
  for (const diagnostic of diagnostics) io.err(`${formatDiagnostic(diagnostic)}\n`);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  if (errors > 0) io.err(`${errors} ${errors === 1 ? "error" : "errors"}; nothing was written\n`);
  return errors;
}

import type { SourcePosition } from "./model.js";

export interface Diagnostic {
  /** Stable identifier such as `KS1003`; the catalogue of codes is `docs/diagnostics.md`. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** What is wrong, then what to write instead. */
  readonly message: string;
  readonly position: SourcePosition;
}

/** Collects every problem of a run. */
export class Diagnostics {
  readonly #all: Diagnostic[] = [];

  error(code: string, position: SourcePosition, message: string): void {
    this.#all.push({ code, severity: "error", message, position });
  }

  warning(code: string, position: SourcePosition, message: string): void {
    this.#all.push({ code, severity: "warning", message, position });
  }

  get hasErrors(): boolean {
    return this.#all.some((d) => d.severity === "error");
  }

  /** Sorted by place, so that output does not depend on the order of generators. Equal ones are merged. */
  sorted(): readonly Diagnostic[] {
    const unique = new Map(this.#all.map((d) => [`${formatDiagnostic(d)}`, d]));
    return [...unique.values()].sort(
      (a, b) =>
        compare(a.position.file, b.position.file) ||
        a.position.line - b.position.line ||
        a.position.column - b.position.column ||
        compare(a.code, b.code) ||
        compare(a.message, b.message),
    );
  }
}

/** `apis/wardle/v1alpha1/types.ts:12:3: error KS1003: …` */
export function formatDiagnostic(d: Diagnostic): string {
  const { file, line, column } = d.position;
  return `${file}:${line}:${column}: ${d.severity} ${d.code}: ${d.message}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

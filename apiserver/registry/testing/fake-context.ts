import type { WriteContext } from "../generic/index.js";

/** A write by `tester` in namespace `ns`, whose warnings are kept. */
export function fakeContext(parts: Partial<WriteContext> = {}): WriteContext & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return {
    user: { name: "tester", groups: ["system:authenticated"] },
    namespace: "ns",
    dryRun: false,
    now: Date.parse("2026-01-01T00:00:00Z"),
    version: "v1",
    warn: (text) => void warnings.push(text),
    warnings,
    ...parts,
  };
}

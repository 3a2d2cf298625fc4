import type { ServerHandler } from "../transport/index.js";
import { COMPONENT, DELIMITER, headerOf } from "./header.js";
import { createPageHandler } from "./page.js";

/** `/flagz`: every flag with the value in force. */
export function createFlagPage(flags: ReadonlyMap<string, string>): ServerHandler {
  const sorted = [...flags].sort(([a], [b]) => (a < b ? -1 : 1));
  return createPageHandler({
    kind: "Flagz",
    text: () => headerOf("flagz") + sorted.map(([name, value]) => `${name}${DELIMITER}${value}\n`).join(""),
    fields: () => ({ metadata: { name: COMPONENT }, flags: Object.fromEntries(sorted) }),
  });
}

import { contentHash } from "./content-hash.js";
import type { Host } from "./host.js";
import { TEMPLATE_FOLDER } from "./template-folder.js";

/**
 * A hash of everything but the inputs that decides what is generated: the generators' code as it runs, the templates,
 * and the versions of the libraries that format. `tool` sees the package that all these belong to.
 */
export function toolKey(tool: Host): string {
  const isBuilt = import.meta.url.endsWith(".js");
  const code = tool
    .listFiles(isBuilt ? "dist/generators" : "generators")
    .filter((path) => path.endsWith(isBuilt ? ".js" : ".ts") && !path.endsWith(".test.ts"));
  const files = [...code, ...tool.listFiles(TEMPLATE_FOLDER), "package.json"];
  return contentHash(...files.flatMap((path) => [path, tool.readFile(path)!]));
}

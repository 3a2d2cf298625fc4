import { contentHash } from "./content-hash.js";
import { FORMAT_OPTIONS } from "./format.js";
import type { Host } from "./host.js";
import { TEMPLATE_FOLDER } from "./template-folder.js";

/** Hashes of what, beside the project's own files, decides what is generated. */
export interface ToolKeys {
  /** Of the generators' code as it runs, the templates, and the versions of the libraries. */
  readonly tool: string;
  /** Of what decides how a rendered text is formatted. */
  readonly format: string;
}

/** `tool` sees the package that the generators and templates belong to. */
export function toolKeys(tool: Host): ToolKeys {
  const isBuilt = import.meta.url.endsWith(".js");
  const code = tool
    .listFiles(isBuilt ? "dist/generators" : "generators")
    .filter((path) => path.endsWith(isBuilt ? ".js" : ".ts") && !path.endsWith(".test.ts"));
  const files = [...code, ...tool.listFiles(TEMPLATE_FOLDER), "package.json"];
  const { dependencies } = JSON.parse(tool.readFile("package.json")!) as {
    readonly dependencies: Record<string, string>;
  };
  return {
    tool: contentHash(...files.flatMap((path) => [path, tool.readFile(path)!])),
    format: contentHash(dependencies["prettier"] ?? "", JSON.stringify(FORMAT_OPTIONS)),
  };
}

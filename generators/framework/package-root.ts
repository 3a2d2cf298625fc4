import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { RUNTIME_PACKAGE } from "./package-resolver.js";

/** Folder of the package that this code belongs to, absolute: where `templates/` is, built or not. */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly name?: string };
      if (name === RUNTIME_PACKAGE) return folder;
    }
    if (dirname(folder) === folder) throw new Error(`no package ${RUNTIME_PACKAGE} around ${import.meta.url}`);
  }
}

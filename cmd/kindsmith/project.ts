import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { NodeHost } from "../../generators/framework/node-host.js";
import { packageRoot } from "../../generators/framework/package-root.js";
import { CommandError } from "./io.js";

/** The project around `cwd`: the nearest folder upwards with package.json and apis/. */
export function findProject(cwd: string): NodeHost {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) && existsSync(join(folder, "apis"))) return new NodeHost(folder);
    if (dirname(folder) === folder) {
      throw new CommandError(
        `no project around ${cwd}: no folder has both package.json and apis/; see \`kindsmith init --help\``,
      );
    }
  }
}

/** The package with the generators' code and templates. */
export function toolHost(): NodeHost {
  return new NodeHost(packageRoot());
}

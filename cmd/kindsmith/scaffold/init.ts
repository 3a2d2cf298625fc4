import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { packageRoot } from "../../../generators/framework/package-root.js";
import { CommandError } from "../io.js";
import type { ChangeSet } from "./change-set.js";

export interface InitOptions {
  /** What package.json asks for: a version range, or `file:…`. */
  readonly dependency: string | undefined;
}

/** Makes a project in an empty folder. `dir` names it. */
export async function initProject(changes: ChangeSet, dir: string, opts: InitOptions): Promise<void> {
  if (changes.read("package.json") !== undefined)
    throw new CommandError(`${dir} holds a project already: it has a package.json`);
  const name = basename(dir)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const tool = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as {
    readonly version: string;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const view = {
    name: name === "" ? "apiserver" : name,
    kindsmith: opts.dependency ?? `^${tool.version}`,
    typescript: tool.devDependencies["typescript"] ?? "latest",
    nodeTypes: tool.devDependencies["@types/node"] ?? "latest",
  };
  await changes.create("package.json", "init/package.json", view);
  await changes.create("tsconfig.json", "init/tsconfig.json", view);
  await changes.create(".gitignore", "init/gitignore", view);
  await changes.create("README.md", "init/readme", view);
  await changes.create("server.ts", "init/server", view);
  await changes.create("admission/index.ts", "admission-index", view);
  await changes.create("apis/README.md", "init/apis-readme", view);
  await changes.create("hack/boilerplate.txt", "init/boilerplate", view);
  await changes.create("hack/update-codegen.sh", "init/update-codegen", view, { executable: true });
  await changes.create("hack/verify-codegen.sh", "init/verify-codegen", view, { executable: true });
  await changes.create(".github/workflows/verify.yaml", "init/workflow", view);
}

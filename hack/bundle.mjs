/**
 * Joins the compiled modules of each command into a few files below its folder's `bundle`, which load in a third of the
 * time. Libraries stay outside. What is loaded late, such as a storage backend, gets a file of its own. Runs after
 * hack/build.mjs; without the bundle a command runs from its modules.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const options = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20",
  // Generated code names this package by its own name; those imports are modules of the bundle too.
  alias: { kindsmith: join(root, "dist") },
  packages: "external",
  logLevel: "warning",
};

// An import of ts-morph makes Node search its 13 MB of CommonJS for the names that it exports, a tenth of a second of each
// run; requiring it does not.
const requireTsMorph = {
  name: "require-ts-morph",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ts-morph$/ }, () => ({ path: "ts-morph", namespace: "required" }));
    onLoad({ filter: /^ts-morph$/, namespace: "required" }, () => ({
      contents:
        'import { createRequire } from "node:module";\n' +
        'export const { Node, Project, SyntaxKind, ts } = createRequire(import.meta.url)("ts-morph");\n',
    }));
  },
};

await Promise.all([
  build({
    ...options,
    entryPoints: {
      serve: "dist/cmd/kindsmith-apiserver/serve.js",
      // Started as a thread by the embedded store, from beside the file that asks for it.
      worker: "dist/apiserver/storage/embedded/worker.js",
    },
    outdir: "dist/cmd/kindsmith-apiserver/bundle",
  }),
  build({
    ...options,
    // The commands that copy a store start the thread too.
    entryPoints: {
      program: "dist/cmd/kindsmith/program.js",
      worker: "dist/apiserver/storage/embedded/worker.js",
    },
    outdir: "dist/cmd/kindsmith/bundle",
    plugins: [requireTsMorph],
  }),
]);

/**
 * Joins the compiled modules of kindsmith-apiserver into a few files below dist/cmd/kindsmith-apiserver/bundle, which load
 * in a third of the time. Libraries stay outside. What is loaded late, such as a storage backend, gets a file of its own.
 * Runs after hack/build.mjs; without the bundle the server runs from its modules.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
await build({
  absWorkingDir: root,
  entryPoints: {
    serve: "dist/cmd/kindsmith-apiserver/serve.js",
    // Started as a thread by the embedded store, from beside the file that asks for it.
    worker: "dist/apiserver/storage/embedded/worker.js",
  },
  outdir: "dist/cmd/kindsmith-apiserver/bundle",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20",
  // Generated code names this package by its own name; those imports are modules of the bundle too.
  alias: { kindsmith: join(root, "dist") },
  packages: "external",
  logLevel: "warning",
});

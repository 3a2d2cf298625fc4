/**
 * Joins the compiled modules of each command into a few files below its folder's `bundle`, which load in a part of the
 * time. Runs after hack/build.mjs; without the bundle a command runs from its modules.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const serverBundle = "dist/cmd/kindsmith-apiserver/bundle";
const options = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  // Generated code names this package by its own name; those imports are modules of the bundle too.
  alias: { kindsmith: join(root, "dist") },
  logLevel: "warning",
};

/** Files that import each other; libraries stay outside, and what is loaded late gets a file of its own. */
const modules = { ...options, format: "esm", splitting: true, packages: "external" };

/**
 * One file with the libraries that a start needs, for cmd/kindsmith-apiserver/cached-script.ts: the function that it
 * runs, behind a hash of the text. Outside stay what is native and what is large and most servers never load.
 */
const script = {
  ...options,
  format: "cjs",
  external: [
    ...["@grpc/grpc-js", "@noble/ciphers", "better-sqlite3", "prom-client", "protobufjs", "ws", "yargs"],
    ...["context-async-hooks", "core", "exporter-trace-otlp-grpc", "resources", "sdk-trace-base"].map(
      (name) => `@opentelemetry/${name}`,
    ),
  ],
  // What is loaded late is required: V8 does not keep with its bytecode how a script imports.
  supported: { "dynamic-import": false },
  define: { "import.meta.url": "bundleURL", "import.meta.resolve": "undefined" },
  banner: {
    js:
      "(function (exports, require, __filename) { const module = { exports: {} };\n" +
      'const bundleURL = require("node:url").pathToFileURL(__filename).href;',
  },
  footer: { js: "Object.defineProperties(exports, Object.getOwnPropertyDescriptors(module.exports)); })" },
  // Reading the text takes a part of each start; names stay, and lines short enough to find one's way by.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  outExtension: { ".js": ".cjs" },
  metafile: true,
  write: false,
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

// Kubeconfig files are read by yaml, and few servers have one: it is loaded by the first call.
const lateYAML = {
  name: "late-yaml",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^yaml$/ }, ({ namespace }) =>
      namespace === "late" ? { path: "yaml", external: true } : { path: "yaml", namespace: "late" },
    );
    onLoad({ filter: /^yaml$/, namespace: "late" }, () => ({
      contents:
        'export const parse = (...args) => require("yaml").parse(...args);\n' +
        'export const stringify = (...args) => require("yaml").stringify(...args);\n',
    }));
  },
};

async function bundleServer() {
  const entryPoints = { serve: "dist/cmd/kindsmith-apiserver/serve.js" };
  const { outputFiles, metafile } = await build({ ...script, entryPoints, outdir: serverBundle, plugins: [lateYAML] });
  const [{ path, text }] = outputFiles;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 32);
  writeFileSync(path, `"${hash}";\n${text}`);
  writeFileSync(join(dirname(path), "THIRD-PARTY-NOTICES.txt"), thirdPartyNotices(root, Object.keys(metafile.inputs)));
}

/** The first start keeps the bytecode of the bundle for all later ones; so it is made here. */
async function startServerOnce() {
  const dir = mkdtempSync(join(tmpdir(), "kindsmith-build-"));
  const flags = ["--bind-address=127.0.0.1", "--secure-port=0", `--data-dir=${dir}`];
  const server = spawn(process.execPath, ["dist/cmd/kindsmith-apiserver/main.js", ...flags], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  server.stderr.on("data", (chunk) => {
    log += chunk;
    // Once: a second signal ends it in the middle of what it does.
    if (!server.killed && log.includes("serving on")) server.kill("SIGTERM");
  });
  const [code] = await once(server, "close");
  rmSync(dir, { recursive: true });
  if (code !== 0) throw new Error(`the server that was built ended with ${code}:\n${log}`);
}

await Promise.all([
  // Started as threads by the embedded store and for long YAML, from beside the file that asks for them.
  build({
    ...modules,
    entryPoints: {
      worker: "dist/apiserver/storage/embedded/worker.js",
      "yaml-worker": "dist/apimachinery/runtime/yaml/yaml-worker.js",
    },
    outdir: serverBundle,
  }).then(bundleServer),
  build({
    ...modules,
    entryPoints: {
      program: "dist/cmd/kindsmith/program.js",
      // The commands that copy a store start the thread too.
      worker: "dist/apiserver/storage/embedded/worker.js",
    },
    outdir: "dist/cmd/kindsmith/bundle",
    plugins: [requireTsMorph],
  }),
]);
await startServerOnce();

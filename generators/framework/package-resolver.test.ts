import assert from "node:assert/strict";
import test from "node:test";

import { MemoryHost } from "./host.js";
import { createPackageResolver } from "./package-resolver.js";

const EXPORTS = {
  "./apimachinery/meta/v1": {
    "kindsmith-source": "./apimachinery/meta/v1/index.ts",
    types: "./dist/apimachinery/meta/v1/index.d.ts",
    default: "./dist/apimachinery/meta/v1/index.js",
  },
  "./apis/*": { "kindsmith-source": "./apis/*/types.ts", types: "./dist/apis/*/types.d.ts" },
  "./apis/hidden/*": null,
};
const MANIFEST = JSON.stringify({ name: "kindsmith", exports: EXPORTS });

test("a project finds its own packages by its name", () => {
  const host = new MemoryHost({
    "package.json": MANIFEST,
    "apimachinery/meta/v1/types.ts": "",
    "apis/core/v1/types.ts": "",
  });
  const resolver = createPackageResolver(host);
  assert.deepEqual(resolver.resolve("kindsmith/apis/core/v1"), {
    id: "apis/core/v1",
    folder: "apis/core/v1",
    extension: ".ts",
    own: true,
    importPath: "apis/core/v1/types.ts",
    generatedPath: "generated/core/v1",
  });
  assert.deepEqual(resolver.resolve("kindsmith/apimachinery/meta/v1"), {
    id: "apimachinery/meta/v1",
    folder: "apimachinery/meta/v1",
    extension: ".ts",
    own: true,
    importPath: "kindsmith/apimachinery/meta/v1",
    generatedPath: "generated/meta/v1",
  });
  assert.equal(resolver.own("apis/core").generatedPath, "generated/core/internal");
  assert.equal(resolver.resolve("kindsmith/apis/hidden/v1"), undefined);
  assert.equal(resolver.resolve("kindsmith/other"), undefined);
});

for (const modules of ["node_modules", "../node_modules", "../../node_modules"]) {
  test(`an installed package is found in ${modules}, by its declarations or else its sources`, () => {
    const built = new MemoryHost({
      "package.json": '{"name":"mine"}',
      [`${modules}/kindsmith/package.json`]: MANIFEST,
      [`${modules}/kindsmith/dist/apis/core/v1/types.d.ts`]: "",
      [`${modules}/kindsmith/apis/core/v1/types.ts`]: "",
      [`${modules}/kindsmith/apimachinery/meta/v1/types.ts`]: "",
    });
    const resolver = createPackageResolver(built);
    assert.deepEqual(resolver.resolve("kindsmith/apis/core/v1"), {
      id: "kindsmith/apis/core/v1",
      folder: `${modules}/kindsmith/dist/apis/core/v1`,
      extension: ".d.ts",
      own: false,
      importPath: "kindsmith/apis/core/v1",
      generatedPath: "kindsmith/generated/core/v1",
    });
    const meta = resolver.resolve("kindsmith/apimachinery/meta/v1");
    assert.deepEqual(
      [meta?.id, meta?.extension, meta?.importPath, meta?.generatedPath],
      ["apimachinery/meta/v1", ".ts", "kindsmith/apimachinery/meta/v1", "kindsmith/generated/meta/v1"],
    );
  });
}

test("packages with a scope, and those that are not there", () => {
  const host = new MemoryHost({
    "node_modules/@acme/api/package.json": JSON.stringify({
      exports: { "./apis/thing/v1": { import: { types: "./types.d.ts" } } },
    }),
    "node_modules/@acme/api/types.d.ts": "",
    "node_modules/plain/package.json": '{"name":"plain"}',
  });
  const resolver = createPackageResolver(host);
  assert.equal(resolver.resolve("@acme/api/apis/thing/v1")?.generatedPath, "@acme/api/generated/thing/v1");
  assert.equal(resolver.resolve("plain/apis/x/v1"), undefined);
  assert.equal(resolver.resolve("missing/apis/x/v1"), undefined);
});

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";

import { createScratchProject, type ScratchProject } from "./testing.js";

const TESTDATA = resolve("test/testdata/import");

function expectFile(path: string, got: string): void {
  const golden = join(TESTDATA, path);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, got);
  else assert.equal(got, readFileSync(golden, "utf8"), `${path} differs; UPDATE_GOLDEN=1 accepts the change`);
}

async function withProject(body: (project: ScratchProject) => Promise<void>): Promise<void> {
  const project = await createScratchProject();
  try {
    await body(project);
  } finally {
    project.remove();
  }
}

for (const [file, types] of [
  ["crontab.yaml", "apis/stable/v1/types.ts"],
  ["widgets.json", "apis/shop/v1/types.ts"],
] as const) {
  test(`${file} becomes types that generate`, () =>
    withProject(async (project) => {
      const imported = await project.kindsmith("import", join(TESTDATA, file));
      assert.equal(imported.exitCode, 0, imported.err);
      expectFile(`${file}.types.txt`, project.read(types));
      const generated = await project.kindsmith("generate");
      assert.equal(generated.exitCode, 0, generated.err);
      const again = await project.kindsmith("import", join(TESTDATA, file));
      assert.equal(again.exitCode, 1);
      assert.match(again.err, /has types in apis\/(stable|shop) already/);
    }));
}

test("files that hold no schemas say so", () =>
  withProject(async (project) => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ["a: [", /is neither YAML nor JSON/],
      ["", /the file is empty/],
      ["kind: Pod\n", /neither an OpenAPI document nor a CustomResourceDefinition/],
      [
        "kind: CustomResourceDefinition\napiVersion: apiextensions.k8s.io/v1beta1\n",
        /v1beta1 definitions are not read/,
      ],
      ["openapi: 3.0.0\n", /describes no kinds/],
    ];
    for (const [content, pattern] of cases) {
      project.write("input.yaml", content);
      const { exitCode, err } = await project.kindsmith("import", "input.yaml");
      assert.equal(exitCode, 1);
      assert.match(err, pattern);
    }
    const { exitCode, err } = await project.kindsmith("import", "missing.yaml");
    assert.equal(exitCode, 1);
    assert.match(err, /cannot be read/);
  }));

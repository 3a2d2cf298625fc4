import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

import { conversionGen } from "../conversion/index.js";
import { deepcopyGen } from "../deepcopy/index.js";
import { defaulterGen } from "../defaulter/index.js";
import { createFixtureProject, type FixtureProject } from "../framework/fixture-project.js";
import { packageRoot } from "../framework/package-root.js";
import { expectGolden } from "../framework/testing.js";
import { registerGen } from "../register/index.js";
import { roundtripGen } from "./index.js";

const FOLDER = "test/testdata/roundtrip";
const HELPERS = [deepcopyGen, registerGen, conversionGen, defaulterGen];

for (const shape of ["sound", "lossy"]) {
  test(`roundtrip-gen: ${shape}`, () => expectGolden(`${FOLDER}/${shape}`, roundtripGen));
}

test("the emitted test passes for sound conversions, and is quick", async () => {
  const project = await createFixtureProject(`${FOLDER}/sound/in`, [...HELPERS, roundtripGen]);
  try {
    assert.deepEqual(project.typeErrors(), []);
    const { status, output } = runEmittedTest(project);
    assert.equal(status, 0, output);
    assert.match(output, /# pass 16\n/);
    const ms = Number(/# duration_ms ([\d.]+)/.exec(output)?.[1]);
    // Well below what it may take, so that the check does not depend on what else the machine does.
    assert.ok(ms < 10_000, `${ms} ms`);
  } finally {
    project.remove();
  }
});

test("the emitted test fails when a conversion loses something", async () => {
  const { "apis/shop/v1/fuzz.ts": _, ...input } = await readFixture(`${FOLDER}/lossy/in`);
  const project = await createFixtureProject(input, [...HELPERS, roundtripGen]);
  try {
    const { status, output } = runEmittedTest(project);
    assert.equal(status, 1, output);
    const failed = [...output.matchAll(/^not ok \d+ - (.*)$/gm)].map((match) => match[1]);
    assert.deepEqual(failed, [
      "shop.example.com/v1beta1 Battery: to the hub and back loses nothing",
      "shop.example.com/v1beta1 Battery: from the hub and back loses nothing",
      "shop.example.com/v1beta1 BatteryList: to the hub and back loses nothing",
      "shop.example.com/v1beta1 BatteryList: from the hub and back loses nothing",
    ]);
  } finally {
    project.remove();
  }
});

function runEmittedTest(project: FixtureProject): { readonly status: number | null; readonly output: string } {
  const tsx = join(packageRoot(), "node_modules/tsx/dist/loader.mjs");
  // A runner inside another one reports to it instead of writing.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tsx, "--conditions=kindsmith-source", "generated/shop/zz_generated.roundtrip.test.ts"],
    { cwd: project.root, encoding: "utf8", env },
  );
  return { status, output: stdout + stderr };
}

async function readFixture(folder: string): Promise<Record<string, string>> {
  const { NodeHost } = await import("../framework/node-host.js");
  const host = new NodeHost(join(packageRoot(), folder));
  return Object.fromEntries(host.listFiles(".").map((path) => [path, host.readFile(path)!]));
}

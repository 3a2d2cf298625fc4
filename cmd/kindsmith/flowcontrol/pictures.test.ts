import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, test } from "node:test";
import { runCommandLine } from "../program.js";

const dir = mkdtempSync(join(tmpdir(), "kindsmith-pictures-"));
after(() => rmSync(dir, { recursive: true, force: true }));

for (const name of ["four-weaknesses", "double-burst", "own-level"]) {
  test(`docs/flowcontrol/${name}.svg is what examples/flowcontrol/${name}.yaml gives`, async () => {
    const made = join(dir, `${name}.svg`);
    const example = resolve(`examples/flowcontrol/${name}.yaml`);
    let complaints = "";
    const exitCode = await runCommandLine(["flowcontrol", "simulate", example, "--output-svg", made], {
      cwd: dir,
      out: () => undefined,
      err: (text) => (complaints += text),
      isTerminal: false,
      interrupted: () => new AbortController().signal,
    });
    assert.equal(exitCode, 0, complaints);
    const message = `draw it again: kindsmith flowcontrol simulate examples/flowcontrol/${name}.yaml --output-svg docs/flowcontrol/${name}.svg`;
    assert.equal(readFileSync(made, "utf8"), readFileSync(`docs/flowcontrol/${name}.svg`, "utf8"), message);
  });
}

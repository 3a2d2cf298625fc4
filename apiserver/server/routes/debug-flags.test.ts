import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { createTextLogger } from "../logging/index.js";
import { PathMux } from "../mux/path-mux.js";
import { fakeRequest } from "../testing/fake-request.js";
import { installDebugFlags } from "./debug-flags.js";
import { notFound } from "./simple.js";

test("how much is logged can be set while the server runs", async () => {
  const lines: string[] = [];
  const logger = createTextLogger({ verbosity: 0, clock: new FakeClock(), write: (line) => lines.push(line) });
  const mux = new PathMux(notFound);
  installDebugFlags(mux, logger);
  const rows: [method: string, path: string, body: string, status: number, text: RegExp, verbosity: number][] = [
    ["GET", "/debug/flags", "", 200, /^<html>\n[^]*<tr>v<br>/, 0],
    ["GET", "/debug/flags/other", "", 200, /^<html>\n/, 0],
    ["PUT", "/debug/flags/v", "4", 200, /^successfully set klog\.logging\.verbosity to 4\n$/, 4],
    ["GET", "/debug/flags/v", "", 406, /^unsupported http method\n$/, 4],
    [
      "PUT",
      "/debug/flags/v",
      "much",
      400,
      /^failed set klog\.logging\.verbosity much: strconv\.ParseInt: parsing "much": invalid syntax\n$/,
      4,
    ],
    ["PUT", "/debug/flags/v", "9999999999", 400, /: value out of range\n$/, 4],
    ["PUT", "/debug/flags/v", "0", 200, / to 0\n$/, 0],
  ];
  for (const [method, path, body, status, text, verbosity] of rows) {
    const request = fakeRequest(method, path, { body });
    await mux.serve(request);
    assert.equal(request.response.status, status, `${method} ${path} ${body}`);
    assert.match(request.response.body, text);
    assert.equal(logger.enabled(verbosity), true);
    assert.equal(logger.enabled(verbosity + 1), false);
  }
});

import assert from "node:assert/strict";
import test from "node:test";
import { taggedLatest } from "./image-name.js";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const cases: readonly [string, boolean][] = [
  ["img", true],
  ["img:latest", true],
  ["img:v1", false],
  ["registry.example.com:5000/a/img", true],
  ["registry.example.com:5000/a/img:v1", false],
  [`img@${digest}`, false],
  [`img:latest@${digest}`, true],
  ["", false],
];
for (const [image, want] of cases) {
  test(`${JSON.stringify(image)} is ${want ? "" : "not "}latest`, () => assert.equal(taggedLatest(image), want));
}

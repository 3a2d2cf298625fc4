import assert from "node:assert/strict";
import test from "node:test";
import { MetricsRegistry } from "../metrics/index.js";
import type { DeprecationDefinition } from "../registry/index.js";
import { DeprecatedAPIs } from "./index.js";

const kind = { group: "x.io", version: "v1beta1", kind: "Widget" };
const apis = new DeprecatedAPIs({ registry: new MetricsRegistry(), release: "1.36" });
const replacement = { group: "x.io", version: "v1", kind: "Widget" };

const cases: readonly (readonly [DeprecationDefinition | undefined, string | undefined])[] = [
  [undefined, undefined],
  [{ deprecated: "1.37", removed: "1.40" }, undefined],
  [{ deprecated: "2.0" }, undefined],
  [{ deprecated: "1.36" }, "x.io/v1beta1 Widget is deprecated in v1.36+"],
  [{ deprecated: "1.9", removed: "1.12" }, "x.io/v1beta1 Widget is deprecated in v1.9+, unavailable in v1.12+"],
  [{ deprecated: "1.9", replacement }, "x.io/v1beta1 Widget is deprecated in v1.9+; use x.io/v1 Widget"],
];
for (const [definition, want] of cases) {
  test(`${JSON.stringify(definition)}`, () => assert.equal(apis.deprecationOf(kind, definition)?.warning, want));
}

import assert from "node:assert/strict";
import test from "node:test";

import { createImportSet } from "./import-set.js";

const PATH = "generated/foo/v1/zz_generated.x.ts";

test("types apart from values, bare specifiers first, all sorted", () => {
  const imports = createImportSet(PATH);
  imports.value("generated/foo/v1/zz_generated.deepcopy.ts", "deepCopyFoo");
  imports.type("apis/foo/v1/types.ts", "Foo");
  imports.type("apis/foo/v1/types.ts", "Bar");
  imports.type("kindsmith/codegen/v1/runtime", "Scheme");
  imports.value("kindsmith/codegen/v1/runtime", "register");
  imports.namespace("apis/foo/types.ts", "internal");
  imports.namespace("kindsmith/apis/core/v1", "core", { value: true });
  assert.deepEqual(imports.lines(), [
    'import * as core from "kindsmith/apis/core/v1";',
    'import type { Scheme } from "kindsmith/codegen/v1/runtime";',
    'import { register } from "kindsmith/codegen/v1/runtime";',
    'import type * as internal from "../../../apis/foo/types.js";',
    'import type { Bar, Foo } from "../../../apis/foo/v1/types.js";',
    'import { deepCopyFoo } from "./zz_generated.deepcopy.js";',
  ]);
});

test("a name imported as type and as value is imported once, as value", () => {
  const imports = createImportSet(PATH);
  assert.equal(imports.type("kindsmith/a", "A"), "A");
  assert.equal(imports.value("kindsmith/a", "A"), "A");
  assert.equal(imports.type("kindsmith/a", "A"), "A");
  assert.deepEqual(imports.lines(), ['import { A } from "kindsmith/a";']);
});

test("names that are taken get an alias that says where they come from", () => {
  const imports = createImportSet(PATH);
  imports.reserve("Own");
  assert.equal(imports.type("apis/foo/v1/types.ts", "Foo"), "Foo");
  assert.equal(imports.type("apis/foo/v2/types.ts", "Foo"), "v2_Foo");
  assert.equal(imports.type("apis/bar/v2/types.ts", "Foo"), "bar_v2_Foo");
  assert.equal(imports.type("kindsmith/bar/v2", "Foo"), "Foo_2");
  assert.equal(imports.type("apis/foo/v1/types.ts", "Own"), "v1_Own");
  assert.equal(imports.type("apis/foo/v1/types.ts", "Record"), "v1_Record");
  assert.equal(imports.type("apis/foo/v2/types.ts", "Foo"), "v2_Foo");
  assert.throws(() => imports.reserve("Foo"), /reserve Foo before it is imported from .*apis\/foo\/v1\/types\.js/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { GroupVersionKind } from "../schema/index.js";
import { invalid } from "../validation/field/index.js";
import type { RuntimeObject } from "./object.js";
import { NotRegisteredError, Scheme } from "./scheme.js";

const SCHEME = ' in scheme "pkg/api/legacyscheme/scheme.go:30"';
const group = "shop.example.com";
const gv = (version: string): { group: string; version: string } => ({ group, version });
const gvk = (version: string, kind = "Battery"): GroupVersionKind => ({ group, version, kind });

interface Battery extends RuntimeObject {
  via?: string[];
}

function battery(version: string, more: Battery = {}): Battery {
  return { kind: "Battery", apiVersion: `${group}/${version}`, ...more };
}

/** Conversions leave a trace of their ways. */
function shop(): Scheme {
  const scheme = new Scheme();
  const register = (version: string): void =>
    scheme.addKnownTypes(gv(version), { kind: "Battery", deepCopy: (obj: Battery) => structuredClone(obj) });
  ["__internal", "v1beta1", "v1", "v2"].forEach(register);
  const convert = (from: string, to: string): void =>
    scheme.addConversionFunc(gvk(from), gvk(to), (obj) => ({
      ...obj,
      apiVersion: `${group}/${to}`,
      via: [...((obj as Battery).via ?? []), to],
    }));
  for (const version of ["v1beta1", "v1"]) {
    convert(version, "__internal");
    convert("__internal", version);
  }
  return scheme;
}

test("versions are known with the preferred one first, the hub apart", () => {
  const scheme = shop();
  assert.deepEqual(scheme.groups(), [group]);
  assert.deepEqual(scheme.versionsOf(group), ["v2", "v1", "v1beta1"]);
  assert.deepEqual(
    scheme.versionsOfKind(group, "Battery").map(({ version }) => version),
    ["v2", "v1", "v1beta1"],
  );
  assert.deepEqual(scheme.versionsOf("other"), []);
  assert.deepEqual(scheme.knownTypes(gv("v1")), [gvk("v1")]);
});

test("conversions go through the hub, and the second one as the first", () => {
  const scheme = shop();
  for (let i = 0; i < 2; i++) {
    assert.deepEqual(scheme.convertToVersion<Battery>(battery("v1beta1"), gv("v1")).via, ["__internal", "v1"]);
    assert.deepEqual(scheme.convertToHub<Battery>(battery("v1")).via, ["__internal"]);
  }
  const obj = battery("v1");
  assert.equal(scheme.convertToVersion(obj, gv("v1")), obj);
});

test("a conversion that is added later takes the place of the way through the hub", () => {
  const scheme = shop();
  scheme.convertToVersion(battery("v1beta1"), gv("v1"));
  scheme.addConversionFunc(gvk("v1beta1"), gvk("v1"), (obj) => ({
    ...obj,
    apiVersion: `${group}/v1`,
    via: ["direct"],
  }));
  assert.deepEqual(scheme.convertToVersion<Battery>(battery("v1beta1"), gv("v1")).via, ["direct"]);
});

test("what cannot be converted is told by name", () => {
  const scheme = shop();
  const cases: readonly (readonly [RuntimeObject, { group: string; version: string }, string | RegExp])[] = [
    [battery("v1"), gv("v2"), `no conversion from ${group}/v1, Kind=Battery to ${group}/v2, Kind=Battery`],
    [battery("v1"), gv("v9"), `no kind "Battery" is registered for version "${group}/v9"${SCHEME}`],
    [battery("v9"), gv("v1"), `no kind "Battery" is registered for version "${group}/v9"${SCHEME}`],
    [
      battery("v1"),
      { group: "other", version: "v1" },
      `no kind "Battery" is registered for version "other/v1"${SCHEME}`,
    ],
    [{ kind: "Battery" }, gv("v1"), "Object 'apiVersion' is missing"],
    [{ apiVersion: "v1" }, gv("v1"), "Object 'Kind' is missing"],
    [{ kind: "Battery", apiVersion: "a/b/c" }, gv("v1"), "unexpected GroupVersion string: a/b/c"],
  ];
  for (let i = 0; i < 2; i++) {
    for (const [obj, target, message] of cases) assert.throws(() => scheme.convertToVersion(obj, target), { message });
  }
  assert.throws(() => scheme.typeOf(gvk("v1", "Lamp")), NotRegisteredError);
});

test("a kind is registered once", () => {
  const again = { kind: "Battery", deepCopy: (obj: Battery) => obj };
  assert.throws(() => shop().addKnownTypes(gv("v1"), again), {
    message: `kind registered twice: ${group}/v1, Kind=Battery`,
  });
});

test("defaults, validation and copies are those of the object's own version", () => {
  const scheme = shop();
  scheme.addTypeDefaultingFunc(gvk("v1"), (obj: Battery) => void (obj.via ??= ["default"]));
  scheme.addValidationFunc<Battery>(gvk("v1"), (obj, old, opts) =>
    obj.via === undefined ? [invalid(undefined, old?.via, opts?.subresource ?? "")] : [],
  );
  const [v1, v2] = [battery("v1"), battery("v2")];
  assert.deepEqual(scheme.validate(v1, battery("v1"), { subresource: "status" }).map(String), [
    "<nil>: Invalid value: null: status",
  ]);
  assert.deepEqual(scheme.validate(v2), []);
  scheme.default(v1);
  scheme.default(v2);
  assert.deepEqual([v1.via, v2.via], [["default"], undefined]);
  const copy = scheme.deepCopy(v1);
  assert.deepEqual(copy, v1);
  assert.notEqual(copy.via, v1.via);
});

test("field labels are the two that every kind has, or those of its function", () => {
  const scheme = shop();
  assert.deepEqual(scheme.convertFieldLabel(gvk("v1"), "metadata.name", "a"), { label: "metadata.name", value: "a" });
  assert.throws(() => scheme.convertFieldLabel(gvk("v1"), "spec.x", "a"), {
    message: '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
  });
  scheme.addFieldLabelConversionFunc(gvk("v1"), (label, value) => ({ label: `new.${label}`, value }));
  assert.deepEqual(scheme.convertFieldLabel(gvk("v1"), "spec.x", "a"), { label: "new.spec.x", value: "a" });
});

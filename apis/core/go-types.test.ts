import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readGolden, skipWithout } from "../../test/support/golden.js";
import { goCore } from "./go-types.js";

interface Recording {
  readonly name: string;
  readonly response: { readonly body: { readonly message?: string; readonly spec?: object } };
}

test("a pod's diff is the one that a Kubernetes server answers", { skip: skipWithout("defaults.json") }, () => {
  const bodyOf = (name: string): Recording["response"]["body"] =>
    readGolden<Recording[]>("defaults.json", []).find((one) => one.name === name)!.response.body;
  const spec = bodyOf("bound pod").spec!;
  const { message } = bodyOf("pod: change of an immutable field");
  const diff = goCore.diff("PodSpec", spec, { ...spec, hostname: "x" });
  assert.equal(diff, message!.slice(message!.indexOf("@@")));
});

const OBJECTS = join(process.cwd(), "..", "shared", "golden", "api-objects");
const skip = existsSync(OBJECTS) ? false : "no objects beside the repository";

/** Values of an object, sorted. */
function leaves(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [JSON.stringify(value)];
  return Object.values(value).flatMap(leaves).sort();
}

for (const [kind, type, left] of [
  // The internal form has one name for the service account.
  ["Pod", "PodSpec", ['"serviceAccountValue"']],
  ["PersistentVolume", "PersistentVolumeSpec", []],
  ["PersistentVolumeClaim", "PersistentVolumeClaimSpec", []],
] as const) {
  test(`all fields of ${type} are printed`, { skip }, () => {
    const text = readFileSync(join(OBJECTS, `core.v1.${kind}.json`), "utf8");
    const { spec } = JSON.parse(text) as { spec: object };
    const printed = leaves(goCore.value(type, spec));
    const lost = leaves(spec).filter((leaf) => {
      const at = printed.indexOf(leaf);
      if (at >= 0) printed.splice(at, 1);
      return at < 0;
    });
    assert.deepEqual(lost, left);
  });
}

test("what is not given is printed as well", () => {
  assert.deepEqual(goCore.value("SecurityContext", { privileged: true, capabilities: { add: ["A"] } }), {
    Capabilities: { Add: ["A"], Drop: null },
    Privileged: true,
    SELinuxOptions: null,
    WindowsOptions: null,
    RunAsUser: null,
    RunAsGroup: null,
    RunAsNonRoot: null,
    ReadOnlyRootFilesystem: null,
    AllowPrivilegeEscalation: null,
    ProcMount: null,
    SeccompProfile: null,
    AppArmorProfile: null,
  });
  const template = { metadata: { labels: { b: "1", a: "2" }, annotations: {} }, spec: { hostNetwork: true } };
  const printed = goCore.value("PodTemplateSpec", template) as { Spec: { SecurityContext: { HostNetwork: boolean } } };
  assert.deepEqual(Object.keys(printed), ["labels", "Spec"]);
  assert.equal(printed.Spec.SecurityContext.HostNetwork, true);
});

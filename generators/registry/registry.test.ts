import assert from "node:assert/strict";
import test from "node:test";
import { expectGolden, runGenerator } from "../framework/testing.js";
import { registryGen } from "./index.js";

test("golden: versions with a hub, subresources, columns, virtual kinds", () =>
  expectGolden("test/testdata/registry/versions", registryGen));

const doc = `/**\n * +k8s:openapi-gen=true\n * +groupName=zoo.example.com\n */\nexport {};\n`;
const types = (
  tags: string,
): string => `import type { ListMeta, ObjectMeta, TypeMeta } from "kindsmith/apimachinery/meta/v1";
/**
 * A keeper.
 *
 * +genclient
${tags} */
export interface Keeper extends TypeMeta {
  metadata: ObjectMeta;
}
/** Keepers. */
export interface KeeperList extends TypeMeta {
  metadata: ListMeta;
  items: Keeper[];
}
`;

const broken = [
  {
    name: "unknown verb",
    files: { "apis/zoo/v1/doc.ts": doc, "apis/zoo/v1/types.ts": types(" * +kindsmith:verbs=create,fly\n") },
    want: [/^apis\/zoo\/v1\/types\.ts:6:\d+: error KS4003: unknown verb "fly": use some of create, /],
  },
  {
    name: "an index of a field that no selector may name",
    files: { "apis/zoo/v1/doc.ts": doc, "apis/zoo/v1/types.ts": types(" * +kindsmith:indexedFields=.spec.area\n") },
    want: [/error KS4004: indexed field "\.spec\.area" is not selectable: add \+kubebuilder:selectablefield:JSONPath=/],
  },
  {
    name: "a release that is none",
    files: {
      "apis/zoo/v1beta1/doc.ts": doc,
      "apis/zoo/v1beta1/types.ts": types(" * +k8s:prerelease-lifecycle-gen:introduced=v1.9\n"),
    },
    want: [/error KS4005: \+k8s:prerelease-lifecycle-gen:introduced=v1\.9 is no release: write it as 1\.36/],
  },
  {
    name: "two storage versions",
    files: {
      "apis/zoo/doc.ts": doc,
      "apis/zoo/types.ts": types(""),
      "apis/zoo/v1/doc.ts": doc,
      "apis/zoo/v1/types.ts": types(" * +kubebuilder:storageversion\n"),
      "apis/zoo/v2/doc.ts": doc,
      "apis/zoo/v2/types.ts": types(" * +kubebuilder:storageversion\n"),
    },
    want: [/KS4002: kind Keeper has more than one \+kubebuilder:storageversion/],
  },
];
for (const tc of broken) {
  test(tc.name, async () => {
    const { diagnostics, files } = await runGenerator(registryGen, tc.files);
    assert.equal(diagnostics.length, tc.want.length, diagnostics.join("\n"));
    tc.want.forEach((want, i) => assert.match(diagnostics[i] ?? "", want));
    assert.deepEqual(files, {});
  });
}

/**
 * Every built-in kind, filled with values, as upstream writes it in JSON and in protobuf. Read in place beside the
 * repository; kinds that are not served here yet are counted apart.
 */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { apiGroups } from "kindsmith/generated/registry/index";
import {
  decodeEnvelope,
  decodeMessage,
  encodeEnvelope,
  encodeMessage,
  type MessageDescriptors,
} from "../../apimachinery/protobuf/index.js";
import type { OpenAPIDefinitions } from "../../apimachinery/openapi/index.js";

const folder = "../shared/golden/api-objects";
const skip = existsSync(folder) ? false : "recorded objects are not beside the repository";

interface Kind {
  readonly message: string;
  readonly descriptors: MessageDescriptors;
}

const kinds = new Map<string, Kind>();
for (const group of apiGroups) {
  const descriptors = group.protobufDescriptors?.();
  if (descriptors === undefined) continue;
  for (const [message, schema] of Object.entries<OpenAPIDefinitions[string]>(group.openAPIDefinitions())) {
    for (const gvk of schema["x-kubernetes-group-version-kind"] ?? []) {
      kinds.set(`${gvk.group === "" ? "core" : gvk.group}.${gvk.version}.${gvk.kind}`, { message, descriptors });
    }
  }
}

const names =
  skip === false
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".pb"))
        .map((name) => name.slice(0, -3))
    : [];
const missing = names.filter((name) => !kinds.has(name));

test("there are recorded objects", { skip }, () => assert.ok(names.length > missing.length));
test(
  `${missing.length} recorded kinds are not served`,
  { skip: missing.length > 0 ? missing.join(", ") : skip },
  () => undefined,
);

for (const name of names.filter((n) => kinds.has(n))) {
  test(`${name} in protobuf`, () => {
    const { message, descriptors } = kinds.get(name) as Kind;
    const bytes = readFileSync(`${folder}/${name}.pb`);
    const json = JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")) as Record<string, unknown>;
    const envelope = decodeEnvelope(bytes);
    const { apiVersion, kind, ...object } = json;
    assert.deepEqual([envelope.apiVersion, envelope.kind], [apiVersion, kind]);
    assert.deepEqual(decodeMessage(descriptors, message, envelope.raw), object);
    const encoded = encodeEnvelope(envelope.apiVersion, envelope.kind, encodeMessage(descriptors, message, object));
    assert.equal(Buffer.from(encoded).toString("hex"), bytes.toString("hex"));
  });
}

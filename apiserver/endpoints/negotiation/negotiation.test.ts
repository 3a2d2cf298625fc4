import assert from "node:assert/strict";
import { test } from "node:test";
import { statusOf } from "../../../apimachinery/api/errors/index.js";
import { negotiateInput, negotiateOutput, type Format } from "./index.js";

const formats: Format[] = ["json", "yaml", "protobuf"];

function output(accept: string | undefined, stream = false): string {
  try {
    const { format, transform, pretty } = negotiateOutput(accept, { formats, stream });
    return [format, transform && `${transform.kind} ${transform.version}`, pretty && "pretty"]
      .filter(Boolean)
      .join(" ");
  } catch (err) {
    return `${statusOf(err)?.code} ${statusOf(err)?.message}`;
  }
}

const NOT_ACCEPTABLE =
  "406 only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf";

const cases: [string | undefined, string][] = [
  [undefined, "json"],
  ["", "json"],
  ["*/*", "json"],
  ["application/*", "json"],
  ["application/yaml", "yaml"],
  ["application/vnd.kubernetes.protobuf,application/json", "protobuf"],
  ["text/html, application/yaml;q=0.5, application/json;q=0.4, */*;q=0.1", "yaml"],
  ["application/json;as=Table;v=v1;g=meta.k8s.io,application/json", "json Table v1"],
  ["application/json;as=Table;v=v1beta1;g=meta.k8s.io", "json Table v1beta1"],
  ["application/json;as=Table;v=v9;g=meta.k8s.io", NOT_ACCEPTABLE],
  ["application/json;as=Table;v=v9;g=meta.k8s.io, application/json", "json"],
  [
    "application/vnd.kubernetes.protobuf;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1;g=meta.k8s.io",
    "json Table v1",
  ],
  ["application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", "json PartialObjectMetadata v1"],
  ["application/json;as=Pod;g=;v=v1", NOT_ACCEPTABLE],
  ["application/json;pretty=1", "json pretty"],
  ["application/json;stream=watch", "json"],
  ["application/json;stream=other", NOT_ACCEPTABLE],
  ["text/html", NOT_ACCEPTABLE],
];
for (const [accept, want] of cases) test(`Accept: ${accept}`, () => assert.equal(output(accept), want));

test("watches are not streamed as YAML", () => {
  assert.equal(
    output("application/yaml", true),
    "406 only the following media types are accepted: application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch",
  );
  assert.equal(output("application/json;stream=watch", true), "json");
});

test("body types", () => {
  assert.equal(negotiateInput(undefined, formats), "json");
  assert.equal(negotiateInput("application/json; charset=utf-8", formats), "json");
  assert.equal(negotiateInput("application/yaml", formats), "yaml");
  assert.throws(
    () => negotiateInput("text/plain", formats),
    /the body of the request was in an unknown format - accepted media types include: application\/json, application\/yaml, application\/vnd.kubernetes.protobuf/,
  );
});

import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { fakeRequest, type FakeRequest } from "../testing/fake-request.js";
import type { ServerHandler } from "../transport/index.js";
import { versionInfo } from "../version.js";
import { createFlagPage, createStatusPage } from "./index.js";
import { negotiatePage } from "./page.js";

async function ask(handler: ServerHandler, accept: string, url = "/statusz"): Promise<FakeRequest> {
  const request = fakeRequest("GET", url, { headers: accept === "" ? {} : { accept } });
  await handler(request);
  return request;
}

const flags = createFlagPage(
  new Map([
    ["v", "2"],
    ["etcd-servers", "[]"],
  ]),
);

test("the page of flags", async () => {
  const { response } = await ask(flags, "");
  assert.equal(response.contentType, "text/plain; charset=utf-8");
  assert.match(response.body, /^\napiserver flagz\nWarning: This endpoint is not meant to be machine parseable, /);
  assert.match(response.body, /purposes only\.\netcd-servers:\[\]\nv:2\n$/);
});

const JSON_FORM = "application/json;g=config.k8s.io;v=v1beta1;as=Flagz";
test("the object of flags", async () => {
  const { response, warnings } = await ask(flags, JSON_FORM);
  assert.equal(response.contentType, JSON_FORM);
  assert.equal(
    response.body,
    '{"kind":"Flagz","apiVersion":"config.k8s.io/v1beta1","metadata":{"name":"apiserver"},"flags":{"etcd-servers":"[]","v":"2"}}\n',
  );
  assert.equal(warnings.size, 0);
  const alpha = await ask(flags, "application/yaml;g=config.k8s.io;v=v1alpha1;as=Flagz");
  assert.match(alpha.response.body, /^apiVersion: config\.k8s\.io\/v1alpha1\nflags:\n/);
  assert.deepEqual(
    [...alpha.warnings],
    ["This version of the flagz endpoint is deprecated. Please use a newer version."],
  );
});

test("the page of the server's state", async () => {
  const clock = new FakeClock();
  const listedPaths = (): string[] => [
    "/",
    "/api/v1",
    "/readyz",
    "/readyz/ping",
    "/metrics",
    "/statusz",
    "/openapi/v2",
  ];
  const page = createStatusPage({ clock, version: versionInfo("9.9.9"), listedPaths });
  await clock.advance(3_725_000);
  const { response } = await ask(page, "text/plain");
  assert.match(response.body, /^\napiserver statusz\nWarning: /);
  assert.match(response.body, /\nStarted: [A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d UTC \d{4}\n/);
  assert.match(response.body, /\nUp: 1 hr 0\d min \d\d sec\n/);
  assert.match(response.body, /\nBinary version: 1\.36\.2\nEmulation version: 1\.36\nPaths: \/metrics \/readyz\n$/);
  const object = (await ask(page, "application/json;g=config.k8s.io;v=v1beta1;as=Statusz")).response.json();
  assert.deepEqual(Object.keys(object), [
    "kind",
    "apiVersion",
    "metadata",
    "startTime",
    "uptimeSeconds",
    "goVersion",
    "binaryVersion",
    "emulationVersion",
    "paths",
  ]);
  assert.deepEqual(object["paths"], ["/metrics", "/readyz"]);
});

const accepts: [accept: string | undefined, form: string][] = [
  [undefined, "text/plain"],
  ["", "text/plain"],
  ["text/plain", "text/plain"],
  ["text/*", "text/plain"],
  ["*/*", "text/plain"],
  ["application/json;v=v1beta1;g=config.k8s.io;as=Flagz", "application/json v1beta1"],
  ["application/yaml;v=v1alpha1;g=config.k8s.io;as=Flagz", "application/yaml v1alpha1"],
  ["application/json;v=foo;g=config.k8s.io;as=Flagz,*/*", "text/plain"],
  ["application/json;v=v1beta1;g=config.k8s.io;as=Statusz", "none"],
  ["application/json;v=v1beta1;g=config.k8s.io", "none"],
  ["application/json", "none"],
  ["application/xml", "none"],
  ["application/vnd.kubernetes.protobuf;v=v1beta1;g=config.k8s.io;as=Flagz", "none"],
  ["application/cbor;v=v1beta1;g=config.k8s.io;as=Flagz", "none"],
];
for (const [accept, want] of accepts) {
  test(`Accept: ${accept}`, () => {
    const form = negotiatePage(accept, "Flagz");
    const text = form === undefined ? "none" : "version" in form ? `${form.type} ${form.version}` : form.type;
    assert.equal(text, want);
  });
}

test("a refusal names the types there are", async () => {
  const { response } = await ask(flags, "application/json");
  assert.equal(response.status, 406);
  assert.equal(
    response.json()["message"],
    "only the following media types are accepted: application/json, application/yaml, text/plain",
  );
  const yaml = await ask(flags, "application/yaml");
  assert.match(yaml.response.body, /^apiVersion: v1\ncode: 406\nkind: Status\n/);
});

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { MalformedPathError, parseRequestInfo } from "./parse-request-info.js";
import type { RequestInfo } from "./request-info.js";

const VECTORS = resolve(process.cwd(), "../shared/golden/vectors/request-info.json");

interface Vector {
  readonly method: string;
  readonly url: string;
  readonly info: Omit<RequestInfo, "parts"> & { readonly parts: readonly string[] | null };
}

function parse(method: string, url: string): RequestInfo {
  const [path, query] = url.split("?", 2) as [string, string | undefined];
  return parseRequestInfo(method, path, { query: new URLSearchParams(query ?? "") });
}

test("upstream's vectors", { skip: existsSync(VECTORS) ? false : "recorded vectors are absent" }, () => {
  const vectors = JSON.parse(readFileSync(VECTORS, "utf8")) as Vector[];
  assert.ok(vectors.length > 300);
  for (const { method, url, info } of vectors) {
    assert.deepEqual({ ...parse(method, url) }, { ...info, parts: info.parts ?? [] }, `${method} ${url}`);
  }
});

test("verbs of collections", () => {
  const cases: [string, string, string, string][] = [
    ["GET", "/api/v1/pods", "list", ""],
    ["GET", "/api/v1/pods?watch=1", "watch", ""],
    ["GET", "/api/v1/pods?watch=False", "list", ""],
    ["GET", "/api/v1/pods?watch=", "watch", ""],
    ["GET", "/api/v1/pods?fieldSelector=metadata.name==x", "list", "x"],
    ["GET", "/api/v1/pods?fieldSelector=metadata.name!=x", "list", ""],
    ["GET", "/api/v1/pods?fieldSelector=a=b,metadata.name=x", "list", "x"],
    ["DELETE", "/api/v1/pods?fieldSelector=metadata.name=x", "deletecollection", ""],
    ["DELETE", "/api/v1/pods/x", "delete", "x"],
    ["GET", "/api/v1/watch/pods/x", "watch", "x"],
  ];
  for (const [method, url, verb, name] of cases) {
    const info = parse(method, url);
    assert.deepEqual([info.verb, info.name], [verb, name], `${method} ${url}`);
  }
});

test("a special verb needs something after it", () => {
  assert.throws(() => parse("GET", "/api/v1/watch"), /unable to determine kind and namespace from url/);
});

test("bad percent-encoding is refused", () => {
  assert.throws(() => parse("GET", "/api/v1/pods/%zz"), new MalformedPathError('invalid URL escape "%zz"'));
  assert.throws(() => parse("GET", "/api/v1/pods/a%4"), new MalformedPathError('invalid URL escape "%4"'));
});

test("bytes that are no UTF-8 lead nowhere", () => {
  assert.equal(parse("GET", "/api/v1/nodes/%ff%41").name, "\ufffdA");
  assert.equal(parse("GET", "/api/v1/nodes/%ed%a0%80").name, "\ufffd\ufffd\ufffd");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { isBadRequest } from "../api/errors/index.js";
import { parameterCodec as codec } from "./parameter-codec.js";

const query = (text: string): URLSearchParams => new URLSearchParams(text);

const decoded: readonly (readonly [string, unknown, unknown])[] = [
  ["nothing", codec.decodeListOptions(query("")), {}],
  [
    "list",
    codec.decodeListOptions(
      query(
        "labelSelector=a%3Db&fieldSelector=c%3Dd&limit=500&continue=x&timeoutSeconds=0&pretty=true&resourceVersion=5",
      ),
    ),
    { labelSelector: "a=b", fieldSelector: "c=d", resourceVersion: "5", timeoutSeconds: 0, limit: 500, continue: "x" },
  ],
  [
    "watch",
    codec.decodeListOptions(query("watch&allowWatchBookmarks=1&sendInitialEvents=false&resourceVersionMatch=Exact")),
    { watch: true, allowWatchBookmarks: true, sendInitialEvents: false, resourceVersionMatch: "Exact" },
  ],
  ["negative", codec.decodeListOptions(query("limit=-1")), { limit: -1 }],
  ["get", codec.decodeGetOptions(query("resourceVersion=0")), { resourceVersion: "0" }],
  [
    "create",
    codec.decodeCreateOptions(query("dryRun=All&dryRun=Some&fieldManager=m&fieldValidation=Strict&force=true")),
    { dryRun: ["All", "Some"], fieldManager: "m", fieldValidation: "Strict" },
  ],
  ["update", codec.decodeUpdateOptions(query("fieldManager=m")), { fieldManager: "m" }],
  ["patch", codec.decodePatchOptions(query("force=true&fieldManager=m")), { force: true, fieldManager: "m" }],
  [
    "delete",
    codec.decodeDeleteOptions(query("gracePeriodSeconds=0&propagationPolicy=Orphan&uid=u&resourceVersion=7")),
    {
      gracePeriodSeconds: 0,
      propagationPolicy: "Orphan",
      preconditions: { uid: "u", resourceVersion: "7" },
    },
  ],
  [
    "delete by uid",
    codec.decodeDeleteOptions(query("uid=u&orphanDependents=false")),
    { orphanDependents: false, preconditions: { uid: "u" } },
  ],
  ["table", codec.decodeTableOptions(query("includeObject=None")), { includeObject: "None" }],
];
for (const [name, got, want] of decoded) test(`decodes: ${name}`, () => assert.deepEqual(got, want));

const refused: readonly (readonly [string, string])[] = [
  ["limit=x", 'strconv.ParseInt: parsing "x": invalid syntax'],
  ["timeoutSeconds=x", 'strconv.ParseInt: parsing "x": invalid syntax'],
  ["limit=", 'strconv.ParseInt: parsing "": invalid syntax'],
  ["limit=9223372036854775808", 'strconv.ParseInt: parsing "9223372036854775808": value out of range'],
];
for (const [text, message] of refused) {
  test(`refuses ?${text}`, () => {
    assert.throws(
      () => codec.decodeListOptions(query(text)),
      (err: Error) => isBadRequest(err) && err.message === message,
    );
  });
}

test("what is encoded decodes to the same", () => {
  const list = { labelSelector: "a in (b,c)", limit: 5, timeoutSeconds: 0, sendInitialEvents: false, watch: true };
  assert.equal(
    codec.encode(list).toString(),
    "labelSelector=a+in+%28b%2Cc%29&limit=5&timeoutSeconds=0&sendInitialEvents=false&watch=true",
  );
  assert.deepEqual(codec.decodeListOptions(codec.encode(list)), list);
  const create = { kind: "CreateOptions", dryRun: ["All"], fieldManager: "" };
  assert.deepEqual(codec.decodeCreateOptions(codec.encode(create)), { dryRun: ["All"] });
});

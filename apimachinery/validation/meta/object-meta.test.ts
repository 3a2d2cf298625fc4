import assert from "node:assert/strict";
import { test } from "node:test";
import type { Condition, LabelSelector, ObjectMeta } from "../../meta/v1/types.js";
import { Path } from "../field/index.js";
import {
  nameIsDNS1035Label,
  nameIsDNSLabel,
  nameIsDNSSubdomain,
  validateConditions,
  validateFieldSelectorRequirement,
  validateLabelSelector,
  validateObjectMeta,
  validateObjectMetaTransition,
  validateObjectMetaUpdate,
} from "./index.js";

const path = Path.of("metadata");
const good: ObjectMeta = { name: "x", namespace: "n" };
const LABEL_FORM =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric " +
  "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const owner = { apiVersion: "apps/v1", kind: "Deployment", name: "d", uid: "u" };

const creates: readonly { name: string; meta: ObjectMeta; namespaced?: boolean; want: string[] }[] = [
  { name: "good", meta: good, want: [] },
  {
    name: "no name",
    meta: {},
    namespaced: false,
    want: ["metadata.name: Required value: name or generateName is required"],
  },
  {
    name: "a prefix may end in a dash",
    meta: { ...good, generateName: "web-" },
    want: [],
  },
  { name: "no namespace", meta: { name: "x" }, want: ["metadata.namespace: Required value"] },
  {
    name: "a namespace too many",
    meta: good,
    namespaced: false,
    want: ["metadata.namespace: Forbidden: not allowed on this type"],
  },
  {
    name: "namespace with dots",
    meta: { ...good, namespace: "a.b" },
    want: ['metadata.namespace: Invalid value: "a.b": must not contain dots'],
  },
  {
    name: "labels and annotations",
    meta: { ...good, labels: { "a b": "c" }, annotations: { "A/B": "fine", "-": "x" } },
    want: [
      `metadata.labels: Invalid value: "a b": ${LABEL_FORM}`,
      `metadata.annotations: Invalid value: "-": ${LABEL_FORM}`,
    ],
  },
  {
    name: "annotations too large",
    meta: { ...good, annotations: { a: "ü".repeat(131072) } },
    want: ["metadata.annotations: Too long: may not be more than 262144 bytes"],
  },
  {
    name: "annotations just small enough",
    meta: { ...good, annotations: { ab: "ü".repeat(131071) } },
    want: [],
  },
  {
    name: "negative generation",
    meta: { ...good, generation: -1 },
    want: ["metadata.generation: Invalid value: -1: must be greater than or equal to 0"],
  },
  {
    name: "owners",
    meta: {
      ...good,
      ownerReferences: [
        { apiVersion: "", kind: "", name: "", uid: "" },
        { ...owner, apiVersion: "a/b/c" },
        { ...owner, apiVersion: "v1", kind: "Event" },
      ],
    },
    want: [
      "metadata.ownerReferences[0].apiVersion: Required value: must not be empty",
      "metadata.ownerReferences[0].kind: Required value: must not be empty",
      "metadata.ownerReferences[0].name: Required value: must not be empty",
      "metadata.ownerReferences[0].uid: Required value: must not be empty",
      'metadata.ownerReferences[1].apiVersion: Invalid value: "a/b/c": must be <group>/<version> or <version>',
      'metadata.ownerReferences[2]: Invalid value: {"apiVersion":"v1","kind":"Event","name":"d","uid":"u"}: ' +
        "v1, Kind=Event is disallowed from being an owner",
    ],
  },
  {
    name: "two controllers",
    meta: {
      ...good,
      ownerReferences: [
        { apiVersion: "v1", kind: "A", name: "a", uid: "1", controller: true },
        { apiVersion: "v1", kind: "B", name: "b", uid: "2", controller: true },
      ],
    },
    want: [
      'metadata.ownerReferences: Invalid value: [{"apiVersion":"v1","kind":"A","name":"a","uid":"1","controller":true},' +
        '{"apiVersion":"v1","kind":"B","name":"b","uid":"2","controller":true}]: Only one reference can have ' +
        'Controller set to true. Found "true" in references for A/a and B/b',
    ],
  },
  {
    name: "finalizers",
    meta: { ...good, finalizers: ["orphan", "foregroundDeletion"] },
    want: [
      'metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: ' +
        "finalizer orphan and foregroundDeletion cannot be both set",
    ],
  },
  {
    name: "managed fields",
    meta: {
      ...good,
      managedFields: [
        {},
        { operation: "Merge", fieldsType: "FieldsV2", manager: "a\u0001", subresource: "s".repeat(257) },
      ],
    },
    want: [
      "metadata.managedFields[0].operation: Required value: must not be empty",
      'metadata.managedFields[1].operation: Unsupported value: "Merge": supported values: "Apply", "Update"',
      'metadata.managedFields[1].fieldsType: Invalid value: "FieldsV2": must be `FieldsV1`',
      'metadata.managedFields[1].manager: Invalid value: "a\\x01": invalid character U+0001 (at position 1)',
      "metadata.managedFields[1].subresource: Too long: may not be more than 256 bytes",
    ],
  },
];
for (const { name, meta, namespaced = true, want } of creates) {
  test(`create: ${name}`, () => {
    const errs = validateObjectMeta(meta, { namespaced, validateName: nameIsDNSSubdomain }, path);
    assert.deepEqual(errs.map(String), want);
  });
}

const stored: ObjectMeta = {
  ...good,
  uid: "u",
  resourceVersion: "1",
  generation: 2,
  creationTimestamp: "2026-01-01T00:00:00Z",
};
const updates: readonly { name: string; meta: ObjectMeta; old?: ObjectMeta; want: string[] }[] = [
  { name: "the same", meta: stored, want: [] },
  {
    name: "no version",
    meta: { ...stored, resourceVersion: "" },
    want: ['metadata.resourceVersion: Invalid value: "": must be specified for an update'],
  },
  {
    name: "older generation",
    meta: { ...stored, generation: 1 },
    want: ["metadata.generation: Invalid value: 1: must not be decremented"],
  },
  {
    name: "immutable fields",
    meta: {
      ...stored,
      name: "y",
      namespace: "m",
      uid: "v",
      creationTimestamp: "2026-01-01T00:00:01Z",
      deletionTimestamp: "2026-01-01T00:00:01Z",
      deletionGracePeriodSeconds: 3,
    },
    want: [
      'metadata.name: Invalid value: "y": field is immutable',
      'metadata.namespace: Invalid value: "m": field is immutable',
      'metadata.uid: Invalid value: "v": field is immutable',
      'metadata.creationTimestamp: Invalid value: "2026-01-01T00:00:01Z": field is immutable',
      'metadata.deletionTimestamp: Invalid value: "2026-01-01T00:00:01Z": field is immutable',
      "metadata.deletionGracePeriodSeconds: Invalid value: 3: field is immutable",
    ],
  },
  {
    name: "finalizers may go and not come while deleting",
    meta: { ...stored, deletionTimestamp: "2026-01-01T00:00:01Z", finalizers: ["a/c", "a/b"] },
    old: { ...stored, deletionTimestamp: "2026-01-01T00:00:01Z", finalizers: ["a/d"] },
    want: [
      "metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, " +
        'found new finalizers []string{"a/b", "a/c"}',
    ],
  },
];
for (const { name, meta, old = stored, want } of updates) {
  test(`update, the part that compares: ${name}`, () => {
    // None of these is bad by itself, so that all of their errors are from comparing.
    assert.deepEqual(validateObjectMetaTransition(meta, old, path).map(String), want);
  });
  test(`update: ${name}`, () => assert.deepEqual(validateObjectMetaUpdate(meta, old, path).map(String), want));
}

test("names with a suffix to come", () => {
  assert.deepEqual(nameIsDNSSubdomain("web-", true), []);
  assert.equal(nameIsDNSSubdomain("web-", false).length, 1);
  assert.deepEqual(nameIsDNSLabel("a-", true), []);
  assert.equal(nameIsDNSLabel("-", true).length, 1);
  assert.deepEqual(nameIsDNS1035Label("a-", true), []);
  assert.equal(nameIsDNS1035Label("1a", false).length, 1);
});

const selectors: readonly { name: string; selector: LabelSelector | undefined; want: string[] }[] = [
  { name: "absent", selector: undefined, want: [] },
  {
    name: "values",
    selector: {
      matchExpressions: [
        { key: "a", operator: "In" },
        { key: "b", operator: "Exists", values: ["x"] },
        { key: "c", operator: "Near", values: ["-"] },
      ],
    },
    want: [
      "s.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      "s.matchExpressions[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      's.matchExpressions[2].operator: Invalid value: "Near": not a valid selector operator',
      's.matchExpressions[2].values[0]: Invalid value: "-": a valid label must be an empty string or consist of ' +
        "alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. " +
        "'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
        "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ],
  },
];
for (const { name, selector, want } of selectors) {
  test(`selector: ${name}`, () => {
    assert.deepEqual(validateLabelSelector(selector, {}, Path.of("s")).map(String), want);
  });
}

test("old objects and reviews may keep what is refused elsewhere", () => {
  const selector = { matchExpressions: [{ key: "c", operator: "Near", values: ["-"] }] };
  const opts = { allowInvalidLabelValue: true, allowUnknownOperator: true };
  assert.deepEqual(validateLabelSelector(selector, opts, Path.of("s")), []);
  assert.deepEqual(validateFieldSelectorRequirement({ key: "", operator: "In" }, {}, Path.of("f")).map(String), [
    "f.key: Required value: must be specified",
    "f.values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
  ]);
});

test("conditions", () => {
  const condition: Condition = {
    type: "Ready",
    status: "True",
    lastTransitionTime: "2026-01-01T00:00:00Z",
    reason: "AsExpected",
    message: "",
  };
  const at = Path.of("status", "conditions");
  assert.deepEqual(validateConditions([condition], at), []);
  const bad = { ...condition, status: "Maybe", observedGeneration: -1, lastTransitionTime: null, reason: "1" };
  assert.deepEqual(validateConditions([condition, bad, { ...bad, type: "", status: "", reason: "" }], at).map(String), [
    'status.conditions[1]: Duplicate value: "Ready"',
    'status.conditions[1].status: Unsupported value: "Maybe": supported values: "False", "True", "Unknown"',
    "status.conditions[1].observedGeneration: Invalid value: -1: must be greater than or equal to zero",
    "status.conditions[1].lastTransitionTime: Required value",
    'status.conditions[1].reason: Invalid value: "1": a condition reason must start with alphabetic character, ' +
      "optionally followed by a string of alphanumeric characters or '_,:', and must end with an alphanumeric " +
      "character or '_' (e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', " +
      "regex used for validation is '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?')",
    "status.conditions[2].type: Required value: is required",
    "status.conditions[2].status: Required value",
    "status.conditions[2].observedGeneration: Invalid value: -1: must be greater than or equal to zero",
    "status.conditions[2].lastTransitionTime: Required value",
    "status.conditions[2].reason: Required value",
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ErrorList } from "../field/index.js";
import {
  validateCreateOptions,
  validateDeleteOptions,
  validateListOptions,
  validatePatchOptions,
  validateTableOptions,
  validateUpdateOptions,
} from "./index.js";

const MERGE = "application/merge-patch+json";
const APPLY = "application/apply-patch+yaml";

const cases: readonly (readonly [string, ErrorList, string[]])[] = [
  ["list", validateListOptions({}), []],
  ["list at a version", validateListOptions({ resourceVersion: "5", resourceVersionMatch: "Exact" }), []],
  [
    "match without a version",
    validateListOptions({ resourceVersionMatch: "NotOlderThan" }),
    ["resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided"],
  ],
  [
    "exactly anything",
    validateListOptions({ resourceVersion: "0", resourceVersionMatch: "Exact" }),
    ['resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"'],
  ],
  [
    "unknown match with continue",
    validateListOptions({ resourceVersion: "5", resourceVersionMatch: "Nope", continue: "c" }),
    [
      "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided",
      'resourceVersionMatch: Unsupported value: "Nope": supported values: "Exact", "NotOlderThan", ""',
    ],
  ],
  [
    "initial events of a list",
    validateListOptions({ sendInitialEvents: false }),
    ["sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list"],
  ],
  ["watch", validateListOptions({ watch: true, resourceVersion: "5" }), []],
  [
    "watch with initial events",
    validateListOptions({ watch: true, sendInitialEvents: true, resourceVersionMatch: "NotOlderThan" }),
    [],
  ],
  [
    "watch with initial events and no match",
    validateListOptions({ watch: true, sendInitialEvents: true }),
    ["resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"],
  ],
  [
    "watch exactly",
    validateListOptions({ watch: true, sendInitialEvents: true, resourceVersionMatch: "Exact" }),
    [
      "resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",
      'resourceVersionMatch: Unsupported value: "Exact": supported values: "NotOlderThan"',
    ],
  ],
  [
    "watch with a match alone",
    validateListOptions({ watch: true, resourceVersionMatch: "NotOlderThan", continue: "c" }),
    [
      "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided",
      "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided",
    ],
  ],
  [
    "unknown policy",
    validateDeleteOptions({ propagationPolicy: "Sideways" }),
    ['propagationPolicy: Unsupported value: "Sideways": supported values: "Foreground", "Background", "Orphan", "nil"'],
  ],
  [
    "both policies",
    validateDeleteOptions({ orphanDependents: true, propagationPolicy: "Orphan" }),
    ['propagationPolicy: Invalid value: "Orphan": orphanDependents and deletionPropagation cannot be both set'],
  ],
  [
    "deleting what cannot be read",
    validateDeleteOptions({
      ignoreStoreReadErrorWithClusterBreakingPotential: true,
      propagationPolicy: "Orphan",
      gracePeriodSeconds: 0,
      preconditions: {},
    }),
    ["propagationPolicy", "gracePeriodSeconds", "preconditions"].map(
      (name) =>
        `ignoreStoreReadErrorWithClusterBreakingPotential: Invalid value: true: cannot be set together with .${name}`,
    ),
  ],
  [
    "dry run",
    validateCreateOptions({ dryRun: ["Some"] }),
    ['dryRun: Unsupported value: ["Some"]: supported values: "All"'],
  ],
  ["dry run twice", validateUpdateOptions({ dryRun: ["All", "All"] }), []],
  [
    "field validation",
    validateCreateOptions({ fieldValidation: "Nope" }),
    ['fieldValidation: Unsupported value: "Nope": supported values: "", "Ignore", "Strict", "Warn"'],
  ],
  [
    "long manager",
    validatePatchOptions({ fieldManager: "m".repeat(129) }, MERGE),
    ["fieldManager: Too long: may not be more than 128 bytes"],
  ],
  ["apply", validatePatchOptions({ fieldManager: "m", force: true }, APPLY), []],
  [
    "apply without a manager",
    validatePatchOptions({}, APPLY),
    ["fieldManager: Required value: is required for apply patch"],
  ],
  [
    "force",
    validatePatchOptions({ force: true }, MERGE),
    ["force: Forbidden: may not be specified for non-apply patch"],
  ],
  [
    "table",
    validateTableOptions({ includeObject: "All" }),
    [`includeObject: Invalid value: "All": must be 'Metadata', 'Object', 'None', or empty`],
  ],
];
for (const [name, errs, want] of cases) test(name, () => assert.deepEqual(errs.map(String), want));

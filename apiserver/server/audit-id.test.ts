import assert from "node:assert/strict";
import test from "node:test";
import { newAuditID } from "./audit-id.js";

test("IDs are random UUIDs of version 4, each another", () => {
  const ids = Array.from({ length: 1_000 }, newAuditID);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
  // Every digit that may be anything is.
  for (const at of [0, 7, 9, 12, 15, 20, 24, 35])
    assert.equal(new Set(ids.map((id) => id[at])).size, 16, `digit ${at}`);
});

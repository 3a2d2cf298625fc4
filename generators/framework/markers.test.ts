import assert from "node:assert/strict";
import test from "node:test";
import { parseMarkerFields } from "./markers.js";

const cases: { text: string; want: Record<string, string> }[] = [
  { text: "name=Age,type=date", want: { name: "Age", type: "date" } },
  { text: 'name=A,description="one, two"', want: { name: "A", description: "one, two" } },
  { text: "shortName=a;b,categories=all", want: { shortName: "a;b", categories: "all" } },
  {
    text: 'JSONPath=.status.conditions[?(@.type=="Ready")].status,priority=1',
    want: { JSONPath: '.status.conditions[?(@.type=="Ready")].status', priority: "1" },
  },
  { text: "scope=Cluster,", want: { scope: "Cluster" } },
  { text: 'description="say \\"hi\\""', want: { description: 'say "hi"' } },
  { text: "", want: {} },
];
for (const tc of cases) test(tc.text, () => assert.deepEqual(Object.fromEntries(parseMarkerFields(tc.text)), tc.want));

import assert from "node:assert/strict";
import test from "node:test";
import { flagTexts } from "./flag-text.js";
import { parseFlags } from "./parse-flags.js";

test("flags as Go's flags print their values", () => {
  const { values } = parseFlags([
    "--request-timeout=90s",
    "--etcd-servers=http://a:1,http://b:2",
    "--feature-gates=AllBeta=false,AllAlpha=true",
    "--disable-http2-serving",
    "-v=4",
  ]);
  const texts = flagTexts(values);
  const rows: [name: string, text: string][] = [
    ["request-timeout", "1m30s"],
    ["shutdown-delay-duration", "0s"],
    ["etcd-servers", "[http://a:1,http://b:2]"],
    ["api-audiences", "[]"],
    ["feature-gates", "AllBeta=false,AllAlpha=true"],
    ["disable-http2-serving", "true"],
    ["v", "4"],
    ["service-cluster-ip-range", "10.0.0.0/24"],
    ["service-node-port-range", "30000-32767"],
    ["client-ca-file", ""],
  ];
  for (const [name, text] of rows) assert.equal(texts.get(name), text, name);
});

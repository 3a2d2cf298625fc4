import assert from "node:assert/strict";
import test from "node:test";
import { PortRange } from "../../../controllers/service-allocation/index.js";
import { helpText } from "./help.js";
import { parseFlags } from "./parse-flags.js";
import { serverFlags, type FlagValues } from "./server-flags.js";

const good: { args: string[]; want: Partial<FlagValues> }[] = [
  {
    args: [],
    want: { "secure-port": 6443, "bind-address": "0.0.0.0", "request-timeout": 60_000, "watch-cache": true },
  },
  { args: ["--secure-port=0", "--v", "4"], want: { "secure-port": 0, v: 4 } },
  { args: ["-v=2", "--secure-port", "1", "--secure-port=2"], want: { v: 2, "secure-port": 2 } },
  { args: ["--request-timeout=1h30m"], want: { "request-timeout": 5_400_000 } },
  {
    args: ["--watch-cache=false", "--shutdown-send-retry-after"],
    want: { "watch-cache": false, "shutdown-send-retry-after": true },
  },
  { args: ["--watch-cache=F", "--anonymous-auth=1"], want: { "watch-cache": false, "anonymous-auth": true } },
  {
    args: ["--etcd-servers=http://a:1,http://b:2", "--etcd-servers", "http://c:3"],
    want: { "etcd-servers": ["http://a:1", "http://b:2", "http://c:3"] },
  },
  {
    args: ["--runtime-config=api/all=false,apps/v1=true", "--runtime-config=batch/v1"],
    want: {
      "runtime-config": new Map([
        ["api/all", "false"],
        ["apps/v1", "true"],
        ["batch/v1", "true"],
      ]),
    },
  },
  { args: ["--tls-sans="], want: { "tls-sans": [] } },
  { args: ["--goaway-chance=0.01", "--bind-address=::1"], want: { "goaway-chance": 0.01, "bind-address": "::1" } },
  { args: ["--storage-backend=memory"], want: { "storage-backend": "memory" } },
  {
    args: ["--service-cluster-ip-range=10.96.0.0/12,fd00::/112"],
    want: { "service-cluster-ip-range": ["10.96.0.0/12", "fd00::/112"] },
  },
  { args: ["--service-node-port-range=100-200"], want: { "service-node-port-range": new PortRange(100, 200) } },
  { args: ["--service-node-port-range=100+20"], want: { "service-node-port-range": new PortRange(100, 120) } },
  { args: ["--service-node-port-range=100"], want: { "service-node-port-range": new PortRange(100, 100) } },
];
for (const { args, want } of good) {
  test(`good: ${args.join(" ") || "nothing"}`, () => {
    const { values, problems } = parseFlags(args);
    assert.deepEqual(problems, []);
    for (const [name, value] of Object.entries(want)) assert.deepEqual(values[name as keyof FlagValues], value, name);
  });
}

test("everything that is wrong is reported at once, by name, with suggestions", () => {
  const { problems } = parseFlags([
    "--secure-prt=1",
    "--zzz",
    "--secure-port=many",
    "--v=11",
    "--request-timeout=10",
    "--watch-cache=maybe",
    "--bind-address=here",
    "--storage-backend=tape",
    "--goaway-chance=1",
    "--data-dir",
    "--livez-grace-period=-1s",
    "stray",
  ]);
  assert.deepEqual(
    [...problems].sort(),
    [
      "--bind-address=here: must be an IP address",
      "--goaway-chance=1: must be at most 0.02",
      "--livez-grace-period=-1s: must not be negative",
      '--request-timeout=10: time: missing unit in duration "10"',
      "--secure-port=many: must be a whole number",
      "--storage-backend=tape: must be one of embedded, etcd3, memory",
      "--v=11: must be at most 10",
      "--watch-cache=maybe: must be true or false",
      "--data-dir: needs a value",
      "unknown argument stray",
      "unknown flag --secure-prt; did you mean --secure-port?",
      "unknown flag --zzz",
    ].sort(),
  );
});

const badRanges: [string, string][] = [
  ["10.0.0.0", "10.0.0.0 must be a range of addresses, such as 10.0.0.0/24"],
  ["10.0.0.0/30", "10.0.0.0/30 must hold at least 8 addresses"],
  ["10.0.0.0/24,10.1.0.0/24", "must be one range, or one of IPv4 and one of IPv6"],
];
for (const [range, want] of badRanges) {
  test(`bad: --service-cluster-ip-range=${range}`, () => {
    const { problems } = parseFlags([`--service-cluster-ip-range=${range}`]);
    assert.deepEqual(problems, [`--service-cluster-ip-range=${range}: ${want}`]);
  });
}

const badPorts: [string, string][] = [
  ["many", "must be a range of ports, such as 30000-32767"],
  ["200-100", "must not end before it begins"],
  ["0-10", "must be at least 1"],
  ["60000+9999", "must be at most 65535"],
];
for (const [range, want] of badPorts) {
  test(`bad: --service-node-port-range=${range}`, () => {
    const { problems } = parseFlags([`--service-node-port-range=${range}`]);
    assert.deepEqual(problems, [`--service-node-port-range=${range}: ${want}`]);
  });
}

test("a switch does not swallow what follows it", () => {
  const { values, problems } = parseFlags(["--shutdown-send-retry-after", "--v=1"]);
  assert.deepEqual([values["shutdown-send-retry-after"], values.v, problems], [true, 1, []]);
});

test("help and version", () => {
  assert.equal(parseFlags(["--help"]).wantsHelp, true);
  assert.equal(parseFlags(["-h"]).wantsHelp, true);
  assert.equal(parseFlags(["--version"]).wantsVersion, true);
});

test("the help names every flag with its meaning", async () => {
  const text = await helpText("kindsmith-apiserver", 100);
  const plain = text.replace(/\s+/g, " ");
  for (const name of serverFlags.keys()) assert.ok(text.includes(`-${name} `) || text.includes(`-${name}\n`), name);
  assert.match(plain, /The port for HTTPS; 0 takes a free one\. \(N\) \[default: 6443\]/);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { readGolden, skipWithout } from "../../../test/support/golden.js";
import { Path, type ErrorList } from "../field/index.js";
import * as content from "./index.js";

const f = Path.of("f");
const listed = (check: (path: Path, value: string) => ErrorList) => (value: string) => check(f, value).map(String);

const checks: Readonly<Record<string, (value: string) => string[]>> = {
  cIdentifier: content.isCIdentifier,
  cidr: listed(content.isValidCIDR),
  configMapKey: content.isConfigMapKey,
  dns1035Label: content.isDNS1035Label,
  dns1123Label: content.isDNS1123Label,
  dns1123Subdomain: content.isDNS1123Subdomain,
  dns1123SubdomainWithUnderscore: content.isDNS1123SubdomainWithUnderscore,
  domainPrefixedKey: listed(content.isDomainPrefixedKey),
  domainPrefixedPath: listed(content.isDomainPrefixedPath),
  envVarName: content.isEnvVarName,
  fullyQualifiedDomainName: listed(content.isFullyQualifiedDomainName),
  fullyQualifiedName: listed(content.isFullyQualifiedName),
  httpHeaderName: content.isHTTPHeaderName,
  ip: listed(content.isValidIP),
  labelValue: content.isValidLabelValue,
  pathSegmentName: content.isPathSegmentName,
  pathSegmentPrefix: content.isPathSegmentPrefix,
  percent: content.isValidPercent,
  portName: content.isValidPortName,
  qualifiedName: content.isQualifiedName,
  relaxedEnvVarName: content.isRelaxedEnvVarName,
  wildcardDNS1123Subdomain: content.isWildcardDNS1123Subdomain,
};

type Vectors = Readonly<Record<string, readonly { in: string; messages?: string[] }[]>>;
const FILE = "vectors/names.json";
const vectors = readGolden<Vectors>(FILE, {});

test("every recorded form has a check", { skip: skipWithout(FILE) }, () => {
  assert.deepEqual(Object.keys(vectors).sort(), Object.keys(checks).sort());
});
for (const [name, cases] of Object.entries(vectors)) {
  test(`recorded: ${name}`, () => {
    for (const { in: value, messages = [] } of cases) {
      assert.deepEqual(checks[name]?.(value), messages, JSON.stringify(value));
    }
  });
}

const examples: readonly (readonly [string, (value: string) => string[], string, string[]])[] = [
  ["label", content.isDNS1123Label, "a.b", ["must not contain dots"]],
  ["label", content.isDNS1123Label, "a-1", []],
  ["port name", content.isValidPortName, "http", []],
  [
    "port name",
    content.isValidPortName,
    "-",
    ["must contain at least one letter (a-z)", "must not begin or end with a hyphen"],
  ],
  ["label key", content.isQualifiedName, "/a", ["prefix part must be non-empty"]],
  ["prefixed key", content.isPrefixedLabelKey, "a", ["must include a prefix (e.g. 'example.com/key')"]],
  ["path segment", content.isPathSegmentName, "a/%", ["may not contain '/'", "may not contain '%'"]],
  ["whole number", content.isDecimalInteger, "-0", ["must be a valid decimal integer in canonical form"]],
  ["whole number", content.isDecimalInteger, "-10", []],
  ["port number", (value) => content.isValidPortNum(Number(value)), "0", ["must be between 1 and 65535, inclusive"]],
  [
    "IP",
    listed(content.isValidIP),
    "fe80:0:0:0::1",
    ['f: Invalid value: "fe80:0:0:0::1": must be in canonical form ("fe80::1")'],
  ],
  ["old IP", listed((p, v) => content.isValidIPForLegacyField(p, v, false)), "010.0.0.1", []],
  ["old IP", listed((p, v) => content.isValidIPForLegacyField(p, v, true, ["010.0.0.1"])), "010.0.0.1", []],
  ["old CIDR", listed((p, v) => content.isValidCIDRForLegacyField(p, v, false)), "10.0.0.1/08", []],
  [
    "CIDR",
    listed(content.isValidCIDR),
    "FE80::/10",
    ['f: Invalid value: "FE80::/10": must be in canonical form ("fe80::/10")'],
  ],
  ["interface", listed(content.isValidInterfaceAddress), "10.0.0.1/8", []],
  [
    "interface",
    listed(content.isValidInterfaceAddress),
    "::ffff:10.0.0.1/120",
    ['f: Invalid value: "::ffff:10.0.0.1/120": must be in canonical form ("10.0.0.1/24")'],
  ],
  [
    "IP warning",
    (v) => content.warningsForIP(f, v),
    "1.2.3.04",
    ['f: non-standard IP address "1.2.3.04" is invalid: use "1.2.3.4"'],
  ],
  [
    "CIDR warning",
    (v) => content.warningsForCIDR(f, v),
    "1.2.3.4/24",
    ['f: CIDR value "1.2.3.4/24" is ambiguous in this context (should be "1.2.3.0/24" or "1.2.3.4/32"?)'],
  ],
  [
    "CIDR warning",
    (v) => content.warningsForCIDR(f, v),
    "fe80:0::/16",
    ['f: IPv6 CIDR value "fe80:0::/16" should be in RFC 5952 canonical format ("fe80::/16")'],
  ],
];
for (const [name, check, value, want] of examples) {
  test(`${name} ${JSON.stringify(value)}`, () => assert.deepEqual(check(value), want));
}

const addresses: readonly (readonly [string, string | undefined])[] = [
  ["::", "::"],
  ["1::", "1::"],
  ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
  ["0:0:1:0:0:1:0:0", "::1:0:0:1:0:0"],
  ["::1.2.3.4", "::102:304"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"],
  ["1:2:3:4:5:6:7:1.2.3.4", undefined],
  ["1.2.3.4::", undefined],
  ["1:2:3:4:5:6:7", undefined],
  ["1:2:3:4::5:6:7:8", undefined],
  [":::", undefined],
  ["1::2::3", undefined],
  ["12345::", undefined],
  ["fe80::1%eth0", undefined],
  ["256.1.1.1", undefined],
  ["1.2.3", undefined],
];
for (const [text, want] of addresses) {
  test(`address ${text}`, () => {
    const address = content.parseIPAddress(text);
    assert.equal(address === undefined ? undefined : content.ipAddressToString(address), want);
  });
}

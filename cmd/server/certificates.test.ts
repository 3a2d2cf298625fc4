import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { test } from "node:test";
import { FakeClock } from "../../apimachinery/clock/index.js";
import { publicAddress, ServerCertificates } from "./certificates.js";
import { parseFlags } from "./flags/parse-flags.js";
import { completeOptions } from "./options.js";

test("the certificate that a server makes carries the balancer's names and the Service's address", async () => {
  const args = [
    "--storage-backend=memory",
    "--bind-address=127.0.0.1",
    "--advertise-address=192.0.2.11",
    "--tls-sans=api.example.com,192.0.2.10",
    "--service-cluster-ip-range=10.96.0.0/12,fd00::/112",
  ];
  const { values, given, problems } = parseFlags(args);
  const completed = completeOptions(values, given, { builtIn: [], own: [] });
  assert.deepEqual([problems, completed.problems], [[], []]);
  const { serving } = await new ServerCertificates(completed.options, new FakeClock()).ensure();
  const certificate = new X509Certificate(serving.cert);
  for (const host of [
    "api.example.com",
    "192.0.2.10",
    "192.0.2.11",
    "127.0.0.1",
    "10.96.0.1",
    "fd00::1",
    "localhost",
    "kubernetes.default.svc",
  ]) {
    const found = isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host);
    assert.notEqual(found, undefined, host);
  }
  assert.equal(certificate.checkHost("other.example.com"), undefined);
});

const addresses: [args: string[], want: string | undefined][] = [
  [["--advertise-address=192.0.2.1", "--bind-address=192.0.2.2"], "192.0.2.1"],
  [["--bind-address=192.0.2.2"], "192.0.2.2"],
  // Nobody else would reach the server there.
  [["--advertise-address=127.0.0.1"], undefined],
  [["--advertise-address=::1"], undefined],
];
for (const [args, want] of addresses) {
  test(`the public address: ${args.join(" ")}`, () => assert.equal(publicAddress(parseFlags(args).values), want));
}

test("the public address of a server that listens on this machine only, or everywhere, is never a loopback one", () => {
  for (const bind of ["127.0.0.1", "::1", "0.0.0.0", "::"]) {
    const address = publicAddress(parseFlags([`--bind-address=${bind}`]).values);
    assert.ok(address === undefined || (isIP(address) !== 0 && !address.startsWith("127.")), address);
  }
});

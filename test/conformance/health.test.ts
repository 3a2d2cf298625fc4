import assert from "node:assert/strict";
import { test } from "node:test";
import type { HttpMethod } from "../../client/rest/index.js";
import { readGolden, skipWithout } from "../support/golden.js";
import { ownServer } from "../support/own-server.js";

const FILE = "health.json";

interface Recording {
  readonly name: string;
  readonly request: { readonly method: HttpMethod; readonly path: string };
  readonly response: {
    readonly status: number;
    readonly body: string;
    readonly headers: { readonly [name: string]: string };
  };
}

/** Checks of the recorded server that this one has not, and why. */
const ABSENT: readonly (readonly [name: RegExp, why: string])[] = [
  [/crd-|apiextensions/, "resources are not yet defined while the server runs"],
  [/aggregator|apiservice-|kube-apiserver-autoregistration/, "there is no aggregator"],
  [/peer-endpoint/, "requests are not passed on between servers of several versions"],
  [/legacy-token-tracking/, "tokens that are stored in Secrets are not accepted"],
  [/cluster-authentication-info/, "nobody in front of the server is trusted to name users"],
  [/service-cidr/, "the ranges of Services are those of the flag"],
];

/** Checks of this server that the recorded one has not, and why. */
const OWN: readonly (readonly [name: RegExp, why: string])[] = [
  [/start-namespace-controller|default-service-account|storage-protection/, "work of upstream's controller manager"],
  [/^etcd(-readiness)?$/, "upstream's sources have them in readyz too, but the recorded server did not"],
];

const client = ownServer();

const skip = skipWithout(FILE);

test("answers of the health paths", { skip }, async (t) => {
  for (const { name, request, response } of readGolden<Recording[]>(FILE, [])) {
    await t.test(name, async () => {
      const answer = await client.requestRaw({ method: request.method, absolutePath: request.path });
      assert.equal(answer.status, response.status);
      for (const header of ["content-type", "x-content-type-options", "cache-control"]) {
        assert.equal(answer.headers[header], response.headers[header], header);
      }
      const ready = request.path.startsWith("/readyz");
      const excludesOwn = request.path.includes("exclude=etcd");
      const lines = (text: string, others: typeof ABSENT): string[] =>
        text.split("\n").filter((line) => {
          const check = /^\[[+-]\](?:poststarthook\/)?(\S+)/.exec(line)?.[1];
          if (check === undefined) return !(excludesOwn && line.startsWith("warn:"));
          return !others.some(([pattern]) => pattern.test(check) && (ready || !check.startsWith("etcd")));
        });
      assert.deepEqual(lines(answer.body.toString(), OWN), lines(response.body, ABSENT));
    });
  }
});

test("each check has a path of its own, and methods do not matter", async () => {
  const verbose = (await client.requestRaw({ method: "GET", absolutePath: "/readyz?verbose" })).body.toString();
  const names = [...verbose.matchAll(/^\[\+\](\S+) ok$/gm)].map((match) => match[1]!);
  assert.ok(names.length > 15, verbose);
  for (const name of names) {
    for (const method of ["GET", "POST"] as const) {
      const answer = await client.requestRaw({ method, absolutePath: `/readyz/${name}` });
      assert.deepEqual([answer.status, answer.body.toString()], [200, "ok"], name);
    }
  }
  const rows: [path: string, status: number][] = [
    ["/readyz/loopback-serving-certificate", 404],
    ["/livez/loopback-serving-certificate", 200],
    ["/livez/informer-sync", 404],
    ["/livez/shutdown", 404],
    ["/healthz/", 404],
    ["/healthz/poststarthook", 404],
    ["/healthz/poststarthook/rbac/bootstrap-roles", 200],
    ["/metrics/slis", 200],
  ];
  for (const [absolutePath, status] of rows) {
    assert.equal((await client.requestRaw({ method: "GET", absolutePath })).status, status, absolutePath);
  }
});

import assert from "node:assert/strict";
import test from "node:test";
import type { AttributesParts } from "../attributes.js";
import { ServiceAccount } from "./service-account.js";
import type { PodSpec } from "./shapes.js";
import { attributesFor, FakeReader, fakeInitializer, outcomeOf } from "./testing.js";

const MOUNT = {
  name: "kube-api-access-rrrrr",
  readOnly: true,
  mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
};

function setUp(accounts: { readonly [name: string]: object } = { default: {} }) {
  const objects = Object.entries(accounts).map(([name, account]) => [
    `serviceaccounts/ns/${name}`,
    { metadata: { name }, ...account },
  ]);
  const reader = new FakeReader(Object.fromEntries(objects) as object as Record<string, unknown>);
  const initializer = fakeInitializer({ reader });
  const plugin = new ServiceAccount(initializer);
  const send = (spec: PodSpec, metadata: object = {}, parts: Partial<AttributesParts> = {}, target = "pods") =>
    outcomeOf(plugin, attributesFor(target, { metadata: { name: "p", ...metadata }, spec }, parts));
  return { plugin, send, reader, clock: initializer.clock };
}

test("a pod gets the default account and its token", async () => {
  const { send } = setUp();
  const spec: PodSpec = { initContainers: [{ name: "i" }], containers: [{ name: "c" }, { name: "d" }] };
  assert.equal(await send(spec), "allowed");
  assert.deepEqual(spec, {
    serviceAccountName: "default",
    serviceAccount: "default",
    initContainers: [{ name: "i", volumeMounts: [MOUNT] }],
    containers: [
      { name: "c", volumeMounts: [MOUNT] },
      { name: "d", volumeMounts: [MOUNT] },
    ],
    volumes: [
      {
        name: MOUNT.name,
        projected: {
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
            { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
            {
              downwardAPI: {
                items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }],
              },
            },
          ],
          defaultMode: 420,
        },
      },
    ],
  });
});

test("who mounts something there gets nothing, and a volume that is there is used", async () => {
  const { send } = setUp();
  const own = { name: "mine", mountPath: MOUNT.mountPath };
  const taken: PodSpec = { containers: [{ name: "c", volumeMounts: [own] }] };
  await send(taken);
  assert.equal(taken.volumes, undefined);
  const again: PodSpec = {
    volumes: [{ name: "kube-api-access-old" }],
    containers: [{ name: "c", volumeMounts: [own] }, { name: "d" }],
  };
  await send(again);
  assert.deepEqual(again.volumes, [{ name: "kube-api-access-old" }]);
  assert.deepEqual(again.containers?.[1]?.volumeMounts, [{ ...MOUNT, name: "kube-api-access-old" }]);
});

test("automounting: the pod decides, then the account", async () => {
  const cases: [pod: boolean | undefined, account: boolean | undefined, mounts: boolean][] = [
    [undefined, undefined, true],
    [undefined, false, false],
    [undefined, true, true],
    [true, false, true],
    [false, true, false],
  ];
  for (const [pod, account, mounts] of cases) {
    const { send } = setUp({ default: account === undefined ? {} : { automountServiceAccountToken: account } });
    const spec: PodSpec = {
      containers: [{ name: "c" }],
      ...(pod === undefined ? {} : { automountServiceAccountToken: pod }),
    };
    await send(spec);
    assert.equal(spec.volumes !== undefined, mounts, `${pod} ${account}`);
  }
});

test("the account's pull secrets are copied to a pod that has none", async () => {
  const { send } = setUp({ robot: { imagePullSecrets: [{ name: "a" }, { name: "b" }] } });
  const spec: PodSpec = { serviceAccountName: "robot" };
  await send(spec);
  assert.deepEqual([spec.imagePullSecrets, spec.serviceAccount], [[{ name: "a" }, { name: "b" }], "robot"]);
  const own: PodSpec = { serviceAccountName: "robot", imagePullSecrets: [{ name: "mine" }] };
  await send(own);
  assert.deepEqual(own.imagePullSecrets, [{ name: "mine" }]);
});

test("the account must exist; the default one is waited for", async () => {
  const { send, reader, clock } = setUp({});
  assert.equal(
    await send({ serviceAccountName: "nobody" }),
    '403 pods "p" is forbidden: error looking up service account ns/nobody: serviceaccount "nobody" not found',
  );
  assert.equal(reader.fresh, 1);
  const late = send({});
  await clock.advance(600);
  reader.objects.set("serviceaccounts/ns/default", { metadata: { name: "default" } });
  await clock.advance(150);
  assert.equal(await late, "allowed");
  reader.objects.clear();
  reader.fresh = 0;
  const never = send({});
  await clock.advance(10 * 150);
  assert.match(await never, /error looking up service account ns\/default/);
  assert.equal(reader.fresh, 10);
});

test("an account may limit its pods to the secrets that it lists", async () => {
  const limited = {
    metadata: { name: "default", annotations: { "kubernetes.io/enforce-mountable-secrets": "true" } },
    secrets: [{ name: "ok" }],
    imagePullSecrets: [{ name: "pull" }],
  };
  const { send } = setUp({ default: limited });
  const env = (name: string) => [{ name: "E", valueFrom: { secretKeyRef: { name } } }];
  const not = (what: string): string =>
    `403 pods "p" is forbidden: ${what} is not allowed because service account default does not reference that secret`;
  const cases: [PodSpec, string][] = [
    [{ volumes: [{ name: "v", secret: { secretName: "ok" } }] }, "allowed"],
    [{ volumes: [{ name: "v", secret: { secretName: "x" } }] }, not('volume with secret.secretName="x"')],
    [{ containers: [{ name: "c", env: env("ok") }] }, "allowed"],
    [
      { containers: [{ name: "c", env: env("x") }] },
      not('container c with envVar E referencing secret.secretName="x"'),
    ],
    [
      { initContainers: [{ name: "i", envFrom: [{ secretRef: { name: "x" } }] }] },
      not('init container i with envFrom referencing secret.secretName="x"'),
    ],
    [
      { imagePullSecrets: [{ name: "pull" }, { name: "x" }] },
      `${not('imagePullSecrets[1].name="x"').slice(0, -6)}imagePullSecret`,
    ],
  ];
  for (const [spec, want] of cases) assert.equal(await send(spec), want);
  const ephemeral: PodSpec = { serviceAccountName: "default", ephemeralContainers: [{ name: "e", env: env("x") }] };
  assert.equal(
    await send(ephemeral, {}, { operation: "UPDATE" }, "pods/ephemeralcontainers"),
    not('ephemeral container e with envVar E referencing secret.secretName="x"'),
  );
  assert.equal(await send(ephemeral, {}, { operation: "UPDATE" }), "allowed", "other updates are not looked at");
});

test("mirror pods are left as they are, and may not reach secrets", async () => {
  const { send } = setUp();
  const mirror = { annotations: { "kubernetes.io/config.mirror": "x" } };
  const cases: [PodSpec, string][] = [
    [{ containers: [{ name: "c" }] }, "allowed"],
    [{ serviceAccountName: "default" }, "a mirror pod may not reference service accounts"],
    [{ volumes: [{ name: "v", secret: { secretName: "s" } }] }, "a mirror pod may not reference secrets"],
    [
      { volumes: [{ name: "v", cephfs: { secretRef: { name: "s" } } } as object as { name: string }] },
      "a mirror pod may not reference secrets",
    ],
    [
      { containers: [{ name: "c", envFrom: [{ secretRef: { name: "s" } }] }] },
      "a mirror pod may not reference secrets",
    ],
    [
      {
        volumes: [
          { name: "v", projected: { sources: [{ serviceAccountToken: { expirationSeconds: 600, path: "t" } }] } },
        ],
      },
      "a mirror pod may not use ServiceAccountToken volume projections",
    ],
  ];
  for (const [spec, want] of cases) {
    const before = structuredClone(spec);
    const got = await send(spec, mirror);
    assert.equal(got, want === "allowed" ? want : `403 pods "p" is forbidden: ${want}`);
    assert.deepEqual(spec, before);
  }
});

import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { isStorageError } from "../errors.js";
import { MemoryBackend } from "../memory/index.js";
import { bytesOf, runStorageBackendTests, textOf } from "../testing/index.js";
import { EncryptingBackend, parseEncryptionConfig, type Transformer } from "./index.js";

const key = (size: number, fill: number): string => Buffer.alloc(size, fill).toString("base64");

function config(providers: string, resources = "[secrets]"): string {
  return `
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: ${resources}
  providers: ${providers}
`;
}

function transformer(providers: string): Transformer {
  const found = parseEncryptionConfig(config(providers)).transformerFor("", "secrets");
  assert.ok(found);
  return found;
}

const PROVIDERS = {
  aescbc: `[{aescbc: {keys: [{name: key1, secret: ${key(32, 1)}}]}}]`,
  aesgcm: `[{aesgcm: {keys: [{name: key1, secret: ${key(16, 1)}}]}}]`,
  secretbox: `[{secretbox: {keys: [{name: key1, secret: ${key(32, 1)}}]}}]`,
  identity: "[{identity: {}}]",
};

for (const [name, providers] of Object.entries(PROVIDERS)) {
  runStorageBackendTests(`encrypted by ${name}`, async () => {
    const clock = new FakeClock();
    const inner = new MemoryBackend({ clock });
    const backend = new EncryptingBackend(inner, transformer(providers));
    await backend.start();
    return { backend, advance: (ms) => clock.advance(ms), dispose: () => backend.stop() };
  });
}

test("stored values carry the provider and the key, and do not show what they hold", () => {
  for (const [name, providers] of Object.entries(PROVIDERS)) {
    const sealed = transformer(providers).seal(bytesOf('{"a":"secret text"}'), "/registry/secrets/ns/x");
    const text = Buffer.from(sealed).toString("latin1");
    if (name === "identity") {
      assert.equal(text, '{"a":"secret text"}');
      continue;
    }
    assert.ok(text.startsWith(`k8s:enc:${name}:v1:key1:`), name);
    assert.ok(!text.includes("secret text"), name);
  }
});

test("secretbox values are NaCl's: nonce, tag, text (the vector of NaCl's own tests)", () => {
  const secret = Buffer.from("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389", "hex");
  const cipher = transformer(`[{secretbox: {keys: [{name: k, secret: ${secret.toString("base64")}}]}}]`);
  const sealed = Buffer.from(
    "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce" +
      "48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc" +
      "8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb4" +
      "5a74e355a5",
    "hex",
  );
  const { bytes } = cipher.open(Buffer.concat([Buffer.from("k8s:enc:secretbox:v1:k:"), sealed]), "/a");
  assert.match(Buffer.from(bytes).toString("hex"), /^be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc/);
  assert.equal(bytes.length, 131);
});

test("a changed value is not read, nor one that was moved to another key where the cipher can tell", () => {
  const cases = [
    { name: "aesgcm", moved: true },
    { name: "secretbox", moved: false },
  ] as const;
  for (const { name, moved } of cases) {
    const cipher = transformer(PROVIDERS[name]);
    const sealed = Buffer.from(cipher.seal(bytesOf("text"), "/a"));
    assert.equal(Buffer.from(cipher.open(sealed, "/a").bytes).toString(), "text");
    if (moved) assert.throws(() => cipher.open(sealed, "/b"), name);
    sealed[sealed.length - 1]! ^= 1;
    assert.throws(() => cipher.open(sealed, "/a"), name);
  }
});

test("a new key is put in, used, and the old one taken out", async () => {
  const backend = new MemoryBackend({ clock: new FakeClock() });
  await backend.start();
  const one = `{name: one, secret: ${key(32, 1)}}`;
  const two = `{name: two, secret: ${key(32, 2)}}`;
  const over = (providers: string) => new EncryptingBackend(backend, transformer(providers));
  const plain = await backend.create("/r/s/plain", bytesOf("plain"));
  await over(`[{aescbc: {keys: [${one}]}}]`).create("/r/s/x", bytesOf("text"));
  const rotating = over(`[{aescbc: {keys: [${two}, ${one}]}}, {identity: {}}]`);
  const old = await rotating.get("/r/s/x");
  assert.deepEqual([textOf(old), old?.stale], ["text", true]);
  assert.deepEqual(
    [textOf(await rotating.get("/r/s/plain")), (await rotating.get("/r/s/plain"))?.stale],
    ["plain", true],
  );
  await rotating.update("/r/s/x", bytesOf("text"), old!.modRevision);
  assert.equal((await rotating.get("/r/s/x"))?.stale, undefined);
  const rotated = over(`[{aescbc: {keys: [${two}]}}]`);
  assert.equal(textOf(await rotated.get("/r/s/x")), "text");
  await assert.rejects(rotated.get("/r/s/plain"), (e) => isStorageError(e, "Corrupt") && e.details.key === plain.key);
  const away = over(`[{identity: {}}, {aescbc: {keys: [${two}]}}]`);
  const last = await away.get("/r/s/x");
  assert.deepEqual([textOf(last), last?.stale], ["text", true]);
  await away.update("/r/s/x", bytesOf("text"), last!.modRevision);
  assert.equal(textOf(await backend.get("/r/s/x")), "text");
  await assert.rejects(
    over("[{identity: {}}]")
      .list("/r/s/")
      .then(() => over(`[{aescbc: {keys: [${one}]}}]`).list("/r/s/")),
    (e) => isStorageError(e, "Corrupt"),
  );
  await backend.stop();
});

test("resources are found by name, by group and by the star for all", () => {
  const all = parseEncryptionConfig(`
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- {resources: [secrets, widgets.example.com], providers: [{identity: {}}]}
- {resources: ["*.apps", "*."], providers: [{identity: {}}]}
`);
  const cases = [
    ["", "secrets", true],
    ["", "pods", true],
    ["example.com", "widgets", true],
    ["example.com", "others", false],
    ["apps", "deployments", true],
    ["batch", "jobs", false],
  ] as const;
  for (const [group, resource, want] of cases)
    assert.equal(all.transformerFor(group, resource) !== undefined, want, `${resource}.${group}`);
  const everything = parseEncryptionConfig(config("[{identity: {}}]", '["*.*"]'));
  assert.ok(everything.transformerFor("batch", "jobs"));
});

test("every mistake of a configuration is named", () => {
  const cases: readonly { readonly text: string; readonly want: readonly RegExp[] }[] = [
    { text: "[]", want: [/expected an object/] },
    { text: "kind: Pod\napiVersion: v1", want: [/got Pod of v1/, /resources: at least one/] },
    {
      text: config(
        `[{aescbc: {keys: [{name: a, secret: ${key(5, 1)}}, {secret: ${key(32, 1)}}]}}, {kms: {}}, {aesgcm: {}, identity: {}}]`,
        "[Secrets]",
      ),
      want: [
        /providers\[0\]\.aescbc\.keys\[0\]\.secret: expected base64 of 16, 24, 32 bytes, got 5/,
        /keys\[1\]\.name: required/,
        /providers\[1\]\.kms: unknown provider/,
        /providers\[2\]: exactly one provider/,
        /resources\[0\]\.resources\[0\]: Secrets must not have capital letters/,
      ],
    },
  ];
  for (const { text, want } of cases) {
    assert.throws(
      () => parseEncryptionConfig(text),
      (err: Error) => want.every((pattern) => pattern.test(err.message)),
      text,
    );
  }
});

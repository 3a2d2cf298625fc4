import assert from "node:assert/strict";
import test from "node:test";
import { andThen, rescue, settle, withCleanup, type MaybePromise } from "./index.js";

const works: readonly { readonly name: string; readonly work: (n: number) => MaybePromise<number>; fails: boolean }[] =
  [
    { name: "returns", work: (n) => n + 1, fails: false },
    { name: "resolves", work: (n) => Promise.resolve(n + 1), fails: false },
    {
      name: "throws",
      work: () => {
        throw new Error("no");
      },
      fails: true,
    },
    { name: "rejects", work: () => Promise.reject(new Error("no")), fails: true },
  ];

for (const { name, work, fails } of works) {
  test(`work that ${name} is settled once, and at once only where nothing waits`, async () => {
    const order: string[] = [];
    const result = settle(
      work,
      1,
      (value) => `done ${value}`,
      (err) => `failed ${(err as Error).message}`,
    );
    assert.equal(result instanceof Promise, name === "resolves" || name === "rejects");
    assert.equal(await result, fails ? "failed no" : "done 2");

    const cleaned = (async () => withCleanup(work, 1, () => order.push("after")))();
    if (fails) await assert.rejects(cleaned, /no/);
    else assert.equal(await cleaned, 2);
    assert.deepEqual(order, ["after"]);
  });
}

test("what comes after a result is not asked about its failures", async () => {
  assert.equal(
    andThen(1, (n) => n * 2),
    2,
  );
  assert.equal(await andThen(Promise.resolve(1), (n) => n * 2), 2);
  await assert.rejects(async () => andThen(Promise.reject<number>(new Error("no")), (n) => n * 2), /no/);
});

test("a failure of what comes after success is not given to the handler of failures", () => {
  assert.throws(
    () =>
      settle(
        (n: number) => n,
        1,
        () => {
          throw new Error("later");
        },
        () => assert.fail("asked about a failure of its neighbour"),
      ),
    /later/,
  );
});

test("a result passes where nothing failed, and a failure is replaced, at once or later", async () => {
  const fail = (): never => {
    throw new Error("no");
  };
  const failLater = (): Promise<number> => Promise.reject(new Error("no"));
  assert.equal(
    rescue((n: number) => n, 1, fail),
    1,
  );
  assert.equal(
    rescue(fail, 1, () => 2),
    2,
  );
  assert.equal(await rescue((n: number) => Promise.resolve(n), 1, fail), 1);
  assert.equal(await rescue(failLater, 1, () => 2), 2);
  assert.throws(() => rescue(fail, 1, fail), /no/);
});

import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { followPolicy, RBACPolicy, type FeedBatch, type ObjectFeed, type Role } from "./index.js";

const none: ObjectFeed<never> = {
  async *follow() {
    yield { type: "all", objects: [] };
  },
};

test("follows all, changes, and starts again after an error", async () => {
  const clock = new FakeClock();
  const stop = new AbortController();
  const errors: string[] = [];
  const role = (name: string): Role => ({ metadata: { name }, rules: [] });
  const rounds: FeedBatch<Role>[][] = [
    [
      { type: "all", objects: [role("a"), role("b")] },
      { type: "changes", set: [role("c")], gone: [role("a")] },
    ],
    [{ type: "all", objects: [role("d")] }],
  ];
  const clusterRoles: ObjectFeed<Role> = {
    async *follow() {
      const round = rounds.shift();
      yield* round ?? [];
      throw new Error("the watch ended");
    },
  };
  const policy = new RBACPolicy();
  const feeds = { clusterRoles, roles: none, clusterRoleBindings: none, roleBindings: none };
  await followPolicy(
    policy,
    { feeds, clock, onError: (what, err) => errors.push(`${what}: ${String(err)}`) },
    stop.signal,
  );
  const known = (): string[] => ["a", "b", "c", "d"].filter((name) => policy.clusterRoles.rulesOf("", name));
  await clock.advance(0);
  assert.deepEqual(known(), ["b", "c"]);
  await clock.advance(1000);
  assert.deepEqual(known(), ["d"]);
  assert.match(errors[0]!, /cannot follow .*: Error: the watch ended/);
  stop.abort(new Error("over"));
});

test("fails when stopped before it knows everything", async () => {
  const stop = new AbortController();
  const silent: ObjectFeed<never> = {
    async *follow({ signal }) {
      await new Promise((_, reject) => signal!.addEventListener("abort", () => reject(new Error("aborted"))));
    },
  };
  const feeds = { clusterRoles: silent, roles: none, clusterRoleBindings: none, roleBindings: none };
  const started = followPolicy(new RBACPolicy(), { feeds, clock: new FakeClock(), onError: assert.fail }, stop.signal);
  stop.abort(new Error("over"));
  await assert.rejects(started, /over/);
});

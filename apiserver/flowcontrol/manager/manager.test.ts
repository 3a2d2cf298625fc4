import assert from "node:assert/strict";
import test from "node:test";
import { newConflict, newNotFound } from "../../../apimachinery/api/errors/index.js";
import { FakeClock } from "../../../apimachinery/clock/index.js";
import { AUTO_UPDATE_ANNOTATION, suggestedPriorityLevels } from "../config/bootstrap.js";
import type { FlowSchema, PriorityLevelConfiguration } from "../config/types.js";
import { FlowController } from "../controller/flow-controller.js";
import { NO_OBSERVER } from "../queueset/observer.js";
import { maintainBootstrapObjects } from "./bootstrap-maintenance.js";
import { FlowControlManager } from "./flow-control-manager.js";
import type { ObjectAccess } from "./object-access.js";

type Stored = FlowSchema | PriorityLevelConfiguration;

/** Objects in memory; generation rises with the spec, as the store does it. */
class FakeObjects<T extends Stored> implements ObjectAccess<T> {
  readonly all = new Map<string, T>();
  readonly #waiting = new Set<() => void>();
  conflicts = 0;
  list(): Promise<readonly T[]> {
    return Promise.resolve([...this.all.values()]);
  }
  create(object: T): Promise<void> {
    this.put({ ...object, metadata: { ...object.metadata, generation: 1 } });
    return Promise.resolve();
  }
  update(name: string, change: (current: T) => T | undefined): Promise<void> {
    if (this.conflicts-- > 0)
      return Promise.reject(newConflict({ group: "g", resource: "r" }, name, new Error("changed")));
    return this.#change(name, change);
  }
  applyStatus(name: string, status: (current: T) => object | undefined): Promise<void> {
    return this.#change(name, (current) => {
      const part = status(current);
      return part && { ...current, status: part };
    });
  }
  #change(name: string, change: (current: T) => T | undefined): Promise<void> {
    const current = this.all.get(name);
    if (current === undefined) return Promise.reject(newNotFound({ group: "g", resource: "r" }, name));
    const next = change(current);
    if (next !== undefined) this.put(next);
    return Promise.resolve();
  }
  delete(name: string): Promise<void> {
    this.all.delete(name);
    this.#notify();
    return Promise.resolve();
  }
  put(object: T): void {
    this.all.set(object.metadata.name ?? "", object);
    this.#notify();
  }
  async *changes({ signal }: { readonly signal?: AbortSignal }): AsyncIterable<void> {
    while (signal?.aborted !== true) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        signal?.addEventListener("abort", () => resolve(), { once: true });
      });
      yield;
    }
  }
  #notify(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

function objects(): { flowSchemas: FakeObjects<FlowSchema>; priorityLevels: FakeObjects<PriorityLevelConfiguration> } {
  return { flowSchemas: new FakeObjects(), priorityLevels: new FakeObjects() };
}

test("an empty store gets all objects, and a second pass changes nothing", async () => {
  const all = objects();
  await maintainBootstrapObjects(all, {});
  assert.equal(all.priorityLevels.all.size, 8);
  assert.equal(all.flowSchemas.all.size, 11);
  const before = [...all.flowSchemas.all.values(), ...all.priorityLevels.all.values()];
  await maintainBootstrapObjects(all, {});
  const after = [...all.flowSchemas.all.values(), ...all.priorityLevels.all.values()];
  before.forEach((object, i) => assert.equal(after[i], object));
});

const changed = (annotation: string | undefined, generation: number): PriorityLevelConfiguration => {
  const system = suggestedPriorityLevels.find(
    (level) => level.metadata.name === "system",
  ) as PriorityLevelConfiguration;
  const annotations = annotation === undefined ? {} : { [AUTO_UPDATE_ANNOTATION]: annotation };
  return {
    metadata: { name: "system", generation, annotations },
    spec: { ...system.spec, limited: { ...system.spec.limited, nominalConcurrencyShares: 7 } },
  };
};

const suggested = [
  { name: "ours", annotation: "true", generation: 3, shares: 30, mark: "true" },
  { name: "taken over", annotation: "false", generation: 3, shares: 7, mark: "false" },
  { name: "without a mark, changed", annotation: undefined, generation: 2, shares: 7, mark: "false" },
  { name: "without a mark, as it was made", annotation: undefined, generation: 1, shares: 30, mark: "true" },
  { name: "with a mark that is none", annotation: "maybe", generation: 2, shares: 7, mark: "false" },
];
for (const tc of suggested) {
  test(`a suggested level that is ${tc.name}`, async () => {
    const all = objects();
    all.priorityLevels.put(changed(tc.annotation, tc.generation));
    await maintainBootstrapObjects(all, {});
    const got = all.priorityLevels.all.get("system");
    assert.equal(got?.spec.limited?.nominalConcurrencyShares, tc.shares);
    assert.equal(got?.metadata.annotations?.[AUTO_UPDATE_ANNOTATION], tc.mark);
  });
}

test("mandatory objects are put right, but for the exempt level's seats", async () => {
  const all = objects();
  all.priorityLevels.put({
    metadata: { name: "exempt" },
    spec: { type: "Exempt", exempt: { nominalConcurrencyShares: 5 } },
  });
  all.priorityLevels.put({
    metadata: { name: "catch-all" },
    spec: { type: "Limited", limited: { nominalConcurrencyShares: 99 } },
  });
  await maintainBootstrapObjects(all, {});
  assert.equal(all.priorityLevels.all.get("exempt")?.spec.exempt?.nominalConcurrencyShares, 5);
  assert.equal(all.priorityLevels.all.get("exempt")?.metadata.annotations?.[AUTO_UPDATE_ANNOTATION], "true");
  assert.equal(all.priorityLevels.all.get("catch-all")?.spec.limited?.nominalConcurrencyShares, 5);
});

test("objects of a former release go, others stay", async () => {
  const all = objects();
  const schema = { priorityLevelConfiguration: { name: "system" }, matchingPrecedence: 7 };
  all.flowSchemas.put({ metadata: { name: "old", annotations: { [AUTO_UPDATE_ANNOTATION]: "true" } }, spec: schema });
  all.flowSchemas.put({ metadata: { name: "mine" }, spec: schema });
  await maintainBootstrapObjects(all, {});
  assert.equal(all.flowSchemas.all.has("old"), false);
  assert.equal(all.flowSchemas.all.has("mine"), true);
});

test("somebody else's change at the same time is left for the next pass", async () => {
  const all = objects();
  all.priorityLevels.put(changed("true", 3));
  all.priorityLevels.conflicts = 1;
  await maintainBootstrapObjects(all, {});
  assert.equal(all.priorityLevels.all.get("system")?.spec.limited?.nominalConcurrencyShares, 7);
  await maintainBootstrapObjects(all, {});
  assert.equal(all.priorityLevels.all.get("system")?.spec.limited?.nominalConcurrencyShares, 30);
});

test("the manager puts objects into force, marks dangling schemas and brings deleted ones back", async () => {
  const clock = new FakeClock();
  const all = objects();
  const flow = new FlowController({ clock, serverConcurrencyLimit: 600, observerOf: () => NO_OBSERVER });
  const errors: unknown[] = [];
  const stop = new AbortController();
  const manager = new FlowControlManager({
    flow,
    objects: all,
    clock,
    random: () => 0,
    onError: (...what) => errors.push(what),
  });
  await Promise.all([manager.consume(stop.signal), manager.produce(stop.signal)]);
  assert.equal(flow.levels.find((level) => level.name === "workload-low")?.limits.nominal, 245);

  all.flowSchemas.put({
    metadata: { name: "dangling" },
    spec: { priorityLevelConfiguration: { name: "none" }, matchingPrecedence: 9 },
  });
  await clock.advance(0);
  const conditions = (
    all.flowSchemas.all.get("dangling") as unknown as { status: { conditions: { status: string; message: string }[] } }
  ).status.conditions;
  assert.equal(conditions[0]?.status, "True");
  assert.equal(
    conditions[0]?.message,
    'This FlowSchema references the PriorityLevelConfiguration object named "none" but there is no such object',
  );

  await all.priorityLevels.delete("workload-low");
  await clock.advance(0);
  assert.equal(all.priorityLevels.all.has("workload-low"), true);
  assert.ok(flow.levels.some((level) => level.name === "workload-low"));
  stop.abort(new Error("done"));
  await clock.advance(0);
  assert.deepEqual(errors, []);
});

test("what a stop interrupts is no error", async () => {
  const clock = new FakeClock();
  const all = objects();
  const flow = new FlowController({ clock, serverConcurrencyLimit: 600, observerOf: () => NO_OBSERVER });
  const errors: unknown[] = [];
  const onError = (...what: unknown[]): void => void errors.push(what);
  const stop = new AbortController();
  const manager = new FlowControlManager({ flow, objects: all, clock, random: () => 0, onError });
  await Promise.all([manager.produce(stop.signal), manager.consume(stop.signal)]);
  all.priorityLevels.list = () => {
    stop.abort(new Error("the server stops"));
    return Promise.reject(new Error("storage is closed"));
  };
  all.flowSchemas.put({
    metadata: { name: "one-more" },
    spec: { priorityLevelConfiguration: { name: "system" }, matchingPrecedence: 9 },
  });
  await clock.advance(60_000);
  assert.equal(stop.signal.aborted, true);
  assert.deepEqual(errors, []);
});

/**
 * Records what concurrent clients of two servers on one etcd see, while the servers are killed and started again by turns, and
 * looks for an order that explains it, object by object.
 *
 * Covered: create, get without a resourceVersion (a consistent read), update and delete, both with and without a
 * resourceVersion, of single ConfigMaps. Objects are independent of each other, so that checking each is checking all
 * (linearizability is local). Not covered: lists and watches (three-servers.test.ts follows those), reads at a
 * resourceVersion of the client's (which may be old, and say so), patches (an update within the server), and faults of etcd
 * itself (test/faults).
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isAlreadyExists, isConflict, isNotFound, StatusError } from "../../apimachinery/api/errors/index.js";
import type { KubeObject } from "../../apimachinery/runtime/index.js";
import { etcdMissing } from "../../apiserver/storage/etcd3/testing/etcd-server.js";
import { RESTClient, TransportError, type RequestSpec } from "../../client/rest/index.js";
import { eventually } from "../e2e/harness.js";
import { checkHistory } from "../support/linearizability/check.js";
import {
  describeOperation,
  objectModel,
  type ObjectInput,
  type ObjectOperation,
  type ObjectOutput,
} from "../support/linearizability/object-model.js";
import { withStaleRead } from "../support/linearizability/stale-read.js";
import { Cluster } from "./cluster.js";
import { CONFIG_MAPS } from "./steady-writer.js";

const CLIENTS = 8;
const OBJECTS = 4;
const ROUND_OPERATIONS = 250;

type Found = KubeObject & { readonly data: { readonly value: string } };

const skip = etcdMissing ?? false;
let cluster: Cluster;
before(async () => {
  if (skip === false) cluster = await Cluster.start(2);
});
after(() => cluster?.cleanUp());

/** The operations of all clients by object, on one clock. */
class History {
  readonly #operations = new Map<string, ObjectOperation[]>();
  size = 0;
  unanswered = 0;

  add(name: string, operation: ObjectOperation): void {
    const list = this.#operations.get(name);
    if (list === undefined) this.#operations.set(name, [operation]);
    else list.push(operation);
    this.size++;
    if (operation.output === undefined) this.unanswered++;
  }

  objects(): Iterable<[name: string, operations: readonly ObjectOperation[]]> {
    return this.#operations;
  }

  count(verb: ObjectInput["verb"], outcome: ObjectOutput["outcome"]): number {
    const all = [...this.#operations.values()].flat();
    return all.filter(({ input, output }) => input.verb === verb && output?.outcome === outcome).length;
  }
}

/** Does one random thing after the other to random objects through one server. */
class RandomClient {
  readonly #id: number;
  readonly #client: RESTClient;
  readonly #history: History;
  /** The value and version of each object as this client last read it. */
  readonly #seen = new Map<string, { readonly value: string; readonly version: string }>();
  #writes = 0;

  constructor(id: number, client: RESTClient, history: History) {
    this.#id = id;
    this.#client = client;
    this.#history = history;
  }

  async run(stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      const name = `object-${Math.floor(Math.random() * OBJECTS)}`;
      const answered = await this.#perform(name, this.#choose(name));
      // The server is down; it is not to be asked a thousand times.
      if (!answered) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  #choose(name: string): ObjectInput {
    const chance = Math.random();
    const value = `${this.#id}.${this.#writes}`;
    const seen = Math.random() < 0.6 ? this.#seen.get(name) : undefined;
    const expected = seen === undefined ? {} : { expected: seen.value };
    if (chance < 0.4) return { verb: "get" };
    this.#writes++;
    if (chance < 0.6) return { verb: "create", value };
    if (chance < 0.85) return { verb: "update", value, ...expected };
    return { verb: "delete", ...expected };
  }

  /** Returns whether there was an answer. */
  async #perform(name: string, input: ObjectInput): Promise<boolean> {
    const called = performance.now();
    let output: ObjectOutput | undefined;
    try {
      output = await this.#send(name, input);
    } catch (err) {
      // It cannot have happened: no connection was made.
      if (err instanceof TransportError && err.kind !== "lost") return false;
      if (!isUnanswered(err)) throw err;
    }
    this.#history.add(name, { input, output, called, returned: performance.now() });
    return output !== undefined;
  }

  async #send(name: string, input: ObjectInput): Promise<ObjectOutput> {
    try {
      const object = await this.#client.request<Found>(this.#specOf(name, input));
      if (input.verb === "delete") {
        this.#seen.delete(name);
        return { outcome: "ok" };
      }
      const { value } = object.data;
      this.#seen.set(name, { value, version: object.metadata.resourceVersion ?? "" });
      return input.verb === "get" ? { outcome: "ok", value } : { outcome: "ok" };
    } catch (err) {
      if (isAlreadyExists(err)) return { outcome: "exists" };
      if (isNotFound(err)) return { outcome: "missing" };
      if (isConflict(err)) return { outcome: "conflict" };
      throw err;
    }
  }

  #specOf(name: string, input: ObjectInput): RequestSpec {
    if (input.verb === "get") return { ...CONFIG_MAPS, method: "GET", name };
    const version = "expected" in input ? this.#seen.get(name)?.version : undefined;
    const guard = version === undefined ? {} : { resourceVersion: version };
    switch (input.verb) {
      case "create":
        return { ...CONFIG_MAPS, method: "POST", body: { metadata: { name }, data: { value: input.value } } };
      case "update":
        return {
          ...CONFIG_MAPS,
          method: "PUT",
          name,
          body: { metadata: { name, ...guard }, data: { value: input.value } },
        };
      case "delete":
        return { ...CONFIG_MAPS, method: "DELETE", name, body: version === undefined ? {} : { preconditions: guard } };
    }
  }
}

function isUnanswered(err: unknown): boolean {
  if (err instanceof TransportError) return true;
  if (err instanceof DOMException && err.name === "TimeoutError") return true;
  return err instanceof StatusError && (err.status.code ?? 0) >= 500;
}

test("what clients of two servers see could have come from one", { skip, timeout: 120_000 }, async (t) => {
  const history = new History();
  const clients = cluster.servers.map(({ url }) => new RESTClient(cluster.configFor(url)));
  let stopped = false;
  const running = Promise.all(
    Array.from({ length: CLIENTS }, (_, id) => new RandomClient(id, clients[id % 2]!, history).run(() => stopped)),
  );
  const someOperations = async (): Promise<void> => {
    const wanted = history.size + ROUND_OPERATIONS;
    await eventually("operations go on", () => Promise.resolve(history.size >= wanted ? true : undefined));
  };
  const rounds = async (): Promise<void> => {
    await someOperations();
    for (const server of cluster.servers) {
      await server.kill();
      await someOperations();
      await server.restart();
      await someOperations();
    }
  };
  try {
    await Promise.race([rounds(), running.then(() => assert.ok(stopped, "the clients have ended before the test"))]);
    stopped = true;
    await running;
  } finally {
    stopped = true;
    await Promise.allSettled([running]);
    for (const client of clients) client.close();
  }
  for (const [name, operations] of history.objects()) {
    const verdict = checkHistory(objectModel, operations);
    if (verdict.linearizable) {
      // The history says something: it would not do with one old answer in it.
      const stale = withStaleRead(operations);
      assert.equal(
        stale && checkHistory(objectModel, stale).linearizable,
        false,
        `${name}: a stale read goes unnoticed`,
      );
      continue;
    }
    const context = [...verdict.order.slice(-10), verdict.stuckAt].map(describeOperation).join("\n");
    assert.fail(`${name}: no order explains what was seen; the longest ends so:\n${context}`);
  }
  t.diagnostic(`${history.size} operations, ${history.unanswered} without an answer`);
  // All outcomes were met, or the history says little.
  for (const [verb, outcome] of [
    ["get", "ok"],
    ["get", "missing"],
    ["create", "ok"],
    ["create", "exists"],
    ["update", "ok"],
    ["update", "conflict"],
    ["update", "missing"],
    ["delete", "ok"],
    ["delete", "conflict"],
    ["delete", "missing"],
  ] as const) {
    assert.ok(history.count(verb, outcome) > 0, `no ${verb} was answered with ${outcome}`);
  }
});

import assert from "node:assert/strict";
import test from "node:test";
import type { ObjectMeta } from "../../apimachinery/meta/v1/index.js";
import type { ClusterRole, RoleBinding } from "../../apis/rbac/v1/types.js";
import { aggregatedRules } from "./aggregation.js";
import {
  aggregateRoles,
  bootstrapPolicy,
  reconcileBootstrapPolicy,
  type ObjectAccess,
  type RBACObjects,
} from "./index.js";
import { reconciledBinding, reconciledRole } from "./reconcile.js";

/** Objects of one kind, counting writes. */
class MemoryAccess<T extends { readonly metadata: ObjectMeta }> implements ObjectAccess<T> {
  readonly objects = new Map<string, T>();
  writes = 0;

  list(): Promise<readonly T[]> {
    return Promise.resolve([...this.objects.values()]);
  }
  create(object: T): Promise<void> {
    this.writes++;
    this.objects.set(object.metadata.name ?? "", structuredClone(object));
    return Promise.resolve();
  }
  update(name: string, change: (current: T) => T | undefined): Promise<void> {
    this.writes++;
    const changed = change(this.objects.get(name)!);
    if (changed !== undefined) this.objects.set(name, changed);
    return Promise.resolve();
  }
  delete(name: string): Promise<void> {
    this.objects.delete(name);
    return Promise.resolve();
  }
  async *changes(): AsyncGenerator<void, void> {
    yield;
  }
}

function memory() {
  const byNamespace = new Map<string, MemoryAccess<never>>();
  const of = (key: string): MemoryAccess<never> => {
    if (!byNamespace.has(key)) byNamespace.set(key, new MemoryAccess<never>());
    return byNamespace.get(key)!;
  };
  const clusterRoles = new MemoryAccess<ClusterRole>();
  const objects: RBACObjects = {
    clusterRoles,
    clusterRoleBindings: of("bindings"),
    roles: (namespace) => of(`roles/${namespace}`),
    roleBindings: (namespace) => of(`bindings/${namespace}`),
  };
  return {
    objects,
    clusterRoles,
    writes: () => [clusterRoles, ...byNamespace.values()].reduce((n, a) => n + a.writes, 0),
  };
}
const opts = { signal: new AbortController().signal };

test("makes the bootstrap policy once, and aggregates its roles", async () => {
  const { objects, clusterRoles, writes } = memory();
  await reconcileBootstrapPolicy(objects, opts);
  await aggregateRoles(objects.clusterRoles, opts);
  const made = writes();
  const admin = clusterRoles.objects.get("admin")!;
  const allows = (verb: string, resource: string): boolean =>
    (admin.rules ?? []).some(({ verbs, resources = [] }) => verbs.includes(verb) && resources.includes(resource));
  assert.ok(allows("create", "rolebindings") && allows("delete", "secrets") && allows("get", "pods/log"));
  assert.equal(allows("get", "nodes"), false);
  await reconcileBootstrapPolicy(objects, opts);
  await aggregateRoles(objects.clusterRoles, opts);
  assert.equal(writes(), made, "a second round changes nothing");
});

test("every binding of the policy leads to a role of the policy", () => {
  const clusterRoles = new Set(bootstrapPolicy.clusterRoles.map(({ metadata }) => metadata.name));
  assert.equal(clusterRoles.size, bootstrapPolicy.clusterRoles.length, "no name twice");
  for (const { roleRef } of bootstrapPolicy.clusterRoleBindings)
    assert.ok(clusterRoles.has(roleRef.name), roleRef.name);
  const roles = new Set(bootstrapPolicy.roles.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  for (const { metadata, roleRef } of bootstrapPolicy.roleBindings) {
    assert.ok(roles.has(`${metadata.namespace}/${roleRef.name}`), roleRef.name);
  }
});

const meta = (annotations = {}, labels = {}): ObjectMeta => ({ name: "x", labels, annotations });
const get = { verbs: ["get"], apiGroups: [""], resources: ["pods"] };
const list = { ...get, verbs: ["list"] };
const roleOf = (rules: object[], metadata = meta()): ClusterRole => ({
  metadata,
  rules: rules as ClusterRole["rules"] & object,
});

test("a role gets back what it lost and keeps what was added", () => {
  const wanted = roleOf([get], meta({ a: "1" }, { l: "1" }));
  assert.deepEqual(
    reconciledRole(roleOf([list], meta({ a: "2" })), wanted),
    roleOf([list, get], meta({ a: "2" }, { l: "1" })),
  );
  assert.equal(reconciledRole(roleOf([{ ...get, verbs: ["*"] }]), roleOf([get])), undefined);
});

test("objects that are not to be updated stay as they are", () => {
  const frozen = meta({ "rbac.authorization.kubernetes.io/autoupdate": "false" });
  assert.equal(reconciledRole(roleOf([], frozen), roleOf([get])), undefined);
});

test("a binding gets back its subjects, and is replaced when it leads elsewhere", () => {
  const subject = (name: string) => ({ kind: "User", name });
  const binding = (name: string, ...names: string[]): RoleBinding => ({
    metadata: meta(),
    roleRef: { kind: "ClusterRole", name },
    subjects: names.map(subject),
  });
  assert.deepEqual(reconciledBinding(binding("r", "b"), binding("r", "a")), binding("r", "b", "a"));
  assert.equal(reconciledBinding(binding("r", "a", "b"), binding("r", "a")), undefined);
  assert.equal(reconciledBinding(binding("other"), binding("r")), "replace");
});

test("rules are aggregated in the order of names, each once, never from itself", () => {
  const labels = { to: "all" };
  const named = (name: string, rules: object[]): ClusterRole => ({ ...roleOf(rules, { name, labels }) });
  const all: ClusterRole = {
    ...named("all", [list]),
    aggregationRule: { clusterRoleSelectors: [{ matchLabels: labels }] },
  };
  const other = { ...named("other", [{ ...get, verbs: ["watch"] }]), metadata: { name: "other" } };
  assert.deepEqual(aggregatedRules(all, [named("b", [get]), all, named("a", [list, get]), other]), [list, get]);
});

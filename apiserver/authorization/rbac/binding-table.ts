import type { UserInfo } from "../../authentication/index.js";
import { keyOf } from "./role-table.js";
import type { Binding, Subject } from "./types.js";

/** A binding, and the one of its subjects that a user is or belongs to. */
export interface BoundSubject {
  readonly binding: Binding;
  readonly subject: Subject;
}

/**
 * Bindings by namespace (none: "") and by who is bound, so that a decision looks at the user's own bindings only, however
 * many others there are.
 */
export class BindingTable {
  readonly #bindings = new Map<string, Binding>();
  /** By namespace, then by user (`u:NAME`) or group (`g:NAME`), then by the binding's name. */
  readonly #bySubject = new Map<string, Map<string, Map<string, BoundSubject>>>();

  replace(bindings: readonly Binding[]): void {
    this.#bindings.clear();
    this.#bySubject.clear();
    for (const binding of bindings) this.set(binding);
  }

  set(binding: Binding): void {
    this.delete(binding);
    const { namespace = "", name = "" } = binding.metadata;
    this.#bindings.set(keyOf(binding.metadata), binding);
    for (const subject of binding.subjects ?? []) {
      const key = subjectKey(subject, namespace);
      if (key === undefined) continue;
      const subjects = entryOf(this.#bySubject, namespace, () => new Map<string, Map<string, BoundSubject>>());
      entryOf(subjects, key, () => new Map<string, BoundSubject>()).set(name, { binding, subject });
    }
  }

  delete({ metadata }: Binding): void {
    const old = this.#bindings.get(keyOf(metadata));
    if (old === undefined) return;
    this.#bindings.delete(keyOf(metadata));
    const { namespace = "", name = "" } = metadata;
    const subjects = this.#bySubject.get(namespace);
    if (subjects === undefined) return;
    for (const subject of old.subjects ?? []) {
      const key = subjectKey(subject, namespace);
      const bound = key === undefined ? undefined : subjects.get(key);
      bound?.delete(name);
      if (key !== undefined && bound?.size === 0) subjects.delete(key);
    }
    if (subjects.size === 0) this.#bySubject.delete(namespace);
  }

  /** Bindings of one namespace that apply to the user by name or by group. A binding may come more than once. */
  *of(user: UserInfo, namespace: string): Generator<BoundSubject, void> {
    const subjects = this.#bySubject.get(namespace);
    if (subjects === undefined) return;
    const own = subjects.get(`u:${user.name}`);
    if (own !== undefined) yield* own.values();
    for (const group of user.groups) {
      const ofGroup = subjects.get(`g:${group}`);
      if (ofGroup !== undefined) yield* ofGroup.values();
    }
  }
}

function subjectKey({ kind, name, namespace }: Subject, bindingNamespace: string): string | undefined {
  switch (kind) {
    case "User":
      return `u:${name}`;
    case "Group":
      return `g:${name}`;
    case "ServiceAccount": {
      const home = namespace || bindingNamespace;
      return home === "" ? undefined : `u:system:serviceaccount:${home}:${name}`;
    }
    default:
      return undefined;
  }
}

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

import type { PolicyRule, RBACMetadata, Role } from "./types.js";

const NONE: readonly PolicyRule[] = [];

/** The rules of roles, by namespace (none: "") and name. */
export class RoleTable {
  readonly #rules = new Map<string, readonly PolicyRule[]>();

  /** undefined: there is no such role. */
  rulesOf(namespace: string, name: string): readonly PolicyRule[] | undefined {
    return this.#rules.get(`${namespace}/${name}`);
  }

  replace(roles: readonly Role[]): void {
    this.#rules.clear();
    for (const role of roles) this.set(role);
  }

  set(role: Role): void {
    this.#rules.set(keyOf(role.metadata), role.rules ?? NONE);
  }

  delete(role: Role): void {
    this.#rules.delete(keyOf(role.metadata));
  }
}

export function keyOf({ namespace = "", name = "" }: RBACMetadata): string {
  return `${namespace}/${name}`;
}

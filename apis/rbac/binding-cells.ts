import type { DeepReadonly, KubeObject } from "kindsmith/apimachinery";
import { age } from "../shared/cells.js";
import type { RoleRef, Subject } from "./v1/types.js";

interface Binding extends KubeObject {
  roleRef: RoleRef;
  subjects?: Subject[];
}

/** The columns of role bindings, in a namespace or not. */
export const bindingCells = {
  Role: ({ roleRef }: DeepReadonly<Binding>): string => `${roleRef.kind}/${roleRef.name}`,
  Age: age,
  Users: (binding: DeepReadonly<Binding>): string => namesOf(binding, "User"),
  Groups: (binding: DeepReadonly<Binding>): string => namesOf(binding, "Group"),
  ServiceAccounts: (binding: DeepReadonly<Binding>): string => namesOf(binding, "ServiceAccount"),
};

function namesOf({ subjects }: DeepReadonly<Binding>, kind: string): string {
  return (subjects ?? [])
    .filter((subject) => subject.kind === kind)
    .map(({ name, namespace }) => (kind === "ServiceAccount" ? `${namespace ?? ""}/${name}` : name))
    .join(", ");
}

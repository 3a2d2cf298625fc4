import type { APIGroupDefinition } from "../../apiserver/registry/index.js";

/** The groups of Kubernetes itself, which every server has. */
export async function builtInGroups(): Promise<readonly APIGroupDefinition[]> {
  return (await allGroups()).filter(isOfKubernetes);
}

/** The other groups of this tree: the sample, and what `kindsmith add` has put beside it. All their versions are served. */
export async function ownGroups(): Promise<readonly APIGroupDefinition[]> {
  return (await allGroups()).filter((group) => !isOfKubernetes(group));
}

/** Kubernetes keeps the names without a dot, and those below k8s.io, for its own groups. */
export function isOfKubernetes({ group }: Pick<APIGroupDefinition, "group">): boolean {
  return !group.includes(".") || group.endsWith(".k8s.io");
}

async function allGroups(): Promise<readonly APIGroupDefinition[]> {
  const { apiGroups } = await import("../../generated/registry/index.js");
  return apiGroups;
}

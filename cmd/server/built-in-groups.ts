import type { APIGroupDefinition } from "../../apiserver/registry/index.js";

// The group that shows how a group is made; only this project's own server has it.
const SAMPLE_GROUP = "wardle.example.com";

/** The groups of Kubernetes itself, which every server has. */
export async function builtInGroups(): Promise<readonly APIGroupDefinition[]> {
  return (await allGroups()).filter(({ group }) => group !== SAMPLE_GROUP);
}

export async function sampleGroups(): Promise<readonly APIGroupDefinition[]> {
  return (await allGroups()).filter(({ group }) => group === SAMPLE_GROUP);
}

async function allGroups(): Promise<readonly APIGroupDefinition[]> {
  const { apiGroups } = await import("../../generated/registry/index.js");
  return apiGroups;
}

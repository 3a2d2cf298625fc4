import type { ClusterRoleBinding, RoleBinding, RoleRef, Subject } from "./types.js";

const GROUP = "rbac.authorization.k8s.io";

export function SetDefaults_RoleBinding(obj: RoleBinding): void {
  setGroup(obj.roleRef);
}

export function SetDefaults_ClusterRoleBinding(obj: ClusterRoleBinding): void {
  setGroup(obj.roleRef);
}

function setGroup(ref: RoleRef | undefined): void {
  if (ref !== undefined) ref.apiGroup ||= GROUP;
}

export function SetDefaults_Subject(obj: Subject): void {
  if (obj.kind === "User" || obj.kind === "Group") obj.apiGroup ||= GROUP;
}

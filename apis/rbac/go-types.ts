import { GoPrinter } from "../shared/go-json.js";

/** Prints values of the RBAC group as upstream's errors do. @see kubernetes/kubernetes pkg/apis/rbac/types.go */
export const goRBAC = new GoPrinter({ RoleRef: "apiGroup/APIGroup:s kind:s name:s" });

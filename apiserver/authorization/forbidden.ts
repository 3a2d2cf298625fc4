import { newForbidden, type StatusError } from "../../apimachinery/api/errors/index.js";
import { quote } from "../../apimachinery/text/index.js";
import type { AuthorizationAttributes } from "./interface.js";

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * The 403 for a refused request: `pods "x" is forbidden: User "u" cannot get resource "pods" in API group "" …`.
 * @see kubernetes/apiserver pkg/endpoints/handlers/responsewriters/errors.go, ForbiddenStatusError
 */
export function newForbiddenRequest(attributes: AuthorizationAttributes, reason: string): StatusError {
  // A browser that takes the text for HTML must not run what a user name says.
  const text = describe(attributes).replace(/[&<>]/g, (char) => ESCAPES[char]!);
  const why = reason === "" ? text : `${text}: ${reason}`;
  if (attributes.kind === "nonResource") return newForbidden({ group: "", resource: "" }, "", why);
  return newForbidden({ group: attributes.group, resource: attributes.resource }, attributes.name, why);
}

function describe(attributes: AuthorizationAttributes): string {
  const user = `User ${quote(attributes.user.name)} cannot ${attributes.verb}`;
  if (attributes.kind === "nonResource") return `${user} path ${quote(attributes.path)}`;
  const { group, resource, subresource, namespace } = attributes;
  const what = quote(subresource === "" ? resource : `${resource}/${subresource}`);
  const where = namespace === "" ? "at the cluster scope" : `in the namespace ${quote(namespace)}`;
  return `${user} resource ${what} in API group ${quote(group)} ${where}`;
}

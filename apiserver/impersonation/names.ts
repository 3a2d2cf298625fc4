import { isDNS1123Label, isDNS1123Subdomain } from "../../apimachinery/validation/index.js";

const NODE_PREFIX = "system:node:";
const ACCOUNT_PREFIX = "system:serviceaccount:";

/** The node whose own user this is. */
export function nodeNameOf(userName: string): string | undefined {
  if (!userName.startsWith(NODE_PREFIX)) return undefined;
  const name = userName.slice(NODE_PREFIX.length);
  return isDNS1123Subdomain(name).length === 0 ? name : undefined;
}

/** The service account whose own user this is. */
export function accountOf(userName: string): { readonly namespace: string; readonly name: string } | undefined {
  if (!userName.startsWith(ACCOUNT_PREFIX)) return undefined;
  const [namespace = "", name = "", ...rest] = userName.slice(ACCOUNT_PREFIX.length).split(":");
  if (rest.length > 0 || isDNS1123Label(namespace).length > 0 || isDNS1123Subdomain(name).length > 0) return undefined;
  return { namespace, name };
}

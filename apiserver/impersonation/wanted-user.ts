import { newBadRequest } from "../../apimachinery/api/errors/index.js";
import { quote } from "../../apimachinery/text/index.js";
import type { UserInfo } from "../authentication/index.js";

const PREFIX = "impersonate-";
const USER = "impersonate-user";
const GROUP = "impersonate-group";
const UID = "impersonate-uid";
const EXTRA_PREFIX = "impersonate-extra-";

/** What is read of a request. Header names are lower-case. */
export interface ImpersonationHeaders {
  header(name: string): string | undefined;
  headerValues(name: string): readonly string[];
  headerNames(): readonly string[];
  hasHeader(matches: (name: string) => boolean): boolean;
}

/**
 * The user that the headers ask for, as they say it: nothing is checked or added. undefined: nobody else is wanted.
 * @throws StatusError 400 for a group, UID or extra without a user.
 * @see kubernetes/apiserver pkg/endpoints/filters/impersonation/constrained_impersonation.go
 */
export function wantedUserOf(request: ImpersonationHeaders): UserInfo | undefined {
  if (!request.hasHeader(isImpersonationHeader)) return undefined;
  const extra = Object.create(null) as { [key: string]: string[] };
  for (const name of request.headerNames()) {
    if (!name.startsWith(EXTRA_PREFIX)) continue;
    const key = decodeKey(name.slice(EXTRA_PREFIX.length));
    (extra[key] ??= []).push(...request.headerValues(name));
  }
  const wanted = {
    name: request.header(USER) ?? "",
    uid: request.header(UID) ?? "",
    groups: request.headerValues(GROUP),
    extra,
  };
  if (wanted.name !== "") return wanted;
  if (wanted.uid === "" && wanted.groups.length === 0 && Object.keys(extra).length === 0) return undefined;
  throw newBadRequest(`requested ${goSyntax(wanted)} without impersonating a user name`);
}

export function isImpersonationHeader(name: string): boolean {
  // Nearly all headers of nearly all requests end here.
  if (!name.startsWith(PREFIX)) return false;
  return name === USER || name === GROUP || name === UID || name.startsWith(EXTRA_PREFIX);
}

/** A key with broken escapes is taken as it stands. */
function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

/** Clients know this text from upstream, where it is a printed Go value. */
function goSyntax({ name, uid, groups, extra }: UserInfo): string {
  const list = (values: readonly string[]): string =>
    values.length === 0 ? "[]string(nil)" : `[]string{${values.map((value) => quote(value)).join(", ")}}`;
  const keys = Object.keys(extra).sort();
  const map =
    keys.length === 0
      ? "map[string][]string(nil)"
      : `map[string][]string{${keys.map((key) => `${quote(key)}:${list(extra[key]!)}`).join(", ")}}`;
  return `&user.DefaultInfo{Name:${quote(name)}, UID:${quote(uid)}, Groups:${list(groups)}, Extra:${map}}`;
}

import { isForbidden, type StatusError } from "../../apimachinery/api/errors/index.js";
import { quote } from "../../apimachinery/text/index.js";
import { isDomainPrefixedPath, Path } from "../../apimachinery/validation/index.js";
import {
  ALL_AUTHENTICATED,
  ALL_UNAUTHENTICATED,
  ANONYMOUS_USER,
  serviceAccountGroups,
  SYSTEM_MASTERS,
  type UserInfo,
} from "../authentication/index.js";
import { newForbiddenRequest, type AuthorizationAttributes, type Authorizer } from "../authorization/index.js";
import type { OperationOptions } from "../storage/interface.js";
import { accountOf, nodeNameOf } from "./names.js";

type ResourceQuestion = Extract<AuthorizationAttributes, { kind: "resource" }>;

/** One thing that makes up a user. */
interface Identity {
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name: string;
}

const AUTHENTICATION = "authentication.k8s.io";
const CORE = "";
// From so many values on, one question about all of them is tried first.
const MANY = 4;

/** @throws StatusError 403 unless `authorizer` allows it. */
export async function demand(
  authorizer: Authorizer,
  question: AuthorizationAttributes,
  opts: OperationOptions,
): Promise<void> {
  let why: string;
  try {
    const { decision, reason } = await authorizer.authorize(question, opts);
    if (decision === "allow") return;
    why = reason;
  } catch (err) {
    opts.signal?.throwIfAborted();
    why = err instanceof Error ? err.message : String(err);
  }
  throw newForbiddenRequest(question, why);
}

/**
 * Whether a user may take on an identity: its name, UID, groups and extra, each asked for by `verb`.
 * @see kubernetes/apiserver pkg/endpoints/filters/impersonation/mode.go, impersonationModeState
 */
export class IdentityCheck {
  readonly #authorizer: Authorizer;
  readonly #verb: string;
  readonly #constrained: boolean;

  /** @param verb - `impersonate`, or with a mode `impersonate:user-info`, which has stricter rules. */
  constructor(authorizer: Authorizer, verb: string) {
    this.#authorizer = authorizer;
    this.#verb = verb;
    this.#constrained = verb !== "impersonate";
  }

  /** Returns the user with the groups that come by themselves. @throws StatusError 403 */
  async check(requester: UserInfo, wanted: UserInfo, opts: OperationOptions): Promise<UserInfo> {
    const groups = await this.#checkName(requester, wanted, opts);
    if (wanted.uid !== "") await this.#demand(requester, AUTHENTICATION, { resource: "uids", name: wanted.uid }, opts);
    await this.#checkGroups(requester, wanted.groups, opts);
    await this.#checkExtra(requester, wanted.extra, opts);
    return { ...wanted, groups: withImpliedGroup(wanted.name, groups) };
  }

  async #checkName(
    requester: UserInfo,
    { name, groups }: UserInfo,
    opts: OperationOptions,
  ): Promise<readonly string[]> {
    const node = this.#constrained ? nodeNameOf(name) : undefined;
    if (node !== undefined) {
      await this.#demand(requester, AUTHENTICATION, { resource: "nodes", name: node }, opts);
      return ["system:nodes"];
    }
    const account = accountOf(name);
    const question = account === undefined ? { resource: "users", name } : { resource: "serviceaccounts", ...account };
    await this.#demand(requester, this.#group, question, opts);
    if (account === undefined || groups.length > 0) return groups;
    return serviceAccountGroups(account.namespace);
  }

  async #checkGroups(requester: UserInfo, groups: readonly string[], opts: OperationOptions): Promise<void> {
    if (this.#constrained) {
      const refuse = (name: string, why: string): StatusError =>
        newForbiddenRequest(this.#question(requester, this.#group, { resource: "groups", name }), why);
      if (groups.includes("")) throw refuse("", "impersonating the empty string group is not allowed");
      if (groups.includes(SYSTEM_MASTERS)) {
        throw refuse(SYSTEM_MASTERS, "impersonating the system:masters group is not allowed");
      }
      if (
        groups.length >= MANY &&
        (await this.#allows(requester, this.#group, { resource: "groups", name: "*" }, opts))
      ) {
        return;
      }
    }
    for (const name of groups) await this.#demand(requester, this.#group, { resource: "groups", name }, opts);
  }

  async #checkExtra(requester: UserInfo, extra: UserInfo["extra"], opts: OperationOptions): Promise<void> {
    const entries = Object.entries(extra);
    if (entries.length === 0) return;
    if (this.#constrained) {
      const problem = extraProblem(entries);
      if (problem !== undefined) {
        throw newForbiddenRequest(
          this.#question(requester, AUTHENTICATION, { resource: "userextras", name: "" }),
          problem,
        );
      }
      const count = entries.reduce((total, [, values]) => total + values.length, 0);
      const all = { resource: "userextras", subresource: "*", name: "*" };
      if (count >= MANY && (await this.#allows(requester, AUTHENTICATION, all, opts))) return;
    }
    for (const [subresource, values] of entries) {
      for (const name of values) {
        await this.#demand(requester, AUTHENTICATION, { resource: "userextras", subresource, name }, opts);
      }
    }
  }

  /** Where users, groups and service accounts are asked for. */
  get #group(): string {
    return this.#constrained ? AUTHENTICATION : CORE;
  }

  #question(user: UserInfo, group: string, of: Identity): ResourceQuestion {
    return { kind: "resource", user, verb: this.#verb, group, version: "v1", subresource: "", namespace: "", ...of };
  }

  #demand(requester: UserInfo, group: string, of: Identity, opts: OperationOptions): Promise<void> {
    return demand(this.#authorizer, this.#question(requester, group, of), opts);
  }

  async #allows(requester: UserInfo, group: string, of: Identity, opts: OperationOptions): Promise<boolean> {
    try {
      await this.#demand(requester, group, of, opts);
      return true;
    } catch (err) {
      if (isForbidden(err)) return false;
      throw err;
    }
  }
}

/** Constrained modes take only keys and values that audit logs and webhooks can tell apart. */
function extraProblem(entries: readonly (readonly [string, readonly string[]])[]): string | undefined {
  for (const [key, values] of entries) {
    if (key === "") return "impersonating the empty string key in extra is not allowed";
    const [error] = isDomainPrefixedPath(Path.of("extra", "key"), key);
    if (error !== undefined) return `impersonating an invalid key in extra is not allowed: ${String(error)}`;
    if (key !== key.toLowerCase()) return `impersonating a non-lowercase key in extra is not allowed: ${quote(key)}`;
    if (values.length === 0) return "impersonating empty values in extra is not allowed";
    if (values.includes("")) return "impersonating the empty string value in extra is not allowed";
  }
  return undefined;
}

function withImpliedGroup(name: string, groups: readonly string[]): readonly string[] {
  if (name !== ANONYMOUS_USER && groups.includes(ALL_UNAUTHENTICATED)) return groups;
  const implied = name === ANONYMOUS_USER ? ALL_UNAUTHENTICATED : ALL_AUTHENTICATED;
  return groups.includes(implied) ? groups : [...groups, implied];
}

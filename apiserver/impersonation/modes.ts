import type { UserInfo } from "../authentication/index.js";
import type { AuthorizationAttributes, Authorizer } from "../authorization/index.js";
import type { OperationOptions } from "../storage/interface.js";
import { demand, IdentityCheck } from "./identity-check.js";
import { accountOf, nodeNameOf } from "./names.js";

const NODE_NAME = "authentication.kubernetes.io/node-name";
const ASSOCIATED_KEYS = "authentication.kubernetes.io/associated-node-keys";

/**
 * One way in which somebody may act as somebody else.
 * @see kubernetes/apiserver pkg/endpoints/filters/impersonation/mode.go
 */
export interface ImpersonationMode {
  readonly name: string;
  /** The verb that allows it, for audit; undefined for the one that says nothing about how. */
  readonly constraint: string | undefined;
  /**
   * `request` is what is to be done, asked by the requester. undefined: the mode is not for this pair of users.
   * @throws StatusError 403
   */
  check(wanted: UserInfo, request: AuthorizationAttributes, opts: OperationOptions): Promise<UserInfo | undefined>;
}

/**
 * All modes, those first that allow least.
 * @param authorizerOf - whom a mode asks
 */
export function impersonationModes(authorizerOf: (mode: string) => Authorizer): readonly ImpersonationMode[] {
  const constrained = (name: string, isFor: (wanted: UserInfo) => boolean): ImpersonationMode =>
    constrainedMode(authorizerOf(name), name, isFor);
  return [
    associatedNodeMode(authorizerOf("associated-node")),
    constrained("arbitrary-node", (wanted) => isNameOnly(wanted) && isNode(wanted)),
    constrained("serviceaccount", (wanted) => isNameOnly(wanted) && isAccount(wanted)),
    constrained("user-info", (wanted) => !isNode(wanted) && !isAccount(wanted)),
    legacyMode(authorizerOf("legacy")),
  ];
}

/** A service account acts as the node that its pod runs on; which node that is makes no difference to its rights. */
function associatedNodeMode(authorizer: Authorizer): ImpersonationMode {
  const generalized: Authorizer = {
    name: authorizer.name,
    authorize: (question, opts) => {
      const user = { ...question.user, extra: { [ASSOCIATED_KEYS]: Object.keys(question.user.extra).sort() } };
      const isIdentity = question.kind === "resource" && question.verb === "impersonate:associated-node";
      return authorizer.authorize({ ...question, user, ...(isIdentity ? { name: "*" } : {}) }, opts);
    },
  };
  return constrainedMode(generalized, "associated-node", (wanted, requester) => {
    const nodes = requester.extra[NODE_NAME] ?? [];
    return isNameOnly(wanted) && isAccount(requester) && nodes.length === 1 && nodeNameOf(wanted.name) === nodes[0];
  });
}

/** Asks for the request itself, by a verb of its own, and then for the identity. */
function constrainedMode(
  authorizer: Authorizer,
  name: string,
  isFor: (wanted: UserInfo, requester: UserInfo) => boolean,
): ImpersonationMode {
  const constraint = `impersonate:${name}`;
  const identity = new IdentityCheck(authorizer, constraint);
  return {
    name,
    constraint,
    async check(wanted, request, opts) {
      if (!isFor(wanted, request.user)) return undefined;
      await demand(authorizer, { ...request, verb: `impersonate-on:${name}:${request.verb}` }, opts);
      return identity.check(request.user, wanted, opts);
    },
  };
}

function legacyMode(authorizer: Authorizer): ImpersonationMode {
  const identity = new IdentityCheck(authorizer, "impersonate");
  return {
    name: "legacy",
    constraint: undefined,
    check: (wanted, request, opts) => identity.check(request.user, wanted, opts),
  };
}

function isNameOnly({ uid, groups, extra }: UserInfo): boolean {
  return uid === "" && groups.length === 0 && Object.keys(extra).length === 0;
}

function isNode({ name }: UserInfo): boolean {
  return nodeNameOf(name) !== undefined;
}

function isAccount({ name }: UserInfo): boolean {
  return accountOf(name) !== undefined;
}

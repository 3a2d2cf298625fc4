import { newBadRequest } from "../../../apimachinery/api/errors/index.js";
import type { AdmissionOperation } from "../../admission/index.js";
import { ALL_AUTHENTICATED, ALL_UNAUTHENTICATED, ANONYMOUS_USER, type UserInfo } from "../../authentication/index.js";
import { attributesOf, type AuthorizationAttributes, type Authorizer } from "../../authorization/index.js";
import { parseRequestInfo, type RequestInfo } from "../../endpoints/index.js";
import { AUTHORIZATION_FILTER } from "../filters/index.js";
import { answerJSON } from "../answer.js";
import type { ServerHandler, ServerRequest } from "../transport/index.js";
import type { AdmissionExplanation, AuthorizationExplanation, Explanation, FlowExplanation } from "./explanation.js";

export interface ExplainerDeps {
  /** All filters, in the order in which they run. */
  readonly filters: () => readonly string[];
  /** Those that the server asks, in order. */
  readonly authorizers: readonly Authorizer[];
  /** Absent without priority and fairness. */
  readonly classify?: (digest: { readonly requestInfo: RequestInfo; readonly user: UserInfo }) => FlowExplanation;
  readonly admissionOf: (operation: AdmissionOperation) => readonly AdmissionExplanation[];
}

// As clients send requests that change objects; other verbs pass admission by.
const OPERATIONS: { readonly [verb: string]: AdmissionOperation } = {
  create: "CREATE",
  update: "UPDATE",
  patch: "UPDATE",
  delete: "DELETE",
  deletecollection: "DELETE",
};

/**
 * Answers `?method=GET&path=/api/v1/pods`, with `user`, `group` (repeated) for somebody else than the caller, by an
 * {@link Explanation}. Who may ask is for authorization to say, as for any path.
 */
export function createExplainHandler(deps: ExplainerDeps): ServerHandler {
  return async (request) => answerJSON(request, 200, await explain(deps, request));
}

async function explain(deps: ExplainerDeps, request: ServerRequest): Promise<Explanation> {
  const requestInfo = requestInfoOf(request.query);
  const user = userOf(request);
  const authorization = await decide(deps.authorizers, attributesOf(user, requestInfo), request);
  const operation = requestInfo.isResourceRequest ? OPERATIONS[requestInfo.verb] : undefined;
  const filters = deps.filters();
  return {
    user,
    requestInfo,
    filters: authorization.allowed ? filters : filters.slice(0, filters.indexOf(AUTHORIZATION_FILTER) + 1),
    ...(deps.classify === undefined ? {} : { flowControl: deps.classify({ requestInfo, user }) }),
    authorization,
    admission: operation === undefined || !authorization.allowed ? [] : deps.admissionOf(operation),
  };
}

function requestInfoOf(query: URLSearchParams): RequestInfo {
  const method = query.get("method") || "GET";
  const url = query.get("path") ?? "";
  if (!url.startsWith("/")) throw newBadRequest("path: must be the path of a request, with its query if it has one");
  const cut = url.indexOf("?");
  const path = cut < 0 ? url : url.slice(0, cut);
  try {
    return parseRequestInfo(method.toUpperCase(), path, {
      query: new URLSearchParams(cut < 0 ? "" : url.slice(cut + 1)),
    });
  } catch (err) {
    throw newBadRequest(`path: ${(err as Error).message}`);
  }
}

/** Somebody else gets the group that authentication would give him. */
function userOf({ query, user }: ServerRequest): UserInfo {
  const name = query.get("user") ?? "";
  if (name === "") {
    if (user === undefined) throw new Error("a request before authentication");
    return user;
  }
  const groups = query.getAll("group");
  const implied = name === ANONYMOUS_USER ? ALL_UNAUTHENTICATED : ALL_AUTHENTICATED;
  return { name, uid: "", groups: groups.includes(implied) ? groups : [...groups, implied], extra: {} };
}

async function decide(
  authorizers: readonly Authorizer[],
  attributes: AuthorizationAttributes,
  request: ServerRequest,
): Promise<AuthorizationExplanation> {
  const opinions: { authorizer: string; decision: string; reason: string }[] = [];
  for (const authorizer of authorizers) {
    try {
      const { decision, reason } = await authorizer.authorize(attributes, request);
      opinions.push({ authorizer: authorizer.name, decision, reason });
      if (decision !== "noOpinion") return { allowed: decision === "allow", opinions };
    } catch (err) {
      request.signal.throwIfAborted();
      opinions.push({ authorizer: authorizer.name, decision: "error", reason: String(err) });
    }
  }
  return { allowed: false, opinions };
}
